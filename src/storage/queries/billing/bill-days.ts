import { BILLED_SINCE } from './billed-accounts.ts'

/**
 * The first bill anniversary of the account `a` after the day it is there at an instant, as SQL.
 *
 * @param now the placeholder of the instant.
 */
export function nextBillDay(now: string): string {
  const { today, anniversaryIn } = monthOf(now)
  return `(CASE WHEN ${anniversaryIn(0)} > ${today} THEN ${anniversaryIn(0)} ELSE ${anniversaryIn(1)} END)`
}

/** The same, the last anniversary that is not after that day: its running cycle began there. */
function lastBillDay(now: string): string {
  const { today, anniversaryIn } = monthOf(now)
  return `(CASE WHEN ${anniversaryIn(0)} <= ${today} THEN ${anniversaryIn(0)} ELSE ${anniversaryIn(-1)} END)`
}

/** Whether a billing cycle of the account `a` is over and its statement is not issued yet, as SQL that is never null. */
export function isStatementLate(now: string): string {
  const cycleFrom = `(${lastBillDay(now)}::timestamp AT TIME ZONE a.time_zone)`
  return `(a.status IN ('active', 'suspended') AND coalesce(${BILLED_SINCE} < ${cycleFrom}, false)
    AND NOT EXISTS (SELECT FROM statements s WHERE s.account_id = a.id AND s.reseller_id = a.reseller_id
                       AND s.kind <> 'adjustment-note' AND s.cycle_to >= ${cycleFrom}))`
}

/** A shorter month takes its last day. */
function monthOf(now: string) {
  const today = `(${now}::timestamptz AT TIME ZONE a.time_zone)::date`
  const month = `date_trunc('month', ${today})`
  const anniversaryIn = (months: number): string =>
    `least(${month} + interval '${months} months' + (a.bill_day - 1) * interval '1 day',
           ${month} + interval '${months + 1} months' - interval '1 day')::date`
  return { today, anniversaryIn }
}

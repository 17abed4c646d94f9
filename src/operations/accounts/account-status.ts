import type pg from 'pg'
import type { ControlStanding } from '#domain/credit-control/judge-controls.ts'
import { defaultPaymentSettings, type PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt, billPeriodsBetween, type BillPeriod } from '#domain/time/bill-period.ts'
import { parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { readCharging, type ChargingView } from '#operations/payments/automatic/read-charging.ts'
import { readAccountControls } from '#operations/credit-control/read-controls.ts'
import { allowancesOfCycle, type AllowanceOfCycle } from '#operations/usage/allowances-of-cycle.ts'
import { addSums, groupSums, type GroupTotals, type RecordTotals } from '#operations/usage/sum-records.ts'
import { readPendingChange, readPlansWithin, type PendingChangeRow } from '#storage/queries/account-plans.ts'
import {
  readCyclePayments,
  readCycleStatements,
  readCycleUsage,
  readRecordsBegin,
  type CyclePayment,
  type CycleStatement,
} from '#storage/queries/account-status.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { listPlanTerms, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { listCharges, sumCharges, type ChargeRow } from '#storage/queries/calls/list-charges.ts'
import { sumCalls } from '#storage/queries/calls/sum-calls.ts'

export type StatusGrouping = 'service-type' | 'billing-group' | 'day'

export interface StatusCycle extends BillPeriod {
  readonly statement: CycleStatement | undefined
}

/** Everything the account status shows. */
export interface AccountStatusView {
  readonly account: AccountDetails
  readonly cycle: StatusCycle
  readonly isCurrentCycle: boolean
  /** To choose from, the last first. */
  readonly cycles: readonly StatusCycle[]
  /** The plans in force in the cycle, in order, with the terms they had last in it. */
  readonly plans: readonly { readonly from: Date; readonly to: Date | null; readonly terms: PlanTerms | undefined }[]
  readonly pendingChange: PendingChangeRow | undefined
  readonly planCharges: readonly ChargeRow[]
  readonly payments: {
    readonly items: readonly CyclePayment[]
    readonly count: number
    readonly totalMicros: CyclePayment['amountMicros']
  }
  readonly groupBy: StatusGrouping
  readonly summary: { readonly groups: readonly GroupTotals[]; readonly totals: RecordTotals }
  readonly allowances: readonly AllowanceOfCycle[]
  readonly controls: readonly ControlStanding[]
  readonly paymentSettings: PaymentSettings
  readonly charging: ChargingView
}

const MOST_CYCLES = 120
const MOST_PLAN_CHARGES = 100

/**
 * The account at a glance, and one of its billing cycles: plan and its charges, payments, calls and charges regrouped,
 * allowances, the statement. Calls come from the roll-up by cycle; only by date they are gone through.
 *
 * @param cycleFrom the first day of the cycle; undefined: the one `now` lies in.
 * @throws ProblemError 'not_found', 'invalid_value' for a day no cycle begins on.
 */
export async function readAccountStatus(
  db: pg.ClientBase,
  accountId: number,
  {
    cycleFrom,
    groupBy,
    now,
  }: { readonly cycleFrom?: string | undefined; readonly groupBy: StatusGrouping; readonly now: Date },
): Promise<AccountStatusView> {
  const account = await readAccountDetails(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  const statements = await readCycleStatements(db, accountId)
  // The last statement of an account ends on the day of its cancellation, in the middle of a cycle.
  const withStatement = (period: BillPeriod): StatusCycle => ({
    ...period,
    statement: statements.findLast(({ cycleToMs }) => cycleToMs > period.fromMs && cycleToMs <= period.toMs),
  })
  const current = billPeriodAt(account.billDay, account.timeZone, now.getTime())
  const cycle = withStatement(cycleFrom === undefined ? current : cycleOf(account, cycleFrom))
  const from = new Date(cycle.fromMs)
  const to = new Date(cycle.toMs)
  const plans = await readPlansWithin(db, accountId, from, to)
  const terms = await listPlanTerms(db, [...new Set(plans.map(({ planId }) => planId))])
  const inCycle = { accountId, fromMs: cycle.fromMs, toMs: cycle.toMs }
  return {
    account,
    cycle,
    isCurrentCycle: cycle.fromMs === current.fromMs,
    cycles: cyclesOf(account, await readRecordsBegin(db, accountId), current).map(withStatement),
    plans: plans.map(({ planId, validFrom, validTo }) => {
      const lastMs = Math.min(validTo?.getTime() ?? Infinity, cycle.toMs) - 1
      const inForce = terms.findLast((one) => one.planId === planId && one.effectiveFrom.getTime() <= lastMs)
      return { from: validFrom, to: validTo, terms: inForce }
    }),
    pendingChange: await readPendingChange(db, accountId),
    planCharges: await listCharges(
      db,
      { ...inCycle, serviceTypes: [SERVICE_TYPE_CODES.CallingPlan] },
      { limit: MOST_PLAN_CHARGES },
    ),
    payments: await readCyclePayments(db, accountId, from, to),
    groupBy,
    summary: await summarise(db, account, cycle, groupBy),
    allowances: await allowancesOfCycle(db, accountId, cycle, plans, terms),
    controls: (await readAccountControls(db, accountId, now)).standings,
    paymentSettings: (await readPaymentSettings(db, [accountId]))[0] ?? defaultPaymentSettings(account.paymentMode),
    charging: await readCharging(db, accountId, now),
  }
}

function cycleOf({ billDay, timeZone }: AccountRow, cycleFrom: string): BillPeriod {
  const date = parseDate(cycleFrom)
  const period =
    date === undefined || date.year < 1970 || date.year > 2199
      ? undefined
      : billPeriodAt(billDay, timeZone, startOfDate(date, timeZone))
  if (period?.startDate === cycleFrom) return period
  const message =
    period === undefined
      ? `"${cycleFrom}" is not a day: write it as 2026-03-31.`
      : `No billing cycle begins on ${cycleFrom}; the one it lies in begins on ${period.startDate}.`
  throw new ProblemError(problem('invalid_value', message, { field: 'cycle' }))
}

function cyclesOf(account: AccountRow, since: Date, current: BillPeriod): readonly BillPeriod[] {
  const first = Math.max(since.getTime(), current.toMs - MOST_CYCLES * 31 * 86_400_000)
  const cycles = [
    ...billPeriodsBetween(account.billDay, account.timeZone, Math.min(first, current.fromMs), current.toMs),
  ]
  return cycles.toReversed().slice(0, MOST_CYCLES)
}

async function summarise(
  db: pg.ClientBase,
  account: AccountRow,
  { fromMs, toMs }: BillPeriod,
  groupBy: StatusGrouping,
): Promise<AccountStatusView['summary']> {
  const filter = { accountId: account.id, fromMs, toMs }
  if (groupBy === 'day') {
    const by = { by: 'day', timeZone: account.timeZone } as const
    const sums = [...(await sumCalls(db, filter, by)), ...(await sumCharges(db, filter, by))]
    return { groups: groupSums(sums, 'day'), totals: addSums(sums) }
  }
  const sums = [
    ...(await readCycleUsage(db, account.id, new Date(fromMs))),
    ...(await sumCharges(db, filter, { by: 'service-type' })),
  ]
  return { groups: groupSums(sums, groupBy), totals: addSums(sums) }
}

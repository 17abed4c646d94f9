import { billPeriodAt, type BillPeriod } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { Month } from '#domain/billing/monthly-charges.ts'
import type { BilledAccount } from '#storage/queries/billing/billed-accounts.ts'

/** One statement to be issued: of which account, up to when. */
export interface StatementJob {
  readonly account: BilledAccount
  /** The end of its period. */
  readonly to: Date
  /** The day after its last, `yyyy-mm-dd` in the account's zone. */
  readonly periodTo: string
  /** The billing cycle the period's end lies in, or ends. */
  readonly cycle: BillPeriod
  /** The first day of the cycle after that. */
  readonly cycleTo: string
  /** The month that is charged in advance; undefined: none, the account is closed. */
  readonly next: Month | undefined
  readonly isFinal: boolean
}

/** The statement that is due at an anniversary. A cancelled account's has what came in late and no month in advance. */
export function anniversaryJob(account: BilledAccount, cycle: BillPeriod): StatementJob {
  const { billDay, timeZone, status } = account
  const following = cycleAt(billDay, timeZone, cycle.toMs)
  const isClosed = status === 'cancelled'
  return {
    account,
    to: new Date(cycle.toMs),
    periodTo: following.startDate,
    cycle,
    cycleTo: following.startDate,
    next: isClosed ? undefined : { from: following.startDate, to: dayAt(following.toMs, timeZone) },
    isFinal: isClosed,
  }
}

/** The last statement of an account closed at an instant: the day of it is the period's last, but for its first instant. */
export function finalJob(account: BilledAccount, at: Date): StatementJob {
  const { billDay, timeZone } = account
  const atMs = at.getTime()
  // Closed on the anniversary's first instant, it is the cycle before that ends.
  const cycle = billPeriodAt(billDay, timeZone, atMs - 1)
  const isWhole = atMs === cycle.toMs
  const cycleTo = dayAt(cycle.toMs, timeZone)
  const tomorrow = dateAt(atMs, timeZone).add({ days: 1 }).toString()
  return { account, to: at, periodTo: isWhole ? cycleTo : tomorrow, cycle, cycleTo, next: undefined, isFinal: true }
}

/** Up to when anniversaries are due. */
export interface DueUntil {
  readonly now: Date
  /** The last anniversary, a day in each account's zone; left out: those that have begun. */
  readonly date?: string | undefined
  /** A preview may look at days that have not begun. */
  readonly isPreview: boolean
}

type Billed = Pick<BilledAccount, 'billDay' | 'timeZone'>

/** The cycle that ends with the first anniversary after an account's last statement, or after its billing began. */
export function nextCycle({ billDay, timeZone }: Billed, since: Date): BillPeriod {
  return cycleAt(billDay, timeZone, since.getTime())
}

export function isDue({ timeZone }: Billed, cycle: BillPeriod, { now, date, isPreview }: DueUntil): boolean {
  const hasBegun = cycle.toMs <= now.getTime()
  if (date === undefined) return hasBegun
  return (hasBegun || isPreview) && dayAt(cycle.toMs, timeZone) <= date
}

/** The last of the cycles from one on that are due. */
export function lastDueCycle(account: Billed, cycle: BillPeriod, until: DueUntil): BillPeriod {
  let last = cycle
  for (;;) {
    const next = cycleAt(account.billDay, account.timeZone, last.toMs)
    if (!isDue(account, next, until)) return last
    last = next
  }
}

const cycles = new Map<string, BillPeriod>()

/** Thousands of accounts ask for the same cycle, and the calendar takes its time. */
function cycleAt(billDay: number, timeZone: string, atMs: number): BillPeriod {
  const key = `${billDay} ${timeZone} ${atMs}`
  const known = cycles.get(key)
  if (known !== undefined) return known
  if (cycles.size > 10_000) cycles.clear()
  const cycle = billPeriodAt(billDay, timeZone, atMs)
  cycles.set(key, cycle)
  return cycle
}

const days = new Map<string, string>()

/** The day an instant lies on, in a zone. */
export function dayAt(atMs: number, timeZone: string): string {
  const key = `${timeZone} ${atMs}`
  const known = days.get(key)
  if (known !== undefined) return known
  if (days.size > 10_000) days.clear()
  const day = dateAt(atMs, timeZone).toString()
  days.set(key, day)
  return day
}

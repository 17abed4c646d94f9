import type pg from 'pg'
import { forecastSpend, forecastUse, runsOutAtMs, type CycleProgress, type Spend } from '#domain/billing/forecast.ts'
import { proRata } from '#domain/billing/pro-rata.ts'
import { micros, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt, billPeriodsBetween, type BillPeriod } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { allowancesOfCycle, type AllowanceOfCycle } from '#operations/usage/allowances-of-cycle.ts'
import { countOfAccount, readSpend, type AccountCounts } from '#storage/queries/account-overview.ts'
import {
  readPendingChange,
  readPlansWithin,
  type PendingChangeRow,
  type PlanTimeRow,
} from '#storage/queries/account-plans.ts'
import { readRecordsBegin } from '#storage/queries/account-status.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import { listPlanTerms, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { readOpenPortIds } from '#storage/queries/ports.ts'
import { listStatements, type ListedStatement } from '#storage/queries/statements.ts'
import { attentionTo, type Attention } from './attention.ts'
import { NEAR_END_PERCENT } from './read-dashboard.ts'

/** An allowance with what it will come to at the rate so far. */
export interface ForecastAllowance extends AllowanceOfCycle {
  readonly forecast: number | undefined
  /** `yyyy-mm-dd` in the account's zone; null: not in this cycle, or too early to say. */
  readonly runsOutOn: string | null
}

/** The first page of a customer. */
export interface AccountOverview {
  readonly account: AccountDetails
  readonly today: string
  readonly cycle: BillPeriod
  readonly terms: PlanTerms | undefined
  readonly pendingChange: PendingChangeRow | undefined
  readonly allowances: readonly ForecastAllowance[]
  readonly spend: Spend
  readonly forecast: Spend | undefined
  /** Cycles that are over, the last first. */
  readonly earlier: readonly (BillPeriod & Spend)[]
  /** Invoices that are not paid, the first due first. */
  readonly unpaid: readonly ListedStatement[]
  readonly latest: ListedStatement | undefined
  readonly counts: AccountCounts & { readonly openPorts: number }
  readonly attention: readonly Attention[]
}

const EARLIER_CYCLES = 6
const MOST_UNPAID = 100

/**
 * An account as its customer comes to it: balance, plan, allowances, spend and its forecast, what is to be paid.
 *
 * @throws ProblemError 'not_found'.
 */
export async function readOverview(db: pg.ClientBase, accountId: number, now: Date): Promise<AccountOverview> {
  const account = await readAccountDetails(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  const { billDay, timeZone, status, paymentMode, balanceMicros, cancelOn } = account
  const cycle = billPeriodAt(billDay, timeZone, now.getTime())
  const plans = await readPlansWithin(db, accountId, new Date(cycle.fromMs), new Date(cycle.toMs))
  const allTerms = await listPlanTerms(db, [...new Set(plans.map(({ planId }) => planId))])
  const held = plans.findLast(({ validFrom, validTo }) => validFrom <= now && (validTo === null || validTo > now))
  const terms = allTerms.findLast((one) => one.planId === held?.planId && one.effectiveFrom <= now)
  const sinceMs = (await readRecordsBegin(db, accountId)).getTime()
  const earlier = earlierCycles(account, cycle, sinceMs)
  const [spend = NOTHING, ...spent] = await readSpend(db, accountId, [cycle, ...earlier])
  const allowances = await allowancesOfCycle(db, accountId, cycle, plans, allTerms)
  const unpaid = await listed(db, now, { accountId, status: ['overdue', 'part-paid', 'unpaid'], limit: MOST_UNPAID })
  const [latest] = await listed(db, now, { accountId, kind: ['statement', 'invoice'], limit: 1 })
  const [settings] = await readPaymentSettings(db, [accountId])
  return {
    account,
    today: dateAt(now.getTime(), timeZone).toString(),
    cycle,
    terms,
    pendingChange: await readPendingChange(db, accountId),
    allowances: allowances.map((allowance) => forecastAllowance(allowance, plans, cycle, now, timeZone)),
    spend,
    forecast:
      status === 'cancelled'
        ? undefined
        : forecastSpend(spend, minimumOf(terms, held, cycle, timeZone), {
            fromMs: Math.max(cycle.fromMs, sinceMs),
            toMs: cycle.toMs,
            nowMs: now.getTime(),
          }),
    earlier: earlier.map((period, index) => ({ ...period, ...(spent[index] ?? NOTHING) })),
    unpaid,
    latest,
    counts: {
      ...(await countOfAccount(db, accountId)),
      openPorts: (await readOpenPortIds(db, accountId)).length,
    },
    attention: attentionTo({
      status,
      paymentMode,
      balanceMicros,
      cancelOn,
      lowBalanceMicros: settings?.lowBalanceWarning.isOn === true ? settings.lowBalanceWarning.amountMicros : undefined,
      overdue: unpaid.filter((statement) => statement.status === 'overdue'),
      allowances,
      cycleLast: lastDayOf(cycle, timeZone),
      nearEndPercent: NEAR_END_PERCENT,
    }),
  }
}

const NOTHING: Spend = {
  callsMicros: micros(0n),
  callsGstMicros: micros(0n),
  chargesMicros: micros(0n),
  chargesGstMicros: micros(0n),
}

/** The last day of a cycle, `yyyy-mm-dd`. */
export function lastDayOf({ toMs }: Pick<BillPeriod, 'toMs'>, timeZone: string): string {
  return dateAt(toMs, timeZone).subtract({ days: 1 }).toString()
}

/** Cycles before the running one since there are records, the last first. */
function earlierCycles(
  { billDay, timeZone }: AccountDetails,
  cycle: BillPeriod,
  sinceMs: number,
): readonly BillPeriod[] {
  const first = Math.max(sinceMs, cycle.fromMs - (EARLIER_CYCLES + 1) * 31 * 86_400_000)
  if (first >= cycle.fromMs) return []
  return [...billPeriodsBetween(billDay, timeZone, first, cycle.fromMs)].toReversed().slice(0, EARLIER_CYCLES)
}

async function listed(
  db: pg.ClientBase,
  now: Date,
  filter: Pick<Parameters<typeof listStatements>[1], 'accountId' | 'status' | 'kind' | 'limit'>,
): Promise<readonly ListedStatement[]> {
  const isLatest = filter.kind !== undefined
  const order = isLatest ? ({ sort: 'issuedAt', order: 'desc' } as const) : ({ sort: 'dueOn', order: 'asc' } as const)
  return (await listStatements(db, { now, ...order, ...filter })).items
}

/** The rate of use counts from when the plan that brings the allowance was taken up. */
function forecastAllowance(
  allowance: AllowanceOfCycle,
  plans: readonly PlanTimeRow[],
  cycle: BillPeriod,
  now: Date,
  timeZone: string,
): ForecastAllowance {
  const taken = plans.find(({ planName }) => planName === allowance.plan)?.validFrom.getTime() ?? cycle.fromMs
  const progress: CycleProgress = {
    fromMs: Math.max(cycle.fromMs, taken),
    toMs: cycle.toMs,
    nowMs: now.getTime(),
  }
  const runsOutMs = runsOutAtMs(allowance.used, allowance.included, progress)
  return {
    ...allowance,
    forecast: forecastUse(allowance.used, progress),
    runsOutOn: runsOutMs === undefined ? null : dateAt(runsOutMs, timeZone).toString(),
  }
}

/** The least the calls of this cycle are billed at: of a plan taken up within it, for the days on it. */
function minimumOf(
  terms: PlanTerms | undefined,
  held: PlanTimeRow | undefined,
  cycle: BillPeriod,
  timeZone: string,
): Micros {
  if (terms === undefined || held === undefined || terms.minimumMonthlySpendMicros === 0n) return micros(0n)
  return proRata(terms.minimumMonthlySpendMicros, {
    cycleFrom: cycle.startDate,
    cycleTo: dateAt(cycle.toMs, timeZone).toString(),
    from: dateAt(held.validFrom.getTime(), timeZone).toString(),
  })
}

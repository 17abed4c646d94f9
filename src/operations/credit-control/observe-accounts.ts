import type pg from 'pg'
import {
  watch,
  type Watched,
  type WatchedAllowance,
  type WatchedSpend,
  type WatchOutcome,
} from '#domain/credit-control/watch.ts'
import { micros } from '#domain/money.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { beyondText } from '#domain/plans/rates-text.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { composeAllowances, type AllowanceOfCycle, type ReadPlans } from '#operations/usage/allowances-of-cycle.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import { readCycleSpend } from '#storage/queries/cycle-spend.ts'
import { listPlanTerms, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { readPlansOfCycles } from '#storage/queries/plans-of-cycles.ts'
import { readStandings } from './read-controls.ts'

/** `beyond`: what more of it costs, for people. */
type Allowance = WatchedAllowance & AllowanceOfCycle & { readonly beyond: string }

/** An account as the watch sees it, and what it makes of that. */
export interface WatchedAccount extends Watched<Allowance> {
  readonly accountId: number
  /** The last day of its billing cycle, `yyyy-mm-dd`. */
  readonly cycleEnd: string
  readonly outcome: WatchOutcome<Allowance>
}

/** What is the same for all accounts of a reseller and read once: its plans, in the order {@link listPlanTerms} has them. */
export interface WatchBook {
  readonly terms: readonly PlanTerms[]
  readonly plans: ReadPlans
}

export async function openWatchBook(db: pg.ClientBase): Promise<WatchBook> {
  return { terms: await listPlanTerms(db), plans: new Map() }
}

/** Looks at accounts: balances, limits and allowances at an instant. */
export async function observeAccounts(
  db: pg.ClientBase,
  accountIds: readonly number[],
  { terms, plans }: WatchBook,
  now: Date,
): Promise<readonly WatchedAccount[]> {
  const standings = await readStandings(db, accountIds, now)
  const settings = new Map((await readPaymentSettings(db, accountIds)).map((one) => [one.accountId, one]))
  const cycles = standings
    .filter(({ account }) => {
      const { allowanceWarnings, spendAlert } = settings.get(account.id) ?? {}
      return allowanceWarnings?.isOn === true || spendAlert?.isOn === true
    })
    .map(({ account }) => ({
      accountId: account.id,
      ...billPeriodAt(account.billDay, account.timeZone, now.getTime()),
    }))
  const drawn = Map.groupBy(
    await readAllowanceUse(
      db,
      cycles.map(({ accountId, fromMs }) => ({ accountId, cycleFromMs: fromMs })),
    ),
    ({ accountId }) => accountId,
  )
  const spent = await readCycleSpend(
    db,
    cycles.flatMap(({ accountId, fromMs }) =>
      settings.get(accountId)?.spendAlert.isOn === true ? [{ accountId, cycleFrom: new Date(fromMs) }] : [],
    ),
  )
  // Where nothing is drawn, nothing is used up.
  const drawing = cycles.filter(
    ({ accountId }) => drawn.has(accountId) && settings.get(accountId)?.allowanceWarnings.isOn === true,
  )
  const times = Map.groupBy(await readPlansOfCycles(db, drawing), ({ accountId }) => accountId)
  const cycleOf = new Map(cycles.map((cycle) => [cycle.accountId, cycle]))
  return standings.map(({ account, standings: controls, known }) => {
    const cycle = cycleOf.get(account.id)
    const held = times.get(account.id) ?? []
    const allowances =
      cycle === undefined || !times.has(account.id)
        ? []
        : composeAllowances(cycle, held, terms, drawn.get(account.id) ?? [], plans).map((allowance) => ({
            ...allowance,
            key: `${allowance.versionId} ${allowance.allowanceNo} ${cycle.startDate}`,
            beyond: beyondOf(plans.get(allowance.versionId), allowance.allowanceNo),
          }))
    const { allowanceWarnings, spendAlert } = settings.get(account.id) ?? {}
    const credit = controls.find(({ control }) => control === 'credit-limit')
    const spends: WatchedSpend[] = []
    if (
      allowanceWarnings?.isOn === true &&
      account.paymentMode === 'postpaid' &&
      credit !== undefined &&
      credit.state !== 'off'
    )
      spends.push({
        what: 'credit-limit',
        key: 'credit-limit',
        limitMicros: micros(credit.limit),
        usedMicros: micros(credit.used),
      })
    if (spendAlert?.isOn === true && cycle !== undefined) {
      const usedMicros = spent.get(account.id) ?? micros(0n)
      spends.push({ what: 'month', key: `month ${cycle.startDate}`, limitMicros: spendAlert.amountMicros, usedMicros })
    }
    const lowBalance = settings.get(account.id)?.lowBalanceWarning
    const watched: Watched<Allowance> = {
      balanceMicros: account.balanceMicros,
      warnBelowMicros: lowBalance?.isOn === true ? lowBalance.amountMicros : undefined,
      controls,
      allowances,
      spends,
      known,
    }
    const lastDay = cycle === undefined ? '' : dateAt(cycle.toMs, account.timeZone).subtract({ days: 1 }).toString()
    return { ...watched, accountId: account.id, cycleEnd: lastDay, outcome: watch(watched) }
  })
}

function beyondOf(plan: CallingPlan | undefined, allowanceNo: number): string {
  return plan === undefined ? 'by the rates of your plan' : beyondText(plan, allowanceNo)
}

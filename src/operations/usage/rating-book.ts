import { sharedQuantity, type AllowanceShare } from '#domain/plans/allowance-share.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { compileDeck, type CompiledDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan, type CompiledPlan } from '#domain/rating/compile-plan.ts'
import { billPeriodAt, type BillPeriod } from '#domain/time/bill-period.ts'
import { createZoneClock, type ZoneClock } from '#domain/time/zone-clock.ts'
import {
  readRates,
  readRatingData,
  toDeckRow,
  type AccountPlanRow,
  type PlanVersionRow,
  type RatingData,
} from '#storage/queries/rating-data.ts'
import type pg from 'pg'

/** A plan version with the deck version that goes with it, and the time both are in force. */
export interface PlanInForce {
  readonly fromMs: number
  /** Exclusive. */
  readonly toMs: number
  readonly planId: number
  readonly planVersionId: number
  readonly version: number
  readonly plan: CompiledPlan
  readonly deck: CompiledDeck | undefined
  /** The id of each row of the deck. */
  readonly rateIds: Int32Array
}

/** An account as pricing sees it. */
export interface RatedAccount {
  readonly id: number
  readonly resellerId: number
  readonly timeZone: string
  readonly billDay: number
  /** In order of time; gaps where the account had no plan. */
  readonly plans: readonly PlanHeld[]
  /** The billing cycle last asked for: calls come in order, so it is nearly always the right one. */
  cycle: BillPeriod
}

/** A time on a plan. */
export interface PlanHeld {
  readonly fromMs: number
  /** Exclusive. */
  readonly toMs: number
  readonly planId: number
  /** Of the allowances in the cycle that holds `fromMs`; undefined: all of them. */
  readonly share: AllowanceShare | undefined
}

export interface RatingBook {
  readonly accounts: ReadonlyMap<number, RatedAccount>
  /** The plan in force for an account at an instant, if it has one. */
  planOf(account: RatedAccount, atMs: number): PlanInForce | undefined
  /** Whether any plan version the account is on within [fromMs, toMs) has allowances. */
  hasAllowances(account: RatedAccount, fromMs: number, toMs: number): boolean
  /** The plan the operator charges the reseller by at an instant, if there is one. */
  wholesaleOf(resellerId: number, atMs: number): PlanInForce | undefined
  /** The version that priced a call and the deck in force at the call's start. */
  planVersion(planVersionId: number, atMs: number): PlanInForce | undefined
}

/** A book with the days of resellers: what is priced by it is counted by them. */
export interface UsageBook extends RatingBook {
  /** The clock of a reseller's office. */
  readonly clockOf: (resellerId: number) => ZoneClock
}

type Queryable = Pick<pg.ClientBase, 'query'>

/** Decks compiled before, by their versions, which are never edited. */
export type DeckCache = Map<number, { readonly deck: CompiledDeck; readonly rateIds: Int32Array }>

/** Loads accounts, plans and decks and lays them out for pricing: all, or those of some accounts. */
export async function loadRatingBook(
  db: Queryable,
  shard?: { readonly index: number; readonly count: number },
  { accountIds, decks }: { readonly accountIds?: readonly number[]; readonly decks?: DeckCache } = {},
): Promise<UsageBook> {
  const data = await readRatingData(db, shard, accountIds)
  const timelines = await compileTimelines(db, data, decks)
  const wholesale = new Map(data.resellers.map(({ id, wholesalePlanId }) => [id, timelines.get(wholesalePlanId ?? 0)]))
  const clocks = new Map(data.resellers.map(({ id, timeZone }) => [id, createZoneClock(timeZone)]))
  const plansByAccount = Map.groupBy(data.accountPlans, ({ accountId }) => accountId)
  const accounts = new Map<number, RatedAccount>()
  for (const { id, resellerId, timeZone, billDay } of data.accounts) {
    const plans = (plansByAccount.get(id) ?? []).map(toPlanHeld)
    accounts.set(id, { id, resellerId, timeZone, billDay, plans, cycle: { startDate: '', fromMs: 0, toMs: 0 } })
  }
  return {
    accounts,
    planOf(account, atMs) {
      for (const held of account.plans) {
        if (held.fromMs <= atMs && atMs < held.toMs) return inForce(timelines.get(held.planId), atMs)
      }
      return undefined
    },
    hasAllowances: (account, fromMs, toMs) =>
      account.plans.some(({ planId }) =>
        timelines
          .get(planId)
          ?.some((span) => span.fromMs < toMs && fromMs < span.toMs && span.plan.allowanceUnits.length > 0),
      ),
    wholesaleOf: (resellerId, atMs) => inForce(wholesale.get(resellerId), atMs),
    clockOf(resellerId) {
      const clock = clocks.get(resellerId)
      if (clock === undefined) throw new Error(`there is no reseller ${resellerId}`)
      return clock
    },
    planVersion(planVersionId, atMs) {
      for (const timeline of timelines.values()) {
        const sameVersion = timeline.filter((span) => span.planVersionId === planVersionId)
        if (sameVersion.length > 0) return inForce(sameVersion, atMs)
      }
      return undefined
    },
  }
}

export function toPlanHeld({ fromMs, toMs, planId, allowanceDays, cycleDays }: AccountPlanRow): PlanHeld {
  const share = allowanceDays === null || cycleDays === null ? undefined : { days: allowanceDays, cycleDays }
  return { fromMs, toMs, planId, share }
}

/** The account's billing cycle an instant lies in. */
export function cycleAt(account: RatedAccount, atMs: number): BillPeriod {
  const { cycle } = account
  if (cycle.fromMs <= atMs && atMs < cycle.toMs) return cycle
  account.cycle = knownPeriod(account.billDay, account.timeZone, atMs)
  return account.cycle
}

/**
 * How much of each of a plan's allowances an account has in a billing cycle. Taken up in its middle for the days left, a
 * plan brings that share; held twice in one cycle, the larger.
 */
export function allowanceQuantities(
  { plans }: RatedAccount,
  cycle: Pick<BillPeriod, 'fromMs' | 'toMs'>,
  { planId, plan }: Pick<PlanInForce, 'planId' | 'plan'>,
): readonly number[] {
  const share = shareInCycle(plans, cycle, planId)
  return plan.plan.allowances.map(({ quantity }) => sharedQuantity(quantity, share))
}

/** The share of a plan's allowances in a billing cycle; undefined: all of them. */
export function shareInCycle(
  plans: readonly PlanHeld[],
  cycle: Pick<BillPeriod, 'fromMs' | 'toMs'>,
  planId: number,
): AllowanceShare | undefined {
  let largest: AllowanceShare | undefined
  for (const held of plans) {
    if (held.planId !== planId || held.fromMs >= cycle.toMs || held.toMs <= cycle.fromMs) continue
    const { share } = held
    if (share === undefined || held.fromMs < cycle.fromMs) return undefined
    if (largest === undefined || share.days > largest.days) largest = share
  }
  return largest
}

/** Periods by zone and day: accounts are many, those are few, and each takes Temporal thirty microseconds. */
const knownPeriods = new Map<string, BillPeriod[]>()

function knownPeriod(billDay: number, timeZone: string, atMs: number): BillPeriod {
  const key = `${billDay}/${timeZone}`
  let periods = knownPeriods.get(key)
  if (periods === undefined) {
    periods = []
    knownPeriods.set(key, periods)
  }
  for (const period of periods) if (period.fromMs <= atMs && atMs < period.toMs) return period
  const found = billPeriodAt(billDay, timeZone, atMs)
  periods.push(found)
  return found
}

function inForce(timeline: readonly PlanInForce[] | undefined, atMs: number): PlanInForce | undefined {
  if (timeline === undefined) return undefined
  for (const span of timeline) if (span.fromMs <= atMs && atMs < span.toMs) return span
  return undefined
}

/** Each plan's versions, cut wherever its deck changes to another version. */
async function compileTimelines(
  db: Queryable,
  data: RatingData,
  decks: DeckCache = new Map(),
): Promise<ReadonlyMap<number, PlanInForce[]>> {
  const deckVersions = Map.groupBy(data.deckVersions, ({ deckId }) => deckId)
  const timelines = new Map<number, PlanInForce[]>()
  for (const [planId, versions] of Map.groupBy(data.planVersions, (row) => row.planId)) {
    const timeline: PlanInForce[] = []
    for (const { row, fromMs, toMs } of spans(versions)) {
      const plan = compileStoredPlan(row)
      const base = { planId, planVersionId: row.id, version: row.version, plan }
      const published = row.deckId === null ? [] : (deckVersions.get(row.deckId) ?? [])
      const first = published[0]
      if (first === undefined || first.fromMs > fromMs) {
        timeline.push({
          ...base,
          fromMs,
          toMs: Math.min(toMs, first?.fromMs ?? Infinity),
          deck: undefined,
          rateIds: NO_IDS,
        })
      }
      for (const deckSpan of spans(published)) {
        const from = Math.max(fromMs, deckSpan.fromMs)
        const to = Math.min(toMs, deckSpan.toMs)
        if (from >= to) continue
        let compiled = decks.get(deckSpan.row.id)
        if (compiled === undefined) {
          const rates = await readRates(db, deckSpan.row.id)
          compiled = { deck: compileDeck(rates.map(toDeckRow)), rateIds: Int32Array.from(rates, ({ id }) => id) }
          decks.set(deckSpan.row.id, compiled)
        }
        timeline.push({ ...base, fromMs: from, toMs: to, ...compiled })
      }
    }
    timelines.set(planId, timeline)
  }
  return timelines
}

const NO_IDS = new Int32Array(0)

/** Each version from its day until the next one's. Versions come in order of their day; of one day the last counts. */
function spans<Version extends { readonly fromMs: number }>(
  versions: readonly Version[],
): readonly { readonly row: Version; readonly fromMs: number; readonly toMs: number }[] {
  return versions
    .map((row, index) => ({ row, fromMs: row.fromMs, toMs: versions[index + 1]?.fromMs ?? Infinity }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
}

function compileStoredPlan(row: PlanVersionRow): CompiledPlan {
  const plan = parseCallingPlan(row.definition)
  if ('rates' in plan) return compilePlan(plan)
  throw new ProblemError(
    problem(
      'database',
      `version ${row.version} of calling plan ${row.planId} cannot be read; restore it from a backup`,
    ),
    ...plan,
  )
}

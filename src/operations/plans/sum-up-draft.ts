import type pg from 'pg'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { ProblemError } from '#domain/problem.ts'
import { compilePlan, type CompiledPlan } from '#domain/rating/compile-plan.ts'
import { createEffectMeter, type EffectMeter, type SellingPair } from '#domain/rating/rate-effect.ts'
import { parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { withTransaction } from '#storage/pool.ts'
import { listPlanTerms, readPlanTermsAt, type PlanTerms } from '#storage/queries/calling-plans.ts'
import {
  listAccountIds,
  readDeckCalls,
  readRateIds,
  type DeckCallRow,
  type RateIds,
} from '#storage/queries/deck-calls.ts'
import { listRetailDecks, readDeck, readWholesalePlanId } from '#storage/queries/deck-versions.ts'
import { readDeckRows } from '#storage/queries/rate-decks.ts'
import {
  readDraft,
  readDraftRates,
  readDraftReseller,
  readLossPrefixes,
  type DraftRow,
} from '#storage/queries/rate-deck-drafts.ts'
import { failDraftEffect, finishDraftEffect, noteDraftProgress } from '#storage/tables/rate-deck-drafts.ts'
import { enterTenant } from '#storage/tenant.ts'
import { unpackRates } from './draft-rates.ts'
import { rowsAt } from './find-deck-losses.ts'

const ACCOUNTS_AT_ONCE = 100
const CALLS_AT_ONCE = 20_000

/**
 * Sums up what a rate sheet under review would have made of a month's calls, and says on the way how far it is. May be done
 * twice: the second time finds the same.
 *
 * @returns how many calls were priced; undefined: the draft is gone.
 */
export async function sumUpDraft(pool: pg.Pool, draftId: number, now: Date): Promise<number | undefined> {
  const resellerId = await readDraftReseller(pool, draftId)
  if (resellerId === undefined) return undefined
  const asTenant = <Result>(work: (db: pg.ClientBase) => Promise<Result>): Promise<Result> =>
    withTransaction(pool, async (db) => {
      await enterTenant(db, { resellerId })
      return work(db)
    })
  try {
    const summing = await asTenant((db) => prepare(db, draftId, now))
    if (summing === undefined) return undefined
    const { accountIds } = summing
    for (let done = 0; done < accountIds.length; done += ACCOUNTS_AT_ONCE) {
      const isThere = await asTenant(async (db) => {
        await addAccounts(db, summing, accountIds.slice(done, done + ACCOUNTS_AT_ONCE))
        return noteDraftProgress(db, draftId, Math.min(1, (done + ACCOUNTS_AT_ONCE) / accountIds.length))
      })
      if (!isThere) return undefined
    }
    const { meter } = summing
    await asTenant((db) => finishDraftEffect(db, draftId, { ...meter, calls: meter.calls() }))
    return meter.calls()
  } catch (error) {
    const failure = error instanceof ProblemError ? error.message : 'It could not be summed up; it is tried again.'
    await asTenant((db) => failDraftEffect(db, draftId, failure))
    throw error
  }
}

interface Summing {
  readonly accountIds: readonly number[]
  readonly meter: EffectMeter
  readonly isCost: boolean
  readonly rates: readonly RateIds[]
  readonly from: Date
  readonly to: Date
  /** The plan that priced or costed a call; undefined: it cannot be known. */
  readonly planOf: (call: DeckCallRow) => CompiledPlan | undefined
  /** The name of the deck that sold it. */
  readonly deckOf: (call: DeckCallRow) => string
}

async function prepare(db: pg.ClientBase, draftId: number, now: Date): Promise<Summing | undefined> {
  const draft = await readDraft(db, draftId, now)
  if (draft === undefined || draft.deckId === null) return undefined
  const deck = await readDeck(db, draft.deckId)
  const isCost = deck?.isCost === true
  const rateIds = await readRateIds(db)
  const after = await unpackRates(await readDraftRates(db, draftId))
  const before = draft.replacesId === null ? [] : await readDeckRows(db, draft.replacesId)
  const names = new Map((await listRetailDecks(db)).map(({ id, name }) => [id, name]))
  const nameOf = (rateId: number): string =>
    names.get(rateIds.find(({ from, to }) => from <= rateId && rateId <= to)?.deckId ?? 0) ?? ''
  return {
    accountIds: await listAccountIds(db),
    meter: createEffectMeter(before, after, draft.effectAt.getTime(), await sellingPairs(db, draft, isCost, after)),
    isCost,
    rates: rateIds.filter(({ deckId }) => deckId === draft.deckId),
    from: dayStart(draft.effectFrom, draft.timeZone),
    to: dayStart(draft.effectTo, draft.timeZone),
    planOf: await planFinder(db, isCost),
    deckOf: isCost ? ({ rateId }) => nameOf(rateId) : () => draft.name,
  }
}

/** What sells below cost, with both decks as they are when the sheet takes effect. */
async function sellingPairs(
  db: pg.ClientBase,
  { id, effectiveFrom }: DraftRow,
  isCost: boolean,
  rows: readonly DeckRow[],
): Promise<readonly SellingPair[]> {
  const atMs = effectiveFrom.getTime()
  const pairs: SellingPair[] = []
  const retail = new Map((await listRetailDecks(db)).map(({ name, id: deckId }) => [name, deckId]))
  const planId = await readWholesalePlanId(db)
  const buying = planId === undefined ? undefined : await readPlanTermsAt(db, planId, effectiveFrom)
  for (const [deck, losses] of await readLossPrefixes(db, id)) {
    const other = isCost ? retail.get(deck) : buying?.deckId
    if (other === undefined || other === null) continue
    const otherRows = await rowsAt(db, other, atMs)
    const [sold, bought] = isCost ? [otherRows, rows] : [rows, otherRows]
    pairs.push({ deck, sold, bought, losses, atMs })
  }
  return pairs
}

/** Compiles each version of a plan once, when a call asks for it. */
async function planFinder(db: pg.ClientBase, isCost: boolean): Promise<Summing['planOf']> {
  const compiled = new Map<number, CompiledPlan | undefined>()
  const compile = (terms: PlanTerms | undefined): CompiledPlan | undefined => {
    if (terms === undefined) return undefined
    if (!compiled.has(terms.versionId)) {
      const plan = parseCallingPlan(terms.definition)
      compiled.set(terms.versionId, 'rates' in plan ? compilePlan(plan) : undefined)
    }
    return compiled.get(terms.versionId)
  }
  if (!isCost) {
    const versions = new Map((await listPlanTerms(db)).map((terms) => [terms.versionId, terms]))
    return ({ planVersionId }) => compile(versions.get(planVersionId))
  }
  const planId = await readWholesalePlanId(db)
  const versions = planId === undefined ? [] : await listPlanTerms(db, [planId])
  return ({ startedAt }) => compile(versions.findLast(({ effectiveFrom }) => effectiveFrom <= startedAt))
}

function dayStart(day: string, timeZone: string): Date {
  const date = parseDate(day)
  if (date === undefined) throw new RangeError(`${day} is not a day`)
  return new Date(startOfDate(date, timeZone))
}

async function addAccounts(
  db: pg.ClientBase,
  { meter, planOf, deckOf, isCost, rates, from, to }: Summing,
  accountIds: readonly number[],
): Promise<void> {
  let after: DeckCallRow | undefined
  do {
    const calls = await readDeckCalls(db, { accountIds, from, to, rates, isCost, limit: CALLS_AT_ONCE, after })
    for (const call of calls) {
      const plan = planOf(call)
      if (plan === undefined) continue
      const { serviceType, durationSeconds } = call
      const far = call.direction === DIRECTION.in ? call.aNumber : call.bNumber
      // What an allowance paid, it paid of the price and not of the cost.
      const { allowanceSeconds, allowanceCalls, allowanceMicros } = isCost ? NOTHING_PAID : call
      const paid = { allowanceSeconds, allowanceCalls, allowanceMicros }
      meter.add(
        { serviceType, durationSeconds, startedAtMs: call.startedAt.getTime(), far, ...paid },
        plan,
        deckOf(call),
      )
    }
    after = calls.length < CALLS_AT_ONCE ? undefined : calls.at(-1)
  } while (after !== undefined)
}

const NOTHING_PAID = { allowanceSeconds: 0, allowanceCalls: 0, allowanceMicros: 0 }

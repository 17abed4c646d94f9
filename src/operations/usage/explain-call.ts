import type pg from 'pg'
import { compileDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan, type AllowanceState } from '#domain/rating/compile-plan.ts'
import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import { explainPrice } from '#domain/rating/explain-price.ts'
import type { PriceExplanation } from '#domain/rating/explanation.ts'
import { newCallToPrice, newPriceResult, priceCall } from '#domain/rating/price-call.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { readNumber } from '#domain/phone-number.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { originIsMobile } from '#domain/usage/classify-call.ts'
import { readCallOwner, readPriceSource, type CallOwner } from '#storage/queries/price-sources.ts'
import { readDeckRows } from '#storage/queries/rate-decks.ts'
import { findCallsBySourceId, type StoredCall } from '#storage/queries/stored-calls.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { fillWithDraws } from './verify/reprice-call.ts'

export interface ExplainedCall {
  readonly call: StoredCall
  readonly owner: CallOwner
  readonly explanation: PriceExplanation
}

/**
 * Explains the stored price of every leg of a call, found by its source's id: by the plan and deck versions that priced
 * it, with what it drew from allowances. Throws an Error when a step does not come to what is stored.
 *
 * @throws ProblemError 'not_found' when there is no such call.
 */
export async function explainStoredCall(db: pg.Pool, sourceCallId: string): Promise<readonly ExplainedCall[]> {
  const calls = await findCallsBySourceId(db, sourceCallId)
  if (calls.length === 0) {
    throw new ProblemError(
      problem(
        'not_found',
        `there is no call ${sourceCallId}; look for it with tollgate calls suspended, or in its file`,
      ),
    )
  }
  const explained: ExplainedCall[] = []
  for (const call of calls) {
    const owner = await readCallOwner(db, call.accountId, call.sourceId)
    if (owner === undefined) throw new Error(`call ${sourceCallId} has no account`)
    explained.push({ call, owner, explanation: await explainLeg(db, call) })
  }
  return explained
}

/**
 * Explains the stored price of one leg. Throws an Error when a step does not come to what is stored.
 */
export async function explainLeg(db: Pick<pg.Pool, 'query'>, call: StoredCall): Promise<PriceExplanation> {
  const source = await readPriceSource(db, call)
  const definition = source?.definition ?? NO_PLAN
  const plan = parseCallingPlan(definition)
  if (!('rates' in plan)) throw new ProblemError(...plan)
  const rows =
    source?.deckVersionId === null || source === undefined ? [] : await readDeckRows(db, source.deckVersionId)
  const deck = rows.length === 0 ? undefined : compileDeck(rows)
  const a = readNumber(call.aNumber, 'e164')
  const b = readNumber(call.bNumber, 'e164')
  const compiled = compilePlan(plan)
  const state: AllowanceState = { remaining: new Float64Array(plan.allowances.length) }
  fillWithDraws(state, compiled, call.serviceType, call)
  const inbound = call.direction === DIRECTION.in
  const toPrice = newCallToPrice()
  toPrice.serviceType = call.serviceType
  toPrice.startedAtMs = call.startedAtMs
  toPrice.durationSeconds = call.durationSeconds
  toPrice.farTo = writeDeckDigits(inbound ? a : b, toPrice.farDigits, 0)
  toPrice.originIsMobile = inbound && originIsMobile(a)
  const result = newPriceResult()
  priceCall(compiled, deck, toPrice, state, result)
  if (result.chargeMicros !== call.chargeMicros || result.billedSeconds !== call.billedSeconds) {
    throw new Error(
      `call ${call.sourceCallId} is stored at ${call.chargeMicros} micro-dollars and comes to ${result.chargeMicros}; run tollgate verify`,
    )
  }
  return explainPrice({
    plan,
    ...(source === undefined ? {} : { planVersion: `version ${source.planVersion}` }),
    deck,
    ...(source === undefined || source.deckName === null
      ? {}
      : { deckVersion: `${source.deckName}, version ${source.deckVersion ?? ''}` }),
    direction: inbound ? 'in' : 'out',
    a: { written: call.aNumber, code: a },
    b: { written: call.bNumber, code: b },
    ...(call.forwardedFrom !== null && {
      forwardedFrom: { written: call.forwardedFrom, code: readNumber(call.forwardedFrom, 'e164') },
    }),
    serviceType: call.serviceType,
    startedAtMs: call.startedAtMs,
    durationSeconds: call.durationSeconds,
    result,
  })
}

/** Stands in where a call was free without a plan. */
const NO_PLAN = { name: 'no plan', type: 'payg', rates: {} }

import type pg from 'pg'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { compileDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan } from '#domain/rating/compile-plan.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { createCallRepricer } from '#operations/usage/rerate/price-again.ts'
import type { PlanInForce, RatedAccount, RatingBook } from '#operations/usage/rating-book.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import type { StoredCall } from '#storage/queries/stored-calls.ts'

/** Prices stored calls by a plan that need not be anybody's. */
export interface OfferPricer {
  /** Begins an account with its allowances full. */
  open(account: {
    readonly id: number
    readonly resellerId: number
    readonly timeZone: string
    readonly billDay: number
  }): OfferAccount
}

export interface OfferAccount {
  /** Micro-dollars; undefined without a price. */
  price(call: StoredCall): number | undefined
  /** What has been drawn from each of the plan's allowances, in their order. */
  drawn(): readonly number[]
}

/** A plan with its deck as it stands now, whenever the calls were made. */
export async function createOfferPricer(
  db: pg.ClientBase,
  plan: CallingPlan,
  deckId: number | undefined,
  now: Date,
): Promise<OfferPricer> {
  const deck = deckId === undefined ? undefined : await deckNow(db, deckId, now.getTime())
  const inForce: PlanInForce = {
    fromMs: -Infinity,
    toMs: Infinity,
    planId: 0,
    planVersionId: 0,
    version: 0,
    plan: compilePlan(plan),
    deck,
    rateIds: new Int32Array(0),
  }
  const book: RatingBook = {
    accounts: new Map(),
    planOf: () => inForce,
    hasAllowances: () => plan.allowances.length > 0,
    wholesaleOf: () => undefined,
    planVersion: () => inForce,
  }
  const plans = [{ fromMs: -Infinity, toMs: Infinity, planId: 0, share: undefined }]
  return {
    open({ id, resellerId, timeZone, billDay }) {
      const cycle = { startDate: '', fromMs: 0, toMs: 0 }
      const account: RatedAccount = { id, resellerId, timeZone, billDay, plans, cycle }
      // Whose number B was, is in what the call was taken for.
      const repricer = createCallRepricer(book, account, (call) => call.serviceType === SERVICE_TYPE_CODES.Onnet)
      return {
        price(call) {
          const { cause, retail } = repricer.price(call)
          return cause === 0 ? retail.chargeMicros : undefined
        },
        drawn() {
          const drawn = plan.allowances.map(() => 0)
          for (const part of repricer.drawn()) drawn[part.allowanceNo] = (drawn[part.allowanceNo] ?? 0) + part.drawn
          return drawn
        },
      }
    },
  }
}

async function deckNow(db: pg.ClientBase, deckId: number, nowMs: number): Promise<PlanInForce['deck']> {
  const versions = await listDeckVersions(db, deckId)
  const version = versions.findLast(({ effectiveMs }) => effectiveMs <= nowMs) ?? versions[0]
  if (version === undefined) return undefined
  const rows = await readDeckRows(db, version.versionId)
  return compileDeck(
    rows
      .filter(({ validFromMs, validToMs }) => validFromMs <= nowMs && nowMs < validToMs)
      .map((row) => ({ ...row, validFromMs: -Infinity, validToMs: Infinity })),
  )
}

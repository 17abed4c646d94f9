import type pg from 'pg'
import { micros, type Micros } from '#domain/money.ts'
import type { PlanOffer } from '#domain/plans/plan-offer.ts'
import { listPlanTerms, readCallingPlan, type PlanRow, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { notFound } from '../not-found.ts'

const NOTHING = micros(0n)

export function viewTerms(terms: PlanTerms) {
  return {
    version: terms.version,
    effectiveFrom: terms.effectiveFrom,
    currency: 'AUD' as const,
    monthlyPrice: terms.monthlyPriceMicros,
    setupFee: terms.setupFeeMicros,
    includedNumbers: terms.includedNumbers,
    includedChannels: terms.includedChannels,
    extraChannelPrice: terms.channelPriceMicros,
    minimumMonthlySpend: terms.minimumMonthlySpendMicros === 0n ? null : terms.minimumMonthlySpendMicros,
  }
}

export function viewPlan({ isWholesale, inForce, ...plan }: PlanRow) {
  return {
    ...plan,
    type: inForce?.type ?? null,
    use: isWholesale ? ('wholesale' as const) : ('retail' as const),
    inForce: inForce === undefined ? null : viewTerms(inForce),
  }
}

/** A plan with all its versions. */
export async function readPlanView(db: pg.ClientBase, planId: number, now: Date) {
  const plan = notFound('calling plan', await readCallingPlan(db, planId, now))
  const versions = await listPlanTerms(db, [planId])
  return {
    ...viewPlan(plan),
    type: plan.inForce?.type ?? versions[0]?.type ?? null,
    versions: versions.map((terms) => ({
      ...viewTerms(terms),
      createdAt: terms.createdAt,
      deckId: terms.deckId,
      deckName: terms.deckName,
      definition: terms.definition as Record<string, unknown>,
      isInForce: terms.versionId === plan.inForce?.versionId,
    })),
  }
}

interface OfferBody {
  readonly definition: unknown
  readonly deckId?: number | undefined
  readonly monthlyPrice?: Micros | undefined
  readonly setupFee?: Micros | undefined
  readonly includedNumbers?: number | undefined
  readonly includedChannels?: number | undefined
  readonly extraChannelPrice?: Micros | undefined
}

export function toOffer(body: OfferBody): PlanOffer {
  return {
    definition: body.definition,
    deckId: body.deckId,
    monthlyPriceMicros: body.monthlyPrice ?? NOTHING,
    setupFeeMicros: body.setupFee ?? NOTHING,
    includedNumbers: body.includedNumbers ?? 0,
    includedChannels: body.includedChannels ?? 0,
    channelPriceMicros: body.extraChannelPrice ?? NOTHING,
  }
}

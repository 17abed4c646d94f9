import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import { newCallToPrice, newPriceResult, priceCall, PRICE_STATUS, type PriceResult } from '#domain/rating/price-call.ts'
import { RATE_KINDS, type AllowanceState } from '#domain/rating/compile-plan.ts'
import { classifyInbound, classifyOutbound, originIsMobile } from '#domain/usage/classify-call.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { COST_BASIS, DIRECTION } from '#domain/usage/call-codes.ts'
import type { PlanInForce, RatedAccount, RatingBook } from './rating-book.ts'

/** What a price depends on. Filled anew for each leg. */
export interface LegFacts {
  /** One of DIRECTION. */
  direction: number
  /** Number codes. */
  a: number
  b: number
  /** Whether B was a number of the same reseller at the start. */
  onnet: boolean
  startedAtMs: number
  durationSeconds: number
  /** What the carrier says it costs, micro-dollars ex GST; NaN: nothing. */
  statedCostMicros: number
}

/** What a leg comes to. Filled anew for each leg. */
export interface LegPrice {
  /** A code of SUSPENSE_CAUSE_CODES where it cannot be priced, else 0. */
  cause: number
  /** Unanswered, or an emergency. */
  isFree: boolean
  serviceType: number
  planVersionId: number
  rateId: number
  readonly retail: PriceResult
  costRateId: number
  costBasis: number
  /** NaN: unknown. */
  costMicros: number
}

export interface LegPricer {
  readonly price: LegPrice
  /**
   * Prices a leg of an account, retail and wholesale, into `price`. Legs of one account come one after the other.
   * `allowancesOf` is asked for the state to draw on where the plan has allowances.
   */
  priceLeg(
    account: RatedAccount,
    facts: LegFacts,
    allowancesOf: (account: RatedAccount, startedAtMs: number, plan: PlanInForce) => AllowanceState,
  ): void
}

export function newLegFacts(): LegFacts {
  return { direction: 0, a: 0, b: 0, onnet: false, startedAtMs: 0, durationSeconds: 0, statedCostMicros: NaN }
}

/** The one place where a call's facts become its price: imports, retries and re-ratings go through it. */
export function createLegPricer(book: RatingBook): LegPricer {
  const call = newCallToPrice()
  const wholesale = newPriceResult()
  const price: LegPrice = {
    cause: 0,
    isFree: false,
    serviceType: 0,
    planVersionId: 0,
    rateId: 0,
    retail: newPriceResult(),
    costRateId: 0,
    costBasis: COST_BASIS.unknown,
    costMicros: NaN,
  }
  const { retail } = price
  let lastAccount: RatedAccount | undefined
  // The plan's version and deck change within the time the account is on the plan, and the account may leave it.
  let held: Span | undefined
  let plan: PlanInForce | undefined
  let costPlan: PlanInForce | undefined

  const findPlans = (account: RatedAccount, atMs: number): void => {
    if (account !== lastAccount || !isIn(plan, atMs) || !isIn(held, atMs)) {
      held = account.plans.find((span) => isIn(span, atMs))
      plan = book.planOf(account, atMs)
    }
    if (account !== lastAccount || !isIn(costPlan, atMs)) {
      costPlan = book.wholesaleOf(account.resellerId, atMs)
    }
    lastAccount = account
  }

  /** The carrier's own word comes first; else the wholesale plan; else the cost is unknown, which is not nothing. */
  const priceCost = (statedMicros: number): void => {
    price.costRateId = 0
    price.costBasis = COST_BASIS.unknown
    price.costMicros = NaN
    if (!Number.isNaN(statedMicros)) {
      price.costBasis = COST_BASIS.stated
      price.costMicros = statedMicros
    } else if (price.isFree) {
      price.costBasis = COST_BASIS.wholesalePlan
      price.costMicros = 0
    } else if (costPlan !== undefined) {
      priceCall(costPlan.plan, costPlan.deck, call, undefined, wholesale)
      if (wholesale.status === PRICE_STATUS.suspended) return
      price.costBasis = COST_BASIS.wholesalePlan
      price.costMicros = wholesale.chargeMicros
      if (wholesale.deckRow >= 0) price.costRateId = costPlan.rateIds[wholesale.deckRow] ?? 0
    }
  }

  return {
    price,
    priceLeg(account, { direction, a, b, onnet, startedAtMs, durationSeconds, statedCostMicros }, allowancesOf) {
      const inbound = direction === DIRECTION.in
      const serviceType: number = inbound ? classifyInbound(b) : classifyOutbound(a, b, onnet)
      call.serviceType = serviceType
      call.startedAtMs = startedAtMs
      call.durationSeconds = durationSeconds
      call.originIsMobile = inbound && originIsMobile(a)
      findPlans(account, startedAtMs)
      if (asksDeck(plan, serviceType) || asksDeck(costPlan, serviceType)) {
        call.farTo = writeDeckDigits(inbound ? a : b, call.farDigits, 0)
      }
      price.cause = 0
      price.serviceType = serviceType
      price.isFree = durationSeconds === 0 || serviceType === SERVICE_TYPE_CODES.Emergency
      price.rateId = 0
      price.planVersionId = plan?.planVersionId ?? 0
      if (price.isFree || plan === undefined) clear(retail)
      else {
        const hasAllowances = plan.plan.allowanceUnits.length > 0
        const state = hasAllowances ? allowancesOf(account, startedAtMs, plan) : undefined
        priceCall(plan.plan, plan.deck, call, state, retail)
        if (retail.deckRow >= 0) price.rateId = plan.rateIds[retail.deckRow] ?? 0
        if (retail.status === PRICE_STATUS.suspended) price.cause = retail.cause
      }
      if (plan === undefined && !price.isFree) price.cause = SUSPENSE_CAUSE_CODES.no_plan
      if (price.cause === 0) priceCost(statedCostMicros)
    },
  }
}

/** Only a deck looks at the digits, and most calls are not its. */
function asksDeck(inForce: PlanInForce | undefined, serviceType: number): boolean {
  return inForce?.plan.rates[serviceType]?.kind === RATE_KINDS.deck
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
}

function isIn(span: Span | undefined, atMs: number): boolean {
  return span !== undefined && span.fromMs <= atMs && atMs < span.toMs
}

function clear(retail: PriceResult): void {
  retail.chargeMicros = 0
  retail.billedSeconds = 0
  retail.allowanceSeconds = 0
  retail.allowanceCalls = 0
  retail.allowanceMicros = 0
}

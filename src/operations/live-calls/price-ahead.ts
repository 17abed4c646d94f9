import { areCovered, type AllowanceClaim } from '#domain/live-calls/allowance-claims.ts'
import { gstMicros } from '#domain/money.ts'
import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { newLegFacts, type LegFacts, type LegPrice } from '#operations/usage/leg-pricer.ts'
import type { PlanInForce } from '#operations/usage/rating-book.ts'
import type { AccountBook } from './account-book.ts'
import type { LiveAccount, LiveCall } from './live-account.ts'

/** A call whose price is asked before it is made. */
export interface CallAhead {
  readonly leg: number
  readonly a: number
  readonly b: number
  readonly onnet: boolean
  readonly startedAtMs: number
}

/** What a call would come to, and what that does to those that go on. */
export interface PriceAhead {
  /** A code of suspense causes where it cannot be priced, else 0. */
  readonly cause: number
  readonly serviceType: number
  /** The row of the deck in words, where one prices it. */
  readonly destination: string
  /** With GST, micro-dollars, for so many seconds: what must be held for the call itself. */
  readonly micros: (seconds: number) => number
  /** What other calls in progress must hold more, once this one goes on for so many seconds. */
  readonly raises: (seconds: number) => readonly { readonly call: LiveCall; readonly moreMicros: number }[]
  /** Ex GST, of the reseller's credit; NaN: nobody knows. */
  readonly costMicros: (seconds: number) => number
  /** Ex GST, for so many seconds, without allowances: what rules look at. */
  readonly fullMicros: (seconds: number) => number
}

const NO_RAISES: readonly never[] = []
const facts = newLegFacts()

/**
 * Prices a call that is to be made, as its record will be. Where its plan has allowances it may draw on and others that go on
 * draw on them too, which of them gets the minutes is open until they end: then none is counted on, unless there is enough
 * for all.
 *
 * @param self the call that goes on already and is to go on longer.
 */
export function priceAhead(book: AccountBook, account: LiveAccount, call: CallAhead, self?: LiveCall): PriceAhead {
  const plan = account.book.planOf(account.rated, call.startedAtMs)
  const first = priceFor(account, call, 60, undefined)
  const { cause, serviceType, destination } = describe(first, plan)
  const fullMicros = (seconds: number): number => priceFor(account, call, seconds, undefined).retail.chargeMicros
  const full = (seconds: number): number => gross(fullMicros(seconds))
  const costMicros = (seconds: number): number => priceFor(account, call, seconds, undefined).costMicros
  const common = { cause, serviceType, destination, costMicros, fullMicros }
  const pools = plan?.plan.rates[serviceType]?.allowances ?? []
  if (plan === undefined || pools.length === 0) return { ...common, micros: full, raises: () => NO_RAISES }

  const { remaining } = book.allowancesOf(account, call.startedAtMs, plan)
  const others = [...account.live.values()].filter((other) => other !== self && mayDraw(plan, other))
  if (others.length === 0) {
    const micros = (seconds: number): number =>
      gross(priceFor(account, call, seconds, { remaining: Float64Array.from(remaining) }).retail.chargeMicros)
    return { ...common, micros, raises: () => NO_RAISES }
  }
  const claims = others.map((other) => claimOf(account, plan, asCall(other), other.seconds))
  const isCovered = (seconds: number): boolean =>
    areCovered([...claims, claimOf(account, plan, call, seconds)], remaining)
  return {
    ...common,
    micros: (seconds) => (isCovered(seconds) ? 0 : full(seconds)),
    raises: (seconds) =>
      isCovered(seconds)
        ? NO_RAISES
        : others.flatMap((other) => {
            const whole = gross(priceFor(account, asCall(other), other.seconds, undefined).retail.chargeMicros)
            return whole > other.reservedMicros ? [{ call: other, moreMicros: whole - other.reservedMicros }] : []
          }),
  }
}

/** A call in progress as one that is priced. */
export function asCall({ leg, a, b, serviceType, begunAt }: LiveCall): CallAhead {
  return { leg, a, b, onnet: serviceType === SERVICE_TYPE_CODES.Onnet, startedAtMs: begunAt.getTime() }
}

/** The price of so many seconds, in the pricer's own hands until it is asked again. */
export function priceFor(
  account: LiveAccount,
  call: CallAhead,
  seconds: number,
  state: AllowanceState | undefined,
): LegPrice {
  const filled: LegFacts = Object.assign(facts, {
    direction: call.leg,
    a: call.a,
    b: call.b,
    onnet: call.onnet,
    startedAtMs: call.startedAtMs,
    durationSeconds: seconds,
    statedCostMicros: NaN,
  })
  account.pricer.priceLeg(account.rated, filled, () => state ?? NOTHING_LEFT)
  return account.pricer.price
}

const NOTHING_LEFT: AllowanceState = { remaining: new Float64Array(0) }

function describe(price: LegPrice, plan: PlanInForce | undefined) {
  const row = plan?.deck?.rows[price.retail.deckRow]
  return { cause: price.cause, serviceType: price.serviceType, destination: row?.destination ?? '' }
}

function mayDraw(plan: PlanInForce, { serviceType }: LiveCall): boolean {
  return (plan.plan.rates[serviceType]?.allowances.length ?? 0) > 0
}

function claimOf(account: LiveAccount, plan: PlanInForce, call: CallAhead, seconds: number): AllowanceClaim {
  const { retail, serviceType } = priceFor(account, call, seconds, undefined)
  const { billedSeconds, chargeMicros } = retail
  const units = plan.plan.allowanceUnits
  const most = { seconds: billedSeconds, calls: 1, money: chargeMicros }
  return { pools: plan.plan.rates[serviceType]?.allowances ?? [], mostOf: (pool) => most[units[pool] ?? 'seconds'] }
}

function gross(charge: number): number {
  return charge + gstMicros(charge)
}

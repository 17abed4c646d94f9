import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import { readNumber } from '#domain/phone-number.ts'
import type { BillPeriod } from '#domain/time/bill-period.ts'
import { COST_BASIS, DIRECTION } from '#domain/usage/call-codes.ts'
import type { StoredCall } from '#storage/queries/stored-calls.ts'
import { createLegPricer, type LegPrice } from '../leg-pricer.ts'
import { allowanceQuantities, cycleAt, type PlanInForce, type RatedAccount, type RatingBook } from '../rating-book.ts'

/** Prices stored calls of one account again, in the order given, drawing on allowances that begin full. */
export interface CallRepricer {
  /** The price of a call; filled anew for each. */
  price(call: StoredCall): LegPrice
  /** What has been drawn, by billing cycle and plan version. */
  drawn(): readonly DrawnAllowance[]
}

export interface DrawnAllowance {
  readonly cycle: BillPeriod
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly drawn: number
}

interface CycleState {
  readonly cycle: BillPeriod
  readonly planVersionId: number
  readonly quantities: readonly number[]
  readonly state: AllowanceState
}

/** @param isOnnet whether B was a number of the same reseller when an outgoing call started */
export function createCallRepricer(
  book: RatingBook,
  account: RatedAccount,
  isOnnet: (call: StoredCall, b: number) => boolean,
): CallRepricer {
  const pricer = createLegPricer(book)
  const states = new Map<string, CycleState>()

  const allowancesOf = (of: RatedAccount, atMs: number, plan: PlanInForce): AllowanceState => {
    const cycle = cycleAt(of, atMs)
    const { planVersionId } = plan
    const key = `${cycle.fromMs}/${planVersionId}`
    let known = states.get(key)
    if (known === undefined) {
      const quantities = allowanceQuantities(of, cycle, plan)
      known = { cycle, planVersionId, quantities, state: { remaining: Float64Array.from(quantities) } }
      states.set(key, known)
    }
    return known.state
  }

  return {
    price(call) {
      const b = readNumber(call.bNumber, 'e164')
      const facts = {
        direction: call.direction,
        a: readNumber(call.aNumber, 'e164'),
        b,
        onnet: call.direction === DIRECTION.out && isOnnet(call, b),
        startedAtMs: call.startedAtMs,
        durationSeconds: call.durationSeconds,
        statedCostMicros: call.costBasis === COST_BASIS.stated ? (call.costMicros ?? NaN) : NaN,
      }
      pricer.priceLeg(account, facts, allowancesOf)
      return pricer.price
    },
    drawn: () => [...states.values()].flatMap(drawnFrom),
  }
}

function drawnFrom({ cycle, planVersionId, quantities, state }: CycleState): DrawnAllowance[] {
  return quantities.flatMap((quantity, allowanceNo) => {
    const drawn = quantity - (state.remaining[allowanceNo] ?? 0)
    return drawn === 0 ? [] : [{ cycle, planVersionId, allowanceNo, drawn }]
  })
}

import type { AllowanceState, CompiledPlan } from '#domain/rating/compile-plan.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import type { FindingUnit } from '#storage/queries/verify/ledger-check.ts'
import type { StreamedCall } from '#storage/queries/verify/stream-calls.ts'
import { COST_BASIS, DIRECTION } from '#domain/usage/call-codes.ts'
import { isNumberOf, type NumberDirectory } from '../import/number-directory.ts'
import { createLegPricer, newLegFacts } from '../leg-pricer.ts'
import type { PlanInForce, RatedAccount, RatingBook } from '../rating-book.ts'

/** Told of each fact that comes out otherwise than it is stored. Values are text, dollars in whole micros. */
export type Disagreement = (call: StreamedCall, fact: string, unit: FindingUnit, priced: string, stored: string) => void

/**
 * Prices a stored call again as an import would, with the plans, decks and numbers of now, save that its allowances hold
 * exactly what it drew: so that each call is checked by itself, in any order.
 */
export function createRepricer(
  book: RatingBook,
  directory: NumberDirectory,
  disagree: Disagreement,
): (stored: StreamedCall) => void {
  const pricer = createLegPricer(book)
  const { price } = pricer
  const { retail } = price
  const states = new Map<number, AllowanceState>()
  const facts = newLegFacts()
  let call: StreamedCall | undefined

  const differ = (stored: StreamedCall, fact: string, unit: FindingUnit, priced: number, kept: number): void => {
    if (priced !== kept) disagree(stored, fact, unit, String(priced), String(kept))
  }

  const stateOf = (plan: PlanInForce): AllowanceState => {
    let state = states.get(plan.planVersionId)
    if (state === undefined) {
      state = { remaining: new Float64Array(plan.plan.allowanceUnits.length) }
      states.set(plan.planVersionId, state)
    }
    if (call !== undefined) fillWithDraws(state, plan.plan, price.serviceType, call)
    return state
  }

  /** An unknown cost claims nothing; what the carrier stated comes out as it is. */
  const checkCost = (stored: StreamedCall): void => {
    const isUnknown = Number.isNaN(stored.costMicros)
    if (isUnknown && stored.costBasis === COST_BASIS.unknown) return
    if (isUnknown || Number.isNaN(price.costMicros)) {
      const [priced, kept] = [price.costMicros, stored.costMicros].map((micros) =>
        Number.isNaN(micros) ? 'unknown' : `${micros} micro-dollars`,
      )
      if (priced !== kept) disagree(stored, 'cost', 'words', priced ?? '', kept ?? '')
    } else differ(stored, 'cost', 'dollars', price.costMicros, stored.costMicros)
    differ(stored, 'rate of the cost', 'words', price.costRateId, stored.costRateId)
  }

  return (stored) => {
    const account = book.accounts.get(stored.accountId)
    // Whose it is, another check says.
    if (account === undefined) return
    call = stored
    facts.direction = stored.direction
    facts.a = stored.aNumber
    facts.b = stored.bNumber
    facts.onnet =
      stored.direction === DIRECTION.out && isNumberOf(directory, stored.resellerId, stored.bNumber, stored.startedAtMs)
    facts.startedAtMs = stored.startedAtMs
    facts.durationSeconds = stored.durationSeconds
    facts.statedCostMicros = stored.costBasis === COST_BASIS.stated ? stored.costMicros : NaN
    pricer.priceLeg(account, facts, (_account, _atMs, plan) => stateOf(plan))
    if (price.cause !== 0) {
      if (keepsFormerPrice(book, account, price.planVersionId, stored)) return
      return disagree(stored, 'status', 'words', `suspended: ${suspenseCauseOf(price.cause) ?? price.cause}`, 'rated')
    }
    if (price.serviceType !== stored.serviceType) {
      disagree(stored, 'service type', 'words', nameOf(price.serviceType), nameOf(stored.serviceType))
    }
    differ(stored, 'plan version', 'words', price.planVersionId, stored.planVersionId)
    differ(stored, 'rate', 'words', price.rateId, stored.rateId)
    differ(stored, 'billed', 'seconds', retail.billedSeconds, stored.billedSeconds)
    differ(stored, 'allowance of seconds', 'seconds', retail.allowanceSeconds, stored.allowanceSeconds)
    differ(stored, 'allowance of calls', 'count', retail.allowanceCalls, stored.allowanceCalls)
    if (!(retail.allowanceMicros < stored.allowanceMicros && paysForSecondsDrawnLater(book, stored))) {
      differ(stored, 'allowance of money', 'dollars', retail.allowanceMicros, stored.allowanceMicros)
    }
    differ(stored, 'charge', 'dollars', retail.chargeMicros, stored.chargeMicros)
    checkCost(stored)
  }
}

/**
 * Whether a call that has no price now was priced by another plan version or deck than those in force: a re-rating leaves
 * such a call the price it has.
 */
function keepsFormerPrice(book: RatingBook, account: RatedAccount, planVersionId: number, call: StreamedCall): boolean {
  if (planVersionId !== call.planVersionId) return true
  return call.rateId !== 0 && book.planOf(account, call.startedAtMs)?.rateIds.includes(call.rateId) !== true
}

/** What the call drew, each unit in the first allowance of its kind: several of one kind pay as one would. */
export function fillWithDraws(
  { remaining }: AllowanceState,
  plan: CompiledPlan,
  serviceType: number,
  call: Pick<StreamedCall, 'allowanceSeconds' | 'allowanceCalls' | 'allowanceMicros'>,
): void {
  remaining.fill(0)
  let seconds = call.allowanceSeconds
  let calls = call.allowanceCalls
  let money = call.allowanceMicros
  if (seconds === 0 && calls === 0 && money === 0) return
  for (const allowance of plan.rates[serviceType]?.allowances ?? []) {
    switch (plan.allowanceUnits[allowance]) {
      case 'seconds':
        remaining[allowance] = seconds
        seconds = 0
        break
      case 'calls':
        remaining[allowance] = calls
        calls = 0
        break
      case 'money':
        remaining[allowance] = money
        money = 0
        break
      case undefined:
    }
  }
}

/**
 * Where a plan has seconds, money and again seconds, money may have paid for seconds that the last then covered too.
 * With all seconds in the first allowance there is less for it to pay; the charge is the same either way.
 */
function paysForSecondsDrawnLater(book: RatingBook, { planVersionId, startedAtMs }: StreamedCall): boolean {
  const units = book.planVersion(planVersionId, startedAtMs)?.plan.allowanceUnits ?? []
  const money = units.indexOf('money')
  return money >= 0 && units.lastIndexOf('seconds') > money
}

function nameOf(serviceType: number): string {
  return serviceTypeName(serviceType) || `code ${serviceType}`
}

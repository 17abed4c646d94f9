import type { Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'
import type { CallingPlan } from './calling-plan.ts'
import { isCallingPlan, parseCallingPlan } from './parse-calling-plan.ts'

/** What a calling plan costs and includes beside its rates. Amounts are ex GST, a month unless said. */
export interface CommercialTerms {
  readonly monthlyPriceMicros: Micros
  /** Once, when an account is activated on it. */
  readonly setupFeeMicros: Micros
  readonly includedNumbers: number
  readonly includedChannels: number
  /** Of each channel beyond those included. */
  readonly channelPriceMicros: Micros
}

/** A version of a calling plan as its author gives it. */
export interface PlanOffer extends CommercialTerms {
  /** The plan's JSON form. */
  readonly definition: unknown
  readonly deckId: number | undefined
}

/**
 * Reads an offer's definition and checks it against its terms: a bundle sells something for its price, a minimum monthly
 * spend is a pay-as-you-go plan's, and what is left to a rate deck has one. Every fault is listed with its field, those of
 * the definition as `definition.rates.Mobile.perMinute`.
 */
export function readPlanOffer(offer: PlanOffer): CallingPlan | readonly Problem[] {
  const plan = parseCallingPlan(offer.definition)
  if (!isCallingPlan(plan)) return plan.map((fault) => ({ ...fault, field: inDefinition(fault.field) }))
  const problems: Problem[] = []
  const fault = (field: string, message: string): void =>
    void problems.push(problem('invalid_plan', message, { field }))
  if (plan.name !== plan.name.trim()) fault('definition.name', 'must not begin or end with a space')
  if (plan.type === 'bundle') {
    const includes = offer.includedNumbers + offer.includedChannels + plan.allowances.length
    if (offer.monthlyPriceMicros === 0n && includes === 0) {
      fault('monthlyPrice', 'A bundle needs a monthly price, or something it includes; make it "payg" otherwise.')
    }
    if (plan.minimumMonthlySpend !== undefined) {
      fault('definition.minimumMonthlySpend', 'belongs to a pay-as-you-go plan: a bundle has its monthly price')
    }
  }
  if (plan.deckCovers.length > 0 && offer.deckId === undefined) {
    fault('deckId', `The plan leaves ${plan.deckCovers.join(', ')} to a rate deck: name it.`)
  }
  if (plan.deckCovers.length === 0 && offer.deckId !== undefined) {
    fault(
      'deckId',
      'The plan leaves nothing to a rate deck: say "international": "deck" in its definition, or leave this out.',
    )
  }
  return problems.length > 0 ? problems : plan
}

function inDefinition(field: string | undefined): string {
  return field === undefined ? 'definition' : `definition.${field}`
}

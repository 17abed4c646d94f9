import { formatDollars, type Micros } from '#domain/money.ts'
import type { CallingPlan, RateTerms } from './calling-plan.ts'

/** At most so many kinds of call are named; a mail is no price list. */
const MOST_NAMED = 4

/** What a call costs beyond an allowance of a plan, ex GST, for people: `Local $0.15 a call, Mobile $0.12 a minute and …`. */
export function beyondText({ allowances, rates, deckCovers }: CallingPlan, allowanceNo: number): string {
  const types = allowances[allowanceNo]?.serviceTypes ?? []
  const named = types.flatMap((type) => {
    const rate = rates[type]
    if (rate !== undefined) return [`${type} ${rateText(rate)}`]
    return deckCovers.includes(type) ? [`${type} by country`] : []
  })
  if (named.length === 0) return 'by the rates of your plan'
  const more = named.length > MOST_NAMED ? '; others by the rates of your plan' : ''
  return `${named.slice(0, MOST_NAMED).join(', ')} (ex GST)${more}`
}

function rateText({ pricing, flagfall }: RateTerms): string {
  const connect = flagfall > 0n ? ` and ${dollars(flagfall)} to connect` : ''
  switch (pricing.kind) {
    case 'perMinute':
      return `${dollars(pricing.perMinute)} a minute${connect}`
    case 'perCall':
      return `${dollars(pricing.perCall)} a call${connect}`
    case 'untimed':
      return `${dollars(pricing.price)} a call${connect}`
  }
}

/** As many places as it takes, two at least. */
function dollars(amount: Micros): string {
  return `$${formatDollars(amount, 6).replace(/0{1,4}$/, '')}`
}

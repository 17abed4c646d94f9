import type { CallingPlan, RateTerms } from '#domain/plans/calling-plan.ts'
import { CALL_SERVICE_TYPES, type CallServiceType } from '#domain/usage/service-type.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { countText } from '../../../../shared/format/counts.ts'
import { amountOf, moneyText, negated, priceText, sumOf } from '../../../../shared/format/money.ts'
import { planTypeText } from '../../../plans/calling/plan-badges.tsx'
import {
  amountText,
  pricingNote,
  pricingText,
  quantityText,
  serviceTypesText,
  serviceTypeText,
} from '../../../../shared/plans/plan-words.ts'

/** A plan's terms with what its definition says. */
export interface PlanHere {
  readonly terms: Pick<
    NonNullable<Answer<'readAccountPlan'>['current']>['terms'],
    'monthlyPrice' | 'includedNumbers' | 'includedChannels' | 'extraChannelPrice' | 'minimumMonthlySpend'
  >
  readonly plan: CallingPlan
}

/** One thing two plans say. */
export interface PlanRow {
  readonly term: string
  readonly before: string
  readonly after: string
  /** How much more or less a month: `+$20.00`. */
  readonly change?: string
}

/** Everything that matters to a customer of two plans, side by side. */
export function planRows(before: PlanHere, after: PlanHere): readonly PlanRow[] {
  return [
    { term: 'Type', before: planTypeText(before.plan.type), after: planTypeText(after.plan.type) },
    {
      ...both('A month', before, after, ({ terms }) => priceText(terms.monthlyPrice)),
      change: changeText(before.terms.monthlyPrice, after.terms.monthlyPrice),
    },
    both('Calls cost at least', before, after, ({ terms: { minimumMonthlySpend: least } }) =>
      least === null || amountOf(least) === 0n ? '–' : `${priceText(least)} a month`,
    ),
    both('Bundled numbers included', before, after, ({ terms }) => countText(terms.includedNumbers)),
    both('Channels included', before, after, ({ terms }) => countText(terms.includedChannels)),
    both('Each further channel', before, after, ({ terms }) => `${priceText(terms.extraChannelPrice)} a month`),
    ...allowanceRows(before.plan, after.plan),
    ...CALL_SERVICE_TYPES.filter((type) => type !== 'Emergency')
      .map((type) => both(serviceTypeText(type), before, after, ({ plan }) => rateText(plan, type)))
      .filter((row) => row.before !== NO_PRICE || row.after !== NO_PRICE),
  ]
}

function both(term: string, before: PlanHere, after: PlanHere, textOf: (plan: PlanHere) => string): PlanRow {
  return { term, before: textOf(before), after: textOf(after) }
}

/** By what an allowance is for: plans call the same by many names. */
function allowanceRows(before: CallingPlan, after: CallingPlan): readonly PlanRow[] {
  const uses = new Set(
    [...before.allowances, ...after.allowances].map(({ serviceTypes }) => serviceTypesText(serviceTypes)),
  )
  const textOf = ({ allowances }: CallingPlan, use: string): string =>
    allowances
      .filter(({ serviceTypes }) => serviceTypesText(serviceTypes) === use)
      .map(quantityText)
      .join(' and ') || '–'
  return [...uses].map((use) => ({
    term: `Included: ${use}`,
    before: textOf(before, use),
    after: textOf(after, use),
  }))
}

const NO_PRICE = 'no price: such calls wait'

/** `$0.11 a minute, flagfall $0.04`. */
function rateText(plan: CallingPlan, type: CallServiceType): string {
  if (plan.deckCovers.includes(type)) return 'by the rate deck'
  const rate = plan.rates[type]
  if (rate === undefined) return NO_PRICE
  const own = termsText(rate)
  return rate.fromMobile === undefined ? own : `${own}; from mobiles ${termsText(rate.fromMobile)}`
}

function termsText(terms: RateTerms): string {
  const { flagfall, pricing } = terms
  return [
    pricingText(terms),
    pricingNote(terms),
    flagfall === 0n ? '' : `flagfall ${amountText(flagfall)}`,
    pricing.kind === 'perMinute' && pricing.minimumCharge > 0n ? `at least ${amountText(pricing.minimumCharge)}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** `+$20.00`, `−$140.00`; nothing for no change. */
function changeText(before: string, after: string): string {
  const difference = sumOf([after, negated(before)])
  if (amountOf(difference) === 0n) return ''
  return `${amountOf(difference) > 0n ? '+' : ''}${moneyText(difference)}`
}

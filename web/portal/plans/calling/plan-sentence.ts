import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { plural } from '../../../shared/format/counts.ts'
import { amountOf, priceText } from '../../../shared/format/money.ts'
import type { PlanVersion } from './plan-form.ts'
import { amountText, quantityText, serviceTypesText } from '../../../shared/plans/plan-words.ts'

/** A version in one breath: `$49.00 a month and $25.00 once, ex GST, with 5 numbers, 4 channels and 500 minutes to …`. */
export function planSentence(version: PlanVersion): string {
  const plan = parseCallingPlan(version.definition)
  if (!isCallingPlan(plan)) return ''
  const { monthlyPrice, setupFee, includedNumbers, includedChannels } = version
  const setUp = amountOf(setupFee) === 0n ? '' : ` and ${priceText(setupFee)} once`
  const included = [
    ...(includedNumbers === 0 ? [] : [plural(includedNumbers, 'number')]),
    ...(includedChannels === 0 ? [] : [plural(includedChannels, 'channel')]),
    ...plan.allowances.map((allowance) => `${quantityText(allowance)} to ${serviceTypesText(allowance.serviceTypes)}`),
  ]
  const minimum =
    plan.minimumMonthlySpend === undefined
      ? ''
      : ` Calls cost at least ${amountText(plan.minimumMonthlySpend)} a month: what is missing is charged.`
  const price = amountOf(monthlyPrice) === 0n ? 'No monthly price' : `${priceText(monthlyPrice)} a month`
  const brings = included.length === 0 ? '' : `, with ${listed(included)}`
  return `${price}${setUp}, ex GST${brings}.${minimum}`
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1) ?? ''}`
}

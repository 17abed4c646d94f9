import { moneyText } from '../format/money.ts'
import { lengthText, partyText, startText } from './call-words.ts'
import type { Explanation, Receipt } from './receipt.ts'

/** A receipt as plain text, for an e-mail to the customer: never what the call cost the reseller. */
export function receiptText(
  { call, charge, gst, total }: Explanation,
  { steps, parts, free, places }: Receipt,
): string {
  const title =
    call.direction === 'in'
      ? `Call from ${partyText(call.origin)} to your number ${partyText(call.destination)}`
      : `Call from ${partyText(call.origin)} to ${partyText(call.destination)}`
  const why = steps.flatMap(({ label, value, words }) => [
    `${label}: ${value}`,
    ...(words === undefined ? [] : [`  ${words}`]),
  ])
  const sum: (readonly [string, string])[] = [
    ...parts.map(({ label, amount }) => [label, moneyText(amount, { places })] as const),
    ['Charge ex GST', moneyText(charge, { places })],
    ['GST (10 %)', moneyText(gst, { places })],
    ['Total inc. GST', moneyText(total, { places })],
  ]
  const width = Math.max(...sum.map(([label]) => label.length))
  const wide = Math.max(...sum.map(([, amount]) => amount.length))
  return [
    title,
    `${startText(call)}, ${lengthText(call.durationSeconds)}`,
    '',
    ...why,
    ...(free === undefined ? [] : [free]),
    '',
    ...sum.map(([label, amount]) => `${label.padEnd(width)}  ${amount.padStart(wide)}`),
    '',
  ].join('\n')
}

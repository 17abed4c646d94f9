import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'

export type Controls = Answer<'readAccountStatus'>['controls']
export type Control = Controls[keyof Controls]
export type Settings = NonNullable<Answer<'readCreditControl'>['settings']>

/** What stands in one cell of the strip; spending by fraud is watched in two ways. */
export interface ControlGroup {
  readonly name: string
  readonly keys: readonly (keyof Controls)[]
}

export const CONTROL_GROUPS: readonly ControlGroup[] = [
  { name: 'IOU', keys: ['iou'] },
  { name: 'Credit limit', keys: ['creditLimit'] },
  { name: 'Fraud spend', keys: ['fraudSpendDay', 'fraudSpendHour'] },
  { name: 'Card failures', keys: ['cardFailures'] },
  { name: 'Overseas calls', keys: ['overseasCalls'] },
]

/** The field behind each control: what is asked, in which unit, and its place among the settings. */
export const CONTROL_FIELDS: Readonly<
  Record<
    keyof Controls,
    { readonly label: string; readonly unit: 'money' | 'calls' | 'failures'; readonly help: string }
  >
> = {
  iou: {
    label: 'Give an IOU when prepaid credit runs out',
    unit: 'money',
    help: 'Calls within Australia go on for up to this, ex GST.',
  },
  creditLimit: {
    label: 'Watch how far the balance goes below zero',
    unit: 'money',
    help: 'With GST. Prepaid accounts usually have 0.00.',
  },
  fraudSpendDay: {
    label: 'Watch spending on calls in a day',
    unit: 'money',
    help: 'Calls out within 24 hours, ex GST.',
  },
  fraudSpendHour: {
    label: 'Watch spending on calls in an hour',
    unit: 'money',
    help: 'Calls out within 60 minutes, ex GST.',
  },
  cardFailures: {
    label: 'Stop automatic charges when cards are refused',
    unit: 'failures',
    help: 'After so many refusals in a row.',
  },
  overseasCalls: {
    label: 'Watch calls to other countries',
    unit: 'calls',
    help: 'Calls within one hour.',
  },
}

/** A limit as the strip says it: `$100.00 a day`. */
export function limitText({ control, value }: Control): string {
  if (value === null) return ''
  switch (control) {
    case 'fraud-spend-day':
      return `${moneyText(value)} a day`
    case 'fraud-spend-hour':
      return `${moneyText(value)} an hour`
    case 'overseas-calls':
      return `${countText(Number(value))} an hour`
    case 'card-failures':
      return `${value} in a row`
    case 'iou':
    case 'credit-limit':
      return moneyText(value)
    default:
      return control satisfies never
  }
}

/** What counts against it now: `$27.45 in the last 24 hours`. */
export function usedText({ control, used }: Control): string | undefined {
  if (used === null) return undefined
  switch (control) {
    case 'fraud-spend-day':
      return `${moneyText(used)} in the last 24 hours`
    case 'fraud-spend-hour':
      return `${moneyText(used)} in the dearest hour`
    case 'overseas-calls':
      return `${countText(Number(used))} in the busiest hour`
    case 'card-failures':
      return `${used} so far`
    case 'credit-limit':
      return `${moneyText(used)} owed`
    case 'iou':
      return undefined
    default:
      return control satisfies never
  }
}

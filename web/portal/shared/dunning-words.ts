import type { Answer, Item } from '../../shared/api/wire-types.ts'
import { dayText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'

export type DunningCase = Item<'listDunningCases'>
export type AccountDunning = Answer<'readAccountDunning'>
export type Hold = AccountDunning['holds'][number]
export type Step = NonNullable<DunningCase['step']>
export type HoldKind = Hold['kind']

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  reminder: 'Reminder',
  'second-reminder': 'Second reminder',
  'restriction-notice': 'Notice of restriction',
  restriction: 'Restriction',
  'suspension-notice': 'Notice of suspension',
  suspension: 'Suspension',
  'disconnection-notice': 'Notice of disconnection',
  disconnection: 'To disconnect, by a person',
}

export const STEPS = Object.keys(STEP_WORDS) as Step[]

export const HOLD_WORDS: Readonly<Record<HoldKind, { readonly name: string; readonly help: string }>> = {
  dispute: { name: 'Dispute', help: 'An amount is contested: it is not chased until this is settled.' },
  hardship: {
    name: 'Hardship arrangement',
    help: 'Paid by instalments; service comes back, and nothing is done while they come.',
  },
  disaster: { name: 'Disaster', help: 'The customer is where one is; service comes back.' },
  promise: { name: 'Promise to pay', help: 'The customer said when it pays; nothing more is done until then.' },
  pause: { name: 'Pause', help: 'Nothing is done until that day.' },
}

/** A hold in a few words. */
export function holdText({ kind, until, amount, standing }: Hold): string {
  const of = amount === null ? '' : ` over ${moneyText(amount)}`
  const ending = standing === 'broken' ? 'broken' : `until ${dayText(until)}`
  return `${HOLD_WORDS[kind].name}${of}, ${ending}`
}

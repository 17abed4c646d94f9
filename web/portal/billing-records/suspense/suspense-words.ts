import type { Answer, Item } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'

export type SuspenseGroup = Item<'listSuspenseGroups'>
export type SuspenseFix = SuspenseGroup['fixes'][number]
export type SuspendedCall = Item<'listSuspense'>
export type Cause = SuspendedCall['cause']

/** Each cause in a few words. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  unreadable_row: 'Row cannot be read',
  bad_number: 'Not a phone number',
  no_owner: 'Nobody held the number',
  no_plan: 'No calling plan',
  no_rate: 'No rate',
  not_offered: 'Not offered',
  unclassified: 'No service type',
  implausible_duration: 'Lasted over 7 days',
  implausible_time: 'Impossible time',
}

export const CAUSE_OPTIONS = Object.entries(CAUSE_WORDS).map(([value, label]) => ({ value, label }))

/** What a button says that does it; the API's own label has the details. */
export const FIX_WORDS: Readonly<Record<SuspenseFix['kind'], string>> = {
  'give-number': 'Give the number',
  'give-plan': 'Choose a calling plan',
  'add-rate': 'Add a rate',
  'add-plan-rate': 'Add a rate to the plan',
  'correct-row': 'Correct the row',
  retry: 'Try again',
  dismiss: 'Give up',
}

/** `37 priced ($12.30 ex GST), 2 still waiting`: what a retry came to. */
export function retriedText(report: Answer<'retrySuspense'>): string {
  const { tried, rated, free, duplicates, stillSuspended, charge } = report
  if (tried === 0) return 'None was waiting any more'
  const parts = [
    ...(rated > 0 ? [`${countText(rated)} priced (${moneyText(charge)} ex GST)`] : []),
    ...(free > 0 ? [`${countText(free)} free`] : []),
    ...(duplicates > 0 ? [`${countText(duplicates)} in already`] : []),
    ...(stillSuspended > 0 ? [`${countText(stillSuspended)} still waiting`] : []),
  ]
  return parts.join(', ')
}

import type { Answer } from '../../../shared/api/wire-types.ts'

type Suspension = NonNullable<Answer<'readAccount'>['suspension']>
export type SuspensionReason = NonNullable<Suspension['reason']>

/** Why an account is suspended, as people say it. */
export const SUSPENSION_WORDS: Readonly<Record<SuspensionReason, string>> = {
  unpaid: 'Bills are not paid',
  'no-credit': 'Credit has run out',
  'suspected-fraud': 'Fraud is suspected',
  'customer-request': 'The customer asked for it',
  'breach-of-terms': 'Terms were broken',
  'legal-order': 'A court or authority ordered it',
  other: 'Another reason',
}

/** To choose one from. */
export const SUSPENSION_REASONS = Object.entries(SUSPENSION_WORDS).map(([value, label]) => ({
  value: value as SuspensionReason,
  label,
}))

/** `bills are not paid. Second reminder without answer.` */
export function suspensionText({ reason, words }: Pick<Suspension, 'reason' | 'words'>): string {
  const why = reason === null || reason === 'other' ? undefined : SUSPENSION_WORDS[reason]
  return [
    why === undefined ? undefined : `${why.slice(0, 1).toLowerCase()}${why.slice(1)}.`,
    words === '' ? undefined : ended(words),
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

function ended(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

import { dateText } from '#domain/time/date-text.ts'
import type { AccountStanding } from './account-status.ts'

/** Why an account is suspended. */
export const SUSPENSION_REASONS = [
  'unpaid',
  'no-credit',
  'suspected-fraud',
  'customer-request',
  'breach-of-terms',
  'legal-order',
  'other',
] as const
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number]

/**
 * What its status means for the customer, in sentences. Of a suspended account: outbound is barred but for emergency calls,
 * numbers are kept, monthly charges go on. Source: the platform's help pages on the account status, and our defaults.
 */
export function describeStanding({ status, cancelOn }: AccountStanding): string {
  const ending =
    cancelOn === null
      ? ''
      : ` It is cancelled on ${dateText(cancelOn)}, its bill anniversary, unless that is withdrawn.`
  return `${MEANINGS[status]}${ending}`
}

const MEANINGS: Record<AccountStanding['status'], string> = {
  new: 'Nothing is billed yet. A calling plan comes with the activation, numbers after it; all else can be set up, credit added.',
  active: 'Calls and services are billed; calling plan and numbers can be changed.',
  suspended:
    'Calls out are barred, but for emergency numbers. Numbers, calling plan and monthly charges stay; the customer can see everything and pay. New numbers, ports and plan changes wait until it is reinstated.',
  cancelled:
    'All services have ended, for good. Calls, statements and payments stay readable for as long as the law asks.',
}

/** The reason a stored word names; null: none was given. */
export function suspensionReasonOf(word: string | null): SuspensionReason | null {
  return SUSPENSION_REASONS.find((reason) => reason === word) ?? null
}

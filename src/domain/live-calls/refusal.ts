/**
 * Why a call is not let through. Looked at in this order; the first that holds is said:
 * whose call it is, whether the account may call at all, what it may call, and what it can pay for.
 */
export const REFUSAL_CAUSES = [
  'unknown_number',
  'caller_not_allowed',
  'account_not_active',
  'restricted',
  'not_a_number',
  'no_rate',
  'channels_busy',
  'barred',
  'insufficient_credit',
  'wholesale_credit',
  'unavailable',
] as const
export type RefusalCause = (typeof REFUSAL_CAUSES)[number]

/** The SIP answers a refused call gets: 403 is for this line, 486 asks to try again, 603 ends every fork. */
export type SipCode = 403 | 486 | 603

/**
 * What a refused caller's phone is told, and the words in it. 403 for no credit is the platform's own answer (its help pages
 * on SIP); a channel that is taken is busy; nothing in the words says what an account has or owes.
 */
export const REFUSALS: Readonly<Record<RefusalCause, { readonly sipCode: SipCode; readonly reason: string }>> = {
  unknown_number: { sipCode: 403, reason: 'Number not in service here' },
  caller_not_allowed: { sipCode: 403, reason: 'Calling number not allowed' },
  account_not_active: { sipCode: 403, reason: 'Service not active' },
  restricted: { sipCode: 403, reason: 'Service restricted' },
  not_a_number: { sipCode: 403, reason: 'Not a number' },
  no_rate: { sipCode: 403, reason: 'Destination not offered' },
  channels_busy: { sipCode: 486, reason: 'All channels busy' },
  barred: { sipCode: 603, reason: 'Barred' },
  insufficient_credit: { sipCode: 403, reason: 'Insufficient credit' },
  wholesale_credit: { sipCode: 403, reason: 'Service unavailable' },
  unavailable: { sipCode: 403, reason: 'Try again later' },
}

/** For the office: what was wrong, in a sentence. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCause, string>> = {
  unknown_number: 'The number belongs to none of the accounts.',
  caller_not_allowed: 'The calling number is not one of the account that asks.',
  account_not_active: 'The account is not active: only emergency numbers can be called.',
  restricted: 'Calls out are restricted until what is overdue is paid.',
  not_a_number: 'What was dialled is no number.',
  no_rate: 'The plan has no rate for this call, and unknown is never free.',
  channels_busy: 'All channels of the account are in use.',
  barred: 'A rule of credit control bars it.',
  insufficient_credit: 'What the account has left does not pay for the first block of the call.',
  wholesale_credit: "The reseller's own credit with the operator is used up.",
  unavailable: 'Nobody could be asked whether the account can pay.',
}

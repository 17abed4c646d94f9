/** What a charge failed for. */
export interface Decline {
  /** The gateway's code of it: `insufficient_funds`. */
  readonly code: string
  /** For the customer: what is wrong, and what to do. */
  readonly words: string
  /** Trying again some days later may help; false: only another card, or its holder, does. */
  readonly mayRetry: boolean
}

const WAIT_OR_OTHER = 'try again later, or pay with another card.'
const OTHER = 'use another card, or ask its bank.'

/** Code, what is wrong, whether the same card may work some days later. By the gateway's list of decline codes. */
const DECLINES: Readonly<Record<string, readonly [words: string, mayRetry: boolean]>> = {
  insufficient_funds: [`There was not enough money on it: ${WAIT_OR_OTHER}`, true],
  card_velocity_exceeded: [`It is over its limit: ${WAIT_OR_OTHER}`, true],
  withdrawal_count_limit_exceeded: [`It is over its limit: ${WAIT_OR_OTHER}`, true],
  generic_decline: ['The bank declined it without saying why: ask the bank, or pay with another card.', true],
  card_declined: ['The bank declined it without saying why: ask the bank, or pay with another card.', true],
  do_not_honor: ['The bank declined it without saying why: ask the bank, or pay with another card.', true],
  try_again_later: [`The bank could not answer: ${WAIT_OR_OTHER}`, true],
  processing_error: [`Something went wrong between the banks: ${WAIT_OR_OTHER}`, true],
  issuer_not_available: [`The bank could not be reached: ${WAIT_OR_OTHER}`, true],
  authentication_required: ['The bank wants its holder to approve the payment: pay on the payment page.', false],
  payment_intent_authentication_failure: [
    'Its holder did not approve the payment: try again, or use another card.',
    false,
  ],
  no_account: ['There is no such bank account: add another one.', false],
  expired_card: ['The card has expired: add the new one.', false],
  incorrect_cvc: ['The security code is wrong: type the card again.', false],
  incorrect_number: ['The card number is wrong: type the card again.', false],
  lost_card: [`The bank declined it: ${OTHER}`, false],
  stolen_card: [`The bank declined it: ${OTHER}`, false],
  pickup_card: [`The bank declined it: ${OTHER}`, false],
  fraudulent: [`The bank declined it: ${OTHER}`, false],
  card_not_supported: [`It cannot be used for this payment: ${OTHER}`, false],
  currency_not_supported: [`It cannot pay in Australian dollars: ${OTHER}`, false],
  account_closed: ['The bank account is closed: add another one.', false],
  bank_account_restricted: ['The bank account does not take direct debits: add another one.', false],
  debit_not_authorized: ['The direct debit was not authorised: add the bank account again, or pay by card.', false],
  payment_method_detached: ['It is not stored any more: add it again.', false],
  bank_took_back: ['The bank took an earlier charge back: talk to us before the next.', false],
  gateway_refused: ['The payment provider refused the request: ask your provider.', false],
}

/** Ours: a charge that had gone through was disputed. */
export const BANK_TOOK_BACK = 'bank_took_back'

/** What the gateway's code means. A code nobody knows is told like a decline without a reason. */
export function explainDecline(code: string): Decline {
  const [words, mayRetry] = (Object.hasOwn(DECLINES, code) ? DECLINES[code] : undefined) ??
    DECLINES['generic_decline'] ?? ['The bank declined it.', true]
  return { code, words, mayRetry }
}

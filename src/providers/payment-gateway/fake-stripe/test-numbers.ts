/** How a test number behaves: `ok`, `decline:<code>`, `decline-later:<code>` (stored, then declined), `ask-once`, `ask`. */
interface TestCard {
  readonly brand: string
  readonly behaviour: string
}

/** The cards Stripe publishes for tests. Any other number is refused: nobody shall type a real one here. */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  '4242424242424242': { brand: 'visa', behaviour: 'ok' },
  '4000000360000006': { brand: 'visa', behaviour: 'ok' },
  '5555555555554444': { brand: 'mastercard', behaviour: 'ok' },
  '378282246310005': { brand: 'amex', behaviour: 'ok' },
  '4000000000000002': { brand: 'visa', behaviour: 'decline:generic_decline' },
  '4000000000009995': { brand: 'visa', behaviour: 'decline:insufficient_funds' },
  '4000000000009987': { brand: 'visa', behaviour: 'decline:lost_card' },
  '4000000000000069': { brand: 'visa', behaviour: 'decline:expired_card' },
  '4000000000000127': { brand: 'visa', behaviour: 'decline:incorrect_cvc' },
  '4000000000000119': { brand: 'visa', behaviour: 'decline:processing_error' },
  '4000000000000341': { brand: 'visa', behaviour: 'decline-later:generic_decline' },
  '4000002500003155': { brand: 'visa', behaviour: 'ask-once' },
  '4000002760003184': { brand: 'visa', behaviour: 'ask' },
}

/** Bank accounts for tests, BSB 000-000: what becomes of a debit. Any other number is refused. */
export const TEST_BANK_ACCOUNTS: Readonly<Record<string, string>> = {
  '000123456': 'ok',
  '111111113': 'fail:account_closed',
  '111111116': 'fail:no_account',
  '222222227': 'fail:insufficient_funds',
  '333333335': 'fail:debit_not_authorized',
}

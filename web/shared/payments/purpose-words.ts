import type { ChargePurpose } from '#domain/payments/charge.ts'

/** What a charge is for. */
export const PURPOSE_WORDS: Readonly<Record<ChargePurpose, string>> = {
  'add-credit': 'Payment',
  'auto-top-up': 'Auto top-up',
  'top-up-to-level': 'Top-up to a level',
  'auto-debit': 'Monthly charges',
  invoice: 'Invoice',
}

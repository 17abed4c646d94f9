import type { Item } from '../../../shared/api/wire-types.ts'

/** How a payment came, as people say it. */
export const METHOD_WORDS: Readonly<Record<Item<'listPayments'>['method'], string>> = {
  'bank-transfer': 'Bank transfer',
  card: 'Card',
  'direct-debit': 'Direct debit',
  cash: 'Cash',
  cheque: 'Cheque',
  other: 'Payment',
}

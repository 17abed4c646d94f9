import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { Tone } from '../layout/status-badge.tsx'
import type { Item } from '../api/wire-types.ts'
import { countText } from '../format/counts.ts'
import { amountOf, moneyText } from '../format/money.ts'

/** A statement, invoice or adjustment note as lists have it. */
export type ListedStatement = Item<'listStatements'>

export const KIND_WORDS: Readonly<Record<ListedStatement['kind'], string>> = {
  statement: 'Statement',
  invoice: 'Invoice',
  'adjustment-note': 'Adjustment note',
}

interface Word {
  readonly text: string
  readonly tone: Tone
}

export const SETTLEMENT_WORDS: Readonly<Record<NonNullable<ListedStatement['status']>, Word>> = {
  unpaid: { text: 'Unpaid', tone: 'neutral' },
  'part-paid': { text: 'Part paid', tone: 'watch' },
  paid: { text: 'Paid', tone: 'good' },
  overdue: { text: 'Overdue', tone: 'bad' },
}

export const MAIL_WORDS: Readonly<Record<NonNullable<ListedStatement['mailStatus']>, Word>> = {
  queued: { text: 'Queued', tone: 'neutral' },
  waiting: { text: 'Waiting', tone: 'watch' },
  sent: { text: 'Sent', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
}

export const METHOD_WORDS: Readonly<Record<Item<'listPayments'>['method'], string>> = {
  'bank-transfer': 'Bank transfer',
  card: 'Card',
  'direct-debit': 'Direct debit',
  cash: 'Cash',
  cheque: 'Cheque',
  other: 'Other',
}

/** How the money came in, of a document, which may be older than the words there are. */
export function methodText(method: string): string {
  return (METHOD_WORDS as Readonly<Record<string, string>>)[method] ?? method
}

/** How a payment came in: `Visa ending 4242` where the payment provider said so, else `Bank transfer`. */
export function paidByText({ method, reference }: Pick<Item<'listPayments'>, 'method' | 'reference'>): string {
  return isMethodName(reference) ? reference : METHOD_WORDS[method]
}

/** Whether the reference of a payment is the card or bank account it was paid by. */
export function isMethodName(reference: string): boolean {
  return / ending \d{4}$/.test(reference)
}

/** `$12.50 credit`, `$3.20 owed`: a balance as documents have it. */
export function balanceText(balance: string): string {
  const amount = amountOf(balance)
  if (amount === 0n) return moneyText('0')
  return amount < 0n ? `${moneyText(balance.slice(1))} owed` : `${moneyText(balance)} credit`
}

/** `2 h 05 min`, `3 min 20 s`, `45 s`. */
export function lengthText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  if (hours > 0) return `${countText(hours)} h ${String(minutes).padStart(2, '0')} min`
  return minutes > 0 ? `${minutes} min ${String(rest).padStart(2, '0')} s` : `${rest} s`
}

/** The document of a statement as the API gives it. */
export function documentOf({ document }: { readonly document: Readonly<Record<string, unknown>> }): StatementDocument {
  return document as unknown as StatementDocument
}

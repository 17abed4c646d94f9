import type { Answer, Item } from '../../../shared/api/wire-types.ts'
import type { Tone } from '../../../shared/layout/status-badge.tsx'

export type BankFile = Answer<'readBankFile'>
export type Transfer = Item<'listBankTransfers'>
export type TransferStatus = Transfer['status']

export const STATUS_WORDS: Readonly<Record<TransferStatus, { readonly text: string; readonly tone: Tone }>> = {
  matched: { text: 'Will post', tone: 'good' },
  suggested: { text: 'Suggested', tone: 'watch' },
  unmatched: { text: 'Unmatched', tone: 'bad' },
  ignored: { text: 'No money in', tone: 'neutral' },
  duplicate: { text: 'Duplicate', tone: 'neutral' },
  posted: { text: 'Posted', tone: 'good' },
  'set-aside': { text: 'Not ours', tone: 'neutral' },
}

export const FORMAT_WORDS = {
  csv: 'Statement, CSV',
  'direct-entry': 'Direct entry, ABA',
  bpay: 'BPAY receivables',
} as const

export const MATCH_WORDS = {
  'account-number': 'by its account number',
  invoice: 'by its invoice',
  payer: 'by its payer',
  'wrong-digit': 'a digit is wrong',
  hand: 'by hand',
} as const

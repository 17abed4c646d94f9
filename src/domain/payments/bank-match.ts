import { hasCheckDigit } from '#domain/accounts/account-number.ts'
import type { BankRow } from './bank-row.ts'

/**
 * matched: will be posted; suggested: a person has to say yes; unmatched: nobody knows whose it is; ignored: brings no money;
 * duplicate: came before; posted: is on accounts in full; set-aside: is no customer's payment.
 */
export const TRANSFER_STATUSES = [
  'matched',
  'suggested',
  'unmatched',
  'ignored',
  'duplicate',
  'posted',
  'set-aside',
] as const
export type TransferStatus = (typeof TRANSFER_STATUSES)[number]

/** By what the account of a transfer was found. */
export const MATCHED_BY = ['account-number', 'invoice', 'payer', 'wrong-digit', 'hand'] as const
export type MatchedBy = (typeof MATCHED_BY)[number]

/** An account a transfer may be for. */
export interface MatchAccount {
  readonly id: number
  readonly accountNumber: string
  readonly name: string
  /** Cancelled, and it owes nothing: money for it is most likely a mistake. */
  readonly isOver: boolean
}

/** What in a row may say whose it is. */
export interface Clues {
  /** Stands alone in the reference: an account number of any kind. */
  readonly whole: readonly string[]
  /** In the midst of words. */
  readonly within: readonly string[]
  /** Numbers in the sequence of invoices. */
  readonly invoices: readonly number[]
  /** What those with a wrong digit may have been meant to be. */
  readonly near: ReadonlyMap<string, readonly string[]>
}

export interface MatchBook {
  /** By account number. */
  readonly accounts: ReadonlyMap<string, MatchAccount>
  /** By number in the sequence of statements and invoices. */
  readonly invoices: ReadonlyMap<number, MatchAccount>
  /** By payer key: whose transfers of that payer have been, where they were all one account's. */
  readonly payers: ReadonlyMap<string, MatchAccount>
  /** Words for a payment of this account and amount that somebody recorded about that day, and no file had; undefined: none. */
  readonly recordedByHand: (accountId: number, row: BankRow) => string | undefined
}

export interface TransferMatch {
  readonly status: Extract<TransferStatus, 'matched' | 'suggested' | 'unmatched' | 'ignored'>
  readonly accountId: number | null
  readonly by: Exclude<MatchedBy, 'hand'> | null
  /** Why it is not simply posted, for people; '': it is. */
  readonly problem: string
}

/** Collects what in a row may be an account number or an invoice, for looking up all rows at once. */
export function cluesOf({ reference, text }: BankRow): Clues {
  const alone = reference.replaceAll(/[ -]/g, '')
  const whole = /^\d{4,20}$/.test(alone) ? withoutPadding(alone) : []
  const words = `${reference} ${text}`
  const runs = [...(words.match(/\d{4,11}/g) ?? []), ...(words.match(/\d(?:[ -]?\d){6,10}/g) ?? [])]
  const within = [...new Set(runs.map((run) => run.replaceAll(/[ -]/g, '')))].filter((run) => !whole.includes(run))
  const invoices = [...words.matchAll(/\binv(?:oice)?\s*(?:no|number)?[ .:#-]*0*(\d{1,9})\b/gi)].map(([, no]) =>
    Number(no),
  )
  const wrong = [...whole, ...within].filter((number) => /^\d{7,11}$/.test(number) && !hasCheckDigit(number))
  return {
    whole,
    within,
    invoices: [...new Set(invoices)],
    near: new Map(wrong.map((number) => [number, oneMistakeFrom(number)])),
  }
}

/**
 * A Customer Reference Number may have zeros before it, and a check digit of BPAY's own behind it (its rule MOD10V01, Luhn's),
 * as a bank sets it up: the account number is what is left.
 */
function withoutPadding(reference: string): readonly string[] {
  const bare = reference.replace(/^0+(?=\d)/, '')
  const numbers = [reference, bare, ...(isLuhn(bare) ? [bare.slice(0, -1)] : [])]
  return [...new Set(numbers)].filter((number) => number.length >= 4 && number.length <= 11)
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((all, digit, index) => all + (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return sum % 10 === 0
}

/** Account numbers one wrong digit or one swap of neighbours away: the mistakes people make. */
function oneMistakeFrom(number: string): readonly string[] {
  const found = new Set<string>()
  for (let at = 0; at < number.length; at++) {
    const [before, digit = '', next = ''] = [number.slice(0, at), number[at], number[at + 1]]
    for (const other of '0123456789') found.add(before + other + number.slice(at + 1))
    if (next !== '') found.add(before + next + digit + number.slice(at + 2))
  }
  return [...found].filter((other) => other !== number && hasCheckDigit(other))
}

/**
 * Whose a transfer is: by the account number in it; else by an invoice it names; else by whose transfers of the same payer have
 * been. Only a number that can be read in one way is posted without a person: one with a wrong digit is never put right
 * silently, and what names two accounts, or was recorded by hand already, waits.
 */
export function matchTransfer(row: BankRow, clues: Clues, payerKey: string, book: MatchBook): TransferMatch {
  if (row.problem !== '') return ignored(row.problem)
  if (row.amountMicros <= 0n) return ignored(row.amountMicros === 0n ? 'No money moved.' : 'Money that went out.')
  const named = clues.whole.concat(clues.within).flatMap((number) => book.accounts.get(number) ?? [])
  const sure = named.filter(({ accountNumber }) => hasCheckDigit(accountNumber) || clues.whole.includes(accountNumber))
  const billed = clues.invoices.flatMap((no) => book.invoices.get(no) ?? [])
  const all = unique([...(sure.length > 0 ? sure : billed.length > 0 ? [] : named), ...billed])
  const [first, second] = all
  if (first !== undefined && second !== undefined) {
    const both = `${describe(first)} and ${describe(second)}`
    return { status: 'unmatched', accountId: null, by: null, problem: `It names ${both}: choose, or split it.` }
  }
  if (first !== undefined) {
    const by = sure.length > 0 || billed.length === 0 ? 'account-number' : 'invoice'
    return settle(first, by, row, book, {
      isCertain: sure.length > 0 || billed.length > 0 || isNamed(first, row),
      doubt: `${first.accountNumber} stands among other words, and has no check digit to know it by.`,
    })
  }
  return guess(row, clues, payerKey, book)
}

function guess(row: BankRow, clues: Clues, payerKey: string, book: MatchBook): TransferMatch {
  for (const [written, near] of clues.near) {
    const meant = likeliest(row, unique(near.flatMap((number) => book.accounts.get(number) ?? [])), payerKey, book)
    const [one, ...others] = meant
    if (one === undefined) continue
    const names = meant.slice(0, 3).map(describe).join(' or ')
    const problem = `${written} has a wrong digit: by its check digit it is no account number. Was ${names} meant?`
    if (others.length > 0) return { status: 'unmatched', accountId: null, by: null, problem }
    return { status: 'suggested', accountId: one.id, by: 'wrong-digit', problem }
  }
  const known = payerKey === '' ? undefined : book.payers.get(payerKey)
  if (known === undefined) return { status: 'unmatched', accountId: null, by: null, problem: '' }
  return settle(known, 'payer', row, book, {
    isCertain: false,
    doubt: `Earlier transfers of this payer were ${describe(known)}’s.`,
  })
}

/** Of several accounts a wrong digit away, those the payer is known by: by earlier transfers, else by a word of their name. */
function likeliest(
  { text, payer }: BankRow,
  meant: readonly MatchAccount[],
  payerKey: string,
  book: MatchBook,
): readonly MatchAccount[] {
  if (meant.length < 2) return meant
  const known = book.payers.get(payerKey)
  const byName = meant.filter((account) => isNamed(account, { text, payer }))
  const narrower = known !== undefined && meant.some(({ id }) => id === known.id) ? [known] : byName
  return narrower.length > 0 ? narrower : meant
}

/** Whether a word of an account's name stands in what the bank wrote. */
function isNamed({ name }: MatchAccount, { text, payer }: Pick<BankRow, 'text' | 'payer'>): boolean {
  const words = new Set(`${text} ${payer}`.toLowerCase().match(/\p{L}{4,}/gu))
  return (
    name
      .toLowerCase()
      .match(/\p{L}{4,}/gu)
      ?.some((word) => words.has(word)) === true
  )
}

function settle(
  account: MatchAccount,
  by: 'account-number' | 'invoice' | 'payer',
  row: BankRow,
  book: MatchBook,
  { isCertain, doubt }: { readonly isCertain: boolean; readonly doubt: string },
): TransferMatch {
  const recorded = book.recordedByHand(account.id, row)
  const problem = recorded ?? (account.isOver ? 'This account is cancelled and owes nothing.' : isCertain ? '' : doubt)
  return { status: problem === '' ? 'matched' : 'suggested', accountId: account.id, by, problem }
}

function ignored(problem: string): TransferMatch {
  return { status: 'ignored', accountId: null, by: null, problem }
}

function unique(accounts: readonly MatchAccount[]): readonly MatchAccount[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()]
}

function describe({ accountNumber, name }: MatchAccount): string {
  return `${accountNumber} (${name})`
}

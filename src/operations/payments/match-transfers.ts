import type pg from 'pg'
import { documentNumber } from '#domain/billing/document-number.ts'
import { cluesOf, matchTransfer, type MatchBook, type TransferMatch } from '#domain/payments/bank-match.ts'
import { payerKey, type BankRow } from '#domain/payments/bank-row.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import { dateText } from '#domain/time/date-text.ts'
import {
  findAccountsByNumber,
  findAccountsOfInvoices,
  findAccountsOfPayers,
  readHandRecorded,
  type HandRecorded,
} from '#storage/queries/bank-matching.ts'

/** How far apart the day somebody recorded and the bank's may be, in days. */
const DAYS_APART = 5

/** Whose rows of a bank's file are, by the accounts and invoices there are now; however many rows, by a handful of reads. */
export async function matchRows(db: pg.ClientBase, rows: readonly BankRow[]): Promise<readonly TransferMatch[]> {
  const read = rows.map((row) => ({ row, clues: cluesOf(row), payer: payerKey(row) }))
  const money = read.filter(({ row }) => row.problem === '' && row.amountMicros > 0n)
  const numbers = money.flatMap(({ clues }) => [...clues.whole, ...clues.within, ...[...clues.near.values()].flat()])
  const accounts = await findAccountsByNumber(db, [...new Set(numbers)])
  const invoices = await findAccountsOfInvoices(db, [...new Set(money.flatMap(({ clues }) => clues.invoices))])
  const payers = await findAccountsOfPayers(db, [...new Set(money.map(({ payer }) => payer))])
  const found = [...accounts.values(), ...invoices.values(), ...payers.values()].map(({ id }) => id)
  const days = money.flatMap(({ row }) => row.date ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const byHand =
    first === undefined || last === undefined
      ? []
      : await readHandRecorded(db, [...new Set(found)], {
          from: daysFrom(first, -DAYS_APART),
          to: daysFrom(last, DAYS_APART),
        })
  const byAccount = Map.groupBy(byHand, ({ accountId }) => accountId)
  const book: MatchBook = {
    accounts,
    invoices,
    payers,
    recordedByHand: (accountId, row) => recordedWords(byAccount.get(accountId) ?? [], row),
  }
  return read.map(({ row, clues, payer }) => matchTransfer(row, clues, payer, book))
}

function recordedWords(recorded: readonly HandRecorded[], { amountMicros, date }: BankRow): string | undefined {
  if (date === null) return undefined
  const like = recorded.find(
    (one) =>
      one.amountMicros === amountMicros &&
      one.receivedOn >= daysFrom(date, -DAYS_APART) &&
      one.receivedOn <= daysFrom(date, DAYS_APART),
  )
  if (like === undefined) return undefined
  const receipt = like.receiptNo === null ? '' : ` (${documentNumber('receipt', like.receiptNo)})`
  return `A bank transfer of this amount was recorded by hand, received on ${dateText(like.receivedOn)}${receipt}.`
}

function daysFrom(date: string, days: number): string {
  return parseDate(date)?.add({ days }).toString() ?? date
}

import type { Readable } from 'node:stream'
import { withLastDay } from '#domain/billing/document-words.ts'
import { documentNumber } from '#domain/billing/document-number.ts'
import { formatDollars, micros, negate, type Micros } from '#domain/money.ts'
import type { TransferRow } from '#storage/queries/bank-transfers.ts'
import type { BillRunResultRow } from '#storage/queries/bill-runs.ts'
import type { ListedCharge } from '#storage/queries/charges.ts'
import type { Page } from '#storage/queries/page.ts'
import type { PaymentRow } from '#storage/queries/payments.ts'
import type { ListedStatement } from '#storage/queries/statements.ts'
import { csvStream, type Cell } from './csv.ts'

type Columns<Row> = readonly (readonly [heading: string, cell: (row: Row) => Cell])[]

/** Reads the page of a list that begins at a cursor. */
type ReadPage<Row> = (place: { readonly cursor: string | undefined; readonly limit: number }) => Promise<Page<Row>>

const ROWS_AT_ONCE = 500

function money(amount: Micros | null): Cell {
  return amount === null ? null : formatDollars(amount, 2)
}

function lastDay(from: string | null, to: string | null): Cell {
  return from === null || to === null ? null : withLastDay({ from, to }).to
}

const STATEMENTS: Columns<ListedStatement> = [
  ['Number', ({ number }) => number],
  ['Kind', ({ kind }) => kind],
  ['Final', ({ isFinal }) => (isFinal ? 'yes' : 'no')],
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account name', ({ accountName }) => accountName],
  ['From', ({ periodFrom }) => periodFrom],
  ['To', ({ periodFrom, periodTo }) => lastDay(periodFrom, periodTo)],
  ['Issued on', ({ issuedOn }) => issuedOn],
  ['Due on', ({ dueOn }) => dueOn],
  ['Opening balance (AUD)', ({ openingMicros }) => money(openingMicros)],
  ['Payments (AUD)', ({ paymentsMicros }) => money(paymentsMicros)],
  ['Adjustments (AUD)', ({ adjustmentsMicros }) => money(negate(adjustmentsMicros))],
  ['Ex GST (AUD)', ({ subtotalMicros }) => money(subtotalMicros)],
  ['GST (AUD)', ({ gstMicros }) => money(gstMicros)],
  ['Inc. GST (AUD)', ({ totalMicros }) => money(totalMicros)],
  ['Closing balance (AUD)', ({ closingMicros }) => money(closingMicros)],
  ['Outstanding (AUD)', ({ outstandingMicros }) => money(outstandingMicros)],
  ['Status', ({ status }) => status],
  ['E-mail', ({ mailStatus }) => mailStatus],
]

const PAYMENTS: Columns<PaymentRow> = [
  ['Receipt', ({ receiptNo }) => (receiptNo === null ? null : documentNumber('receipt', receiptNo))],
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account name', ({ accountName }) => accountName],
  ['Received on', ({ receivedOn }) => receivedOn],
  ['Method', ({ method }) => method],
  ['Reference', ({ reference }) => reference],
  ['Amount inc. GST (AUD)', ({ amountMicros }) => money(amountMicros)],
  ['State', ({ reversesId, reversedById }) => (reversesId ? 'reversal' : reversedById ? 'reversed' : 'standing')],
  ['Recorded (UTC)', ({ recordedAt }) => recordedAt],
]

const CHARGES: Columns<ListedCharge> = [
  ['Charged (UTC)', ({ chargedAt }) => chargedAt],
  ['Kind', ({ serviceType }) => serviceType],
  ['Description', ({ description }) => description],
  ['From', ({ periodFrom }) => periodFrom],
  ['To', ({ periodFrom, periodTo }) => lastDay(periodFrom, periodTo)],
  ['Quantity', ({ quantity }) => quantity],
  ['Unit price ex GST (AUD)', ({ unitMicros }) => formatDollars(unitMicros)],
  ['Ex GST (AUD)', ({ amountMicros }) => formatDollars(amountMicros)],
  ['GST (AUD)', ({ gstMicros }) => formatDollars(gstMicros)],
  ['Statement', ({ statementNumber }) => statementNumber],
]

const BANK_TRANSFERS: Columns<TransferRow> = [
  ['Received on', ({ receivedOn }) => receivedOn],
  ['Amount (AUD)', ({ amountMicros }) => money(amountMicros)],
  ['On no account (AUD)', ({ amountMicros, assignedMicros }) => money(micros(amountMicros - assignedMicros))],
  ['Status', ({ status }) => status],
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account name', ({ accountName }) => accountName],
  ['Found by', ({ matchedBy }) => matchedBy],
  ['Problem', ({ problem }) => problem],
  ['Description', ({ text }) => text],
  ['Reference', ({ reference }) => reference],
  ['Payer', ({ payer }) => payer],
  ['Transaction id', ({ bankId }) => bankId],
  ['File', ({ fileName }) => fileName],
  ['Line', ({ line }) => line],
  ['Decided by', ({ decidedBy }) => decidedBy],
  ['Why', ({ reason }) => reason],
]

const RUN_RESULTS: Columns<BillRunResultRow> = [
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account name', ({ accountName }) => accountName],
  ['From', ({ periodFrom }) => periodFrom],
  ['To', ({ periodFrom, periodTo }) => lastDay(periodFrom, periodTo)],
  ['Opening balance (AUD)', ({ openingMicros }) => money(openingMicros)],
  ['Payments (AUD)', ({ paymentsMicros }) => money(paymentsMicros)],
  ['Ex GST (AUD)', ({ subtotalMicros }) => money(subtotalMicros)],
  ['GST (AUD)', ({ gstMicros }) => money(gstMicros)],
  ['Inc. GST (AUD)', ({ totalMicros }) => money(totalMicros)],
  ['Closing balance (AUD)', ({ closingMicros }) => money(closingMicros)],
  ['Statement', ({ statementNumber }) => statementNumber],
  ['Could not be billed', ({ failure }) => failure],
]

/** Statements, invoices and adjustment notes as CSV, in the order asked for. */
export function statementsCsv(read: ReadPage<ListedStatement>): Readable {
  return csvOf(STATEMENTS, read)
}

/** Payments as CSV; who recorded one, and what they noted, is for staff. */
export function paymentsCsv(read: ReadPage<PaymentRow>, isStaff: boolean): Readable {
  const between: Columns<PaymentRow> = [
    ['Recorded by', ({ recordedBy }) => recordedBy],
    ['Note', ({ note }) => note],
  ]
  return csvOf(isStaff ? [...PAYMENTS, ...between] : PAYMENTS, read)
}

/** Charges and credits as CSV; why one was made by hand is for staff. */
export function chargesCsv(read: ReadPage<ListedCharge>, isStaff: boolean): Readable {
  const between: Columns<ListedCharge> = [['Why', ({ reason }) => reason]]
  return csvOf(isStaff ? [...CHARGES, ...between] : CHARGES, read)
}

/** Rows of files of the bank as CSV. */
export function bankTransfersCsv(read: ReadPage<TransferRow>): Readable {
  return csvOf(BANK_TRANSFERS, read)
}

/** What a bill run, or a preview of one, made of each account, as CSV. */
export function billRunCsv(read: ReadPage<BillRunResultRow>): Readable {
  return csvOf(RUN_RESULTS, read)
}

/** A list as CSV, page by page as fast as it is taken. */
function csvOf<Row>(columns: Columns<Row>, read: ReadPage<Row>): Readable {
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    let cursor: string | undefined
    do {
      const page: Page<Row> = await read({ cursor, limit: ROWS_AT_ONCE })
      yield page.items.map((row) => columns.map(([, cell]) => cell(row)))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvStream(
    columns.map(([heading]) => heading),
    pages(),
  )
}

import type pg from 'pg'
import { documentNumber } from '#domain/billing/document-number.ts'
import { micros, type Micros } from '#domain/money.ts'
import { BANK_FIELD_TERMS, BANK_FIELDS, findBankColumns } from '#domain/payments/bank-columns.ts'
import { TRANSFER_STATUSES, type TransferStatus } from '#domain/payments/bank-match.ts'
import { sampleOf } from '#operations/payments/bank-files.ts'
import {
  isDecidedOn,
  readBankFile,
  readBankImport,
  readTransfer,
  type BankImportRow,
  type TransferRow,
} from '#storage/queries/bank-transfers.ts'
import { notFound } from '../not-found.ts'

const CURRENCY = 'AUD' as const

/** A file of the bank in a list. */
export function viewBankFileLine(row: BankImportRow) {
  const { id, fileName, format, uploadedAt, uploadedBy, firstDay, lastDay, rowCount, sums, missing } = row
  const viewed = TRANSFER_STATUSES.map((status) => {
    const { count, amountMicros } = sums[status]
    return [status, { count, amount: amountMicros }] as const
  })
  return {
    id,
    fileName,
    format,
    uploadedAt,
    uploadedBy,
    firstDay,
    lastDay,
    rows: rowCount,
    currency: CURRENCY,
    sums: Object.fromEntries(viewed) as Record<TransferStatus, { count: number; amount: Micros }>,
    missing: missing === '' ? null : missing,
  }
}

/** A file of the bank with how it is read. */
export async function viewBankFile(importId: number, db: pg.ClientBase, isRepeated = false) {
  const row = notFound('file', await readBankImport(db, importId))
  const { format, headings, columns } = row
  const found = findBankColumns(headings, columns)
  const content = format === 'csv' ? await readBankFile(db, importId) : undefined
  return {
    ...viewBankFileLine(row),
    headings,
    sample: content === undefined ? [] : sampleOf(content),
    fields:
      format === 'csv'
        ? BANK_FIELDS.map((field) => ({ field, ...BANK_FIELD_TERMS[field], column: found[field] ?? null }))
        : [],
    canMap: format === 'csv' && !(await isDecidedOn(db, importId)),
    isRepeated,
  }
}

export async function viewTransferOf(transferId: bigint, db: pg.ClientBase) {
  return viewTransfer(notFound('transfer', await readTransfer(db, transferId)))
}

/** A row of a file of the bank. */
export function viewTransfer(row: TransferRow) {
  const { id, importId, fileName, line, receivedOn, amountMicros, assignedMicros, text, reference, payer, status } = row
  const { accountId, accountNumber, accountName, matchedBy, decidedAt, decidedBy } = row
  return {
    id,
    importId,
    fileName,
    line,
    receivedOn,
    currency: CURRENCY,
    amount: amountMicros,
    assigned: assignedMicros,
    left: micros(amountMicros - assignedMicros),
    text,
    reference,
    payer,
    bankId: row.bankId === '' ? null : row.bankId,
    status,
    account: accountId === null ? null : { id: accountId, accountNumber: accountNumber ?? '', name: accountName ?? '' },
    matchedBy,
    problem: row.problem === '' ? null : row.problem,
    parts: row.parts.map(({ receiptNo, amountMicros: amount, assignedAt, undoneAt, paymentId, ...part }) => ({
      ...part,
      paymentId: BigInt(paymentId),
      receipt: receiptNo === null ? null : documentNumber('receipt', receiptNo),
      amount: micros(BigInt(amount)),
      assignedAt: new Date(assignedAt),
      undoneAt: undoneAt === null ? null : new Date(undoneAt),
    })),
    decidedAt,
    decidedBy,
    reason: row.reason === '' ? null : row.reason,
  }
}

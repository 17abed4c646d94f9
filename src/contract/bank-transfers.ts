import { z } from 'zod'
import { BANK_FIELDS } from '#domain/payments/bank-columns.ts'
import { MATCHED_BY, TRANSFER_STATUSES } from '#domain/payments/bank-match.ts'
import { BANK_FORMATS } from '#domain/payments/bank-row.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import {
  counting,
  currency,
  date,
  id,
  instant,
  longId,
  money,
  pageWithSums,
  pageWithTotal,
  paging,
  words,
} from './wire.ts'

const count = z.int()
const status = z.enum(TRANSFER_STATUSES).meta({
  id: 'BankTransferStatus',
  description:
    'matched: posted when somebody says so; suggested: a person has to say yes; unmatched: nobody knows whose it is; ' +
    'ignored: brings no money; duplicate: came before; posted: is on accounts in full; set-aside: is no customer’s payment',
})
const sum = z.object({ count, amount: money })

const file = {
  id,
  fileName: z.string(),
  format: z.enum(BANK_FORMATS).meta({
    description:
      'csv: a statement of an account; direct-entry: ABA, 120 characters a record; bpay: receivables of BPAY (BRF)',
  }),
  uploadedAt: instant,
  uploadedBy: z.string(),
  firstDay: date.nullable().meta({ description: 'Of its rows' }),
  lastDay: date.nullable(),
  rows: count,
  currency,
  sums: z
    .object(
      Object.fromEntries(TRANSFER_STATUSES.map((name) => [name, sum])) as Record<
        (typeof TRANSFER_STATUSES)[number],
        typeof sum
      >,
    )
    .meta({
      description: 'Its rows by what became of them; of matched, suggested and unmatched ones what is on no account',
    }),
  missing: z
    .string()
    .nullable()
    .meta({ description: 'What has to be said before its rows can be read; null: nothing' }),
}

const bankFileInList = z.object(file).meta({ id: 'BankFileLine' })

const bankFile = z
  .object({
    ...file,
    headings: z
      .array(z.string())
      .meta({ description: 'Of a CSV file; one that has none gets them by what its columns hold' }),
    sample: z.array(z.array(z.string())).meta({ description: 'The first rows of a CSV file' }),
    fields: z.array(
      z.object({
        field: z.enum(BANK_FIELDS),
        label: z.string(),
        help: z.string(),
        column: count.nullable().meta({ description: 'Index into headings; null: the file does not have it' }),
      }),
    ),
    canMap: z.boolean().meta({ description: 'Whether columns can be chosen: nothing of it is decided yet' }),
    isRepeated: z.boolean().meta({ description: 'The same file was uploaded before: this is that one' }),
  })
  .meta({ id: 'BankFile' })

const part = z.object({
  accountId: id,
  accountNumber: z.string(),
  accountName: z.string(),
  paymentId: longId,
  receipt: z.string().nullable(),
  amount: money,
  assignedAt: instant,
  assignedBy: z.string(),
  undoneAt: instant.nullable().meta({ description: 'When its payment was taken back' }),
  undoneBy: z.string().nullable(),
})

const transfer = z
  .object({
    id: longId,
    importId: id,
    fileName: z.string(),
    line: count,
    receivedOn: date.nullable().meta({ description: 'As the bank has it; null: it cannot be read' }),
    currency,
    amount: money.meta({ description: 'Above zero: came in' }),
    assigned: money.meta({ description: 'Of it, what is on accounts' }),
    left: money.meta({ description: 'Of it, what is on no account' }),
    text: z.string(),
    reference: z.string(),
    payer: z.string(),
    bankId: z.string().nullable(),
    status,
    account: z
      .object({ id, accountNumber: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'Whose it is, or most likely; null: nobody knows, or several' }),
    matchedBy: z.enum(MATCHED_BY).nullable(),
    problem: z.string().nullable().meta({ description: 'Why it is not simply posted' }),
    parts: z.array(part),
    decidedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BankTransfer' })

const filters = {
  importId: id.optional(),
  status: oneOrMore(TRANSFER_STATUSES).optional(),
  accountId: id.optional(),
  from: date.optional(),
  to: date.optional(),
  search: words(100).optional().meta({ description: 'Part of what the bank or the payer wrote' }),
  amount: money.optional(),
}

const fileParams = z.object({ bankImportId: id })
const params = z.object({ bankTransferId: longId })
const posted = z.object({ posted: count, amount: money, currency }).meta({ id: 'PostedBankTransfers' })
const reason = z.object({ reason: words(300) }).strict()

/** Money that comes by the bank: its files, and whose each transfer is. */
export const bankTransfersEndpoints = {
  listBankFiles: endpoint({
    id: 'bank-files.list',
    method: 'GET',
    path: '/bank-files',
    summary: 'Files of the bank, the newest first',
    access: 'bank-transfers.read',
    query: z.object({ ...paging, ...counting }),
    response: pageWithTotal(bankFileInList),
  }),
  uploadBankFile: endpoint({
    id: 'bank-files.upload',
    method: 'POST',
    path: '/bank-files',
    summary: 'Read a file of the bank, and match its rows; nothing is posted',
    description:
      'A statement as CSV, a direct-entry file (ABA) or a BPAY receivables file (BRF). The same file again is the same file; a ' +
      'row that came in an earlier one is a duplicate. Transfers of a day that are alike all count, by their number.',
    access: 'bank-transfers.write',
    query: z.object({ fileName: words(200) }),
    media: { request: 'text/csv' },
    response: bankFile,
    status: 201,
  }),
  readBankFile: endpoint({
    id: 'bank-files.read',
    method: 'GET',
    path: '/bank-files/{bankImportId}',
    summary: 'A file of the bank: how it is read, and what became of its rows',
    access: 'bank-transfers.read',
    params: fileParams,
    response: bankFile,
  }),
  downloadBankFile: endpoint({
    id: 'bank-files.download',
    method: 'GET',
    path: '/bank-files/{bankImportId}/file',
    summary: 'The file as it came',
    access: 'bank-transfers.read',
    params: fileParams,
    media: { response: 'text/csv' },
  }),
  mapBankFile: endpoint({
    id: 'bank-files.map',
    method: 'PUT',
    path: '/bank-files/{bankImportId}/columns',
    summary: 'Say which column is what; remembered for files with the same headings',
    access: 'bank-transfers.write',
    params: fileParams,
    body: z
      .object({
        columns: z.partialRecord(z.enum(BANK_FIELDS), z.string().max(200).nullable()).meta({
          description: 'The heading of each field’s column; null: the file has none; left out: as headings say',
        }),
      })
      .strict(),
    response: bankFile,
  }),
  matchBankFile: endpoint({
    id: 'bank-files.match',
    method: 'POST',
    path: '/bank-files/{bankImportId}/match',
    summary: 'Look again whose its open transfers are',
    access: 'bank-transfers.write',
    params: fileParams,
    response: bankFile,
  }),
  postBankFile: endpoint({
    id: 'bank-files.post',
    method: 'POST',
    path: '/bank-files/{bankImportId}/post',
    summary: 'Post all of it that is matched: a payment each, with a receipt',
    access: 'bank-transfers.write',
    params: fileParams,
    response: posted,
  }),
  discardBankFile: endpoint({
    id: 'bank-files.discard',
    method: 'DELETE',
    path: '/bank-files/{bankImportId}',
    summary: 'Take away a file nothing was decided about',
    access: 'bank-transfers.write',
    params: fileParams,
  }),
  listBankTransfers: endpoint({
    id: 'bank-transfers.list',
    method: 'GET',
    path: '/bank-transfers',
    summary: 'Rows of the bank’s files: of one file as it has them, else the newest first',
    access: 'bank-transfers.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithSums(transfer, {
      amount: money,
      left: money.meta({ description: 'Of the open ones, what is on no account' }),
    }).extend({
      oldest: date.nullable().meta({ description: 'The earliest day among them; null: not asked for, or none' }),
    }),
  }),
  exportBankTransfers: endpoint({
    id: 'bank-transfers.export',
    method: 'GET',
    path: '/bank-transfers.csv',
    summary: 'The same as CSV',
    access: 'bank-transfers.read',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  readBankTransfer: endpoint({
    id: 'bank-transfers.read',
    method: 'GET',
    path: '/bank-transfers/{bankTransferId}',
    summary: 'A transfer with its parts',
    access: 'bank-transfers.read',
    params,
    response: transfer,
  }),
  acceptBankTransfers: endpoint({
    id: 'bank-transfers.accept',
    method: 'POST',
    path: '/bank-transfers/accept',
    summary: 'Take suggestions as right, and post them',
    access: 'bank-transfers.write',
    body: z.object({ ids: z.array(longId).min(1).max(500) }).strict(),
    response: posted,
  }),
  assignBankTransfer: endpoint({
    id: 'bank-transfers.assign',
    method: 'POST',
    path: '/bank-transfers/{bankTransferId}/assign',
    summary: 'Put a transfer on an account, or parts of it on several',
    access: 'bank-transfers.write',
    params,
    body: z
      .object({
        parts: z
          .array(
            z
              .object({
                accountId: id,
                amount: money
                  .refine((value) => value > 0n && value % 10_000n === 0n, 'Write whole cents above 0.00.')
                  .optional()
                  .meta({ description: 'With GST; left out: all that is left of it' }),
              })
              .strict(),
          )
          .min(1)
          .max(20),
      })
      .strict(),
    response: transfer,
  }),
  setBankTransferAside: endpoint({
    id: 'bank-transfers.set-aside',
    method: 'POST',
    path: '/bank-transfers/{bankTransferId}/set-aside',
    summary: 'Note that it is no customer’s payment, and why',
    access: 'bank-transfers.write',
    params,
    body: reason,
    response: transfer,
  }),
  reopenBankTransfer: endpoint({
    id: 'bank-transfers.reopen',
    method: 'POST',
    path: '/bank-transfers/{bankTransferId}/reopen',
    summary: 'Take up again what was set aside, or taken for a duplicate',
    access: 'bank-transfers.write',
    params,
    body: reason,
    response: transfer,
  }),
  undoBankTransfer: endpoint({
    id: 'bank-transfers.undo',
    method: 'POST',
    path: '/bank-transfers/{bankTransferId}/undo',
    summary: 'Take back what was assigned: its payments are reversed, and it is open again',
    access: 'bank-transfers.write',
    params,
    body: reason,
    response: transfer,
  }),
} satisfies Record<string, Endpoint>

import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { mail, MAIL_STATUSES, mailStatus } from './mails.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, currency, date, email, id, instant, longId, money, pageWithSums, paging, words } from './wire.ts'

const SETTLEMENTS = ['unpaid', 'part-paid', 'paid', 'overdue'] as const
const settlement = z.enum(SETTLEMENTS)
const KINDS = ['statement', 'invoice', 'adjustment-note'] as const

const statement = z
  .object({
    id: longId,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    kind: z.enum(KINDS),
    number: z.string(),
    isFinal: z.boolean(),
    from: date,
    to: date.meta({ description: 'The last day of the period' }),
    issuedAt: instant,
    issuedOn: date,
    dueOn: date.nullable(),
    currency,
    openingBalance: money,
    payments: money,
    adjustments: money.meta({ description: 'Of adjustment notes carried on it; above zero in the customer’s favour' }),
    subtotal: money.meta({ description: 'Ex GST' }),
    gst: money,
    total: money,
    closingBalance: money.meta({ description: 'Above zero: credit; below zero: owed' }),
    outstanding: money.meta({
      description: 'Of invoices: what is not paid yet. Payments settle the oldest invoice first',
    }),
    status: settlement.nullable().meta({ description: 'Of invoices; null: nothing falls due' }),
    refersTo: longId.nullable().meta({ description: 'Of an adjustment note: the statement it adjusts' }),
    mailStatus: mailStatus.nullable().meta({ description: 'Of its last e-mail; null: it was never mailed' }),
  })
  .meta({ id: 'Statement' })

const statementWithDocument = statement
  .extend({
    document: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The document as it was issued; it never changes' }),
    hash: z.string().meta({ description: 'SHA-256 of the document as canonical JSON (RFC 8785), hexadecimal' }),
  })
  .meta({ id: 'StatementWithDocument' })

const filters = {
  kind: oneOrMore(KINDS).optional(),
  number: words(40).optional().meta({ description: 'The beginning of a document number' }),
  from: date.optional().meta({ description: 'Issued on this day or later' }),
  to: date.optional().meta({ description: 'Issued on this day or earlier' }),
  status: oneOrMore(SETTLEMENTS).optional().meta({ description: 'Of invoices, one or several, parted by commas' }),
  mailStatus: oneOrMore([...MAIL_STATUSES, 'none']).optional(),
  sort: z.enum(['issuedAt', 'dueOn', 'total']).default('issuedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
}

const sums = { total: money, outstanding: money }

/** Up to ten million dollars: what no single bill of a reseller's customer comes to. */
const amount = money.refine(
  (value) => value > 0n && value <= 10_000_000_000_000n,
  'Write an amount above 0 and up to 10000000.00.',
)

const statementId = z.object({ statementId: longId })

export const statementsEndpoints = {
  listStatements: endpoint({
    id: 'statements.list',
    method: 'GET',
    path: '/statements',
    summary: 'Statements, invoices and adjustment notes of all accounts, the newest first unless sorted otherwise',
    access: 'billing.read',
    query: z.object({ ...paging, ...counting, ...filters, accountId: id.optional() }),
    response: pageWithSums(statement, sums),
  }),
  listAccountStatements: endpoint({
    id: 'statements.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/statements',
    summary: 'Statements, invoices and adjustment notes of an account, the newest first unless sorted otherwise',
    access: 'billing.read',
    params: z.object({ accountId: id }),
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithSums(statement, sums),
  }),
  exportStatements: endpoint({
    id: 'statements.export',
    method: 'GET',
    path: '/statements.csv',
    summary: 'Statements, invoices and adjustment notes of all accounts as CSV, by the same filters',
    access: 'billing.read',
    query: z.object({ ...filters, accountId: id.optional() }),
    media: { response: 'text/csv' },
  }),
  exportAccountStatements: endpoint({
    id: 'statements.export-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/statements.csv',
    summary: 'Statements, invoices and adjustment notes of an account as CSV, by the same filters',
    access: 'billing.read',
    params: z.object({ accountId: id }),
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  readStatement: endpoint({
    id: 'statements.read',
    method: 'GET',
    path: '/statements/{statementId}',
    summary: 'A statement with its whole document and the document’s hash',
    access: 'billing.read',
    params: statementId,
    response: statementWithDocument,
  }),
  statementCalls: endpoint({
    id: 'statements.calls',
    method: 'GET',
    path: '/statements/{statementId}/calls.csv',
    summary: 'The calls on a statement, one by one, as CSV',
    access: 'billing.read',
    params: statementId,
    media: { response: 'text/csv' },
  }),
  sendStatement: endpoint({
    id: 'statements.send',
    method: 'POST',
    path: '/statements/{statementId}/send',
    summary: 'Mail a statement again, as PDF',
    access: 'mails.write',
    params: statementId,
    body: z
      .object({ to: email.optional().meta({ description: 'Left out: the billing contact, else the main one' }) })
      .strict(),
    response: mail,
    status: 202,
  }),
  adjustStatement: endpoint({
    id: 'statements.adjust',
    method: 'POST',
    path: '/statements/{statementId}/adjustments',
    summary: 'Issue an adjustment note on a statement: credit, debit, or all of it taken back',
    description:
      'A statement is never changed or deleted. The note is a document of its own with its GST; the balance moves at once and the next statement carries it. `void` takes back the whole statement.',
    access: 'billing.write',
    params: statementId,
    body: z
      .object({
        kind: z.enum(['credit', 'debit', 'void']),
        reason: words(300),
        lines: z
          .array(
            z.object({ description: words(200), amount: amount.meta({ description: 'Ex GST, above zero' }) }).strict(),
          )
          .max(100)
          .default([])
          .meta({ description: 'Of a credit or debit; none to void' }),
      })
      .strict()
      .refine(({ kind, lines }) => (kind === 'void') === (lines.length === 0), {
        path: ['lines'],
        message: 'Write at least one line, and none to void a statement.',
      }),
    response: statementWithDocument,
    status: 201,
  }),
} satisfies Record<string, Endpoint>

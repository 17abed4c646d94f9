import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, date, id, instant, longId, money, page, paging } from './wire.ts'

const billRun = z
  .object({
    id,
    date: date.nullable().meta({ description: 'The last anniversary billed; null: all that had begun' }),
    dryRun: z.boolean(),
    status: z.enum(['waiting', 'running', 'done', 'failed']),
    requestedBy: z.string(),
    requestedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    accounts: z.number().int().meta({ description: 'Accounts that were due' }),
    accountsDone: z.number().int(),
    secondsLeft: z.number().int().nullable().meta({ description: 'While it runs; null: not known yet' }),
    failures: z
      .number()
      .int()
      .meta({ description: 'Accounts that could not be billed; the next run tries them again' }),
    statements: z.number().int(),
    currency,
    subtotal: money.meta({ description: 'Ex GST' }),
    gst: money,
    total: money,
    failure: z.string().nullable().meta({ description: 'Why the run ended early' }),
  })
  .meta({ id: 'BillRun' })

const billRunResult = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    statementId: longId.nullable().meta({ description: 'null: of a dry run, or there is none' }),
    statementNumber: z.string().nullable(),
    from: date.nullable(),
    to: date.nullable().meta({ description: 'The last day of the period' }),
    currency,
    openingBalance: money.nullable(),
    payments: money.nullable(),
    subtotal: money.nullable(),
    gst: money.nullable(),
    total: money.nullable(),
    closingBalance: money.nullable(),
    failure: z.string().nullable().meta({ description: 'Why the account could not be billed, and what to put right' }),
  })
  .meta({ id: 'BillRunResult' })

export const billRunsEndpoints = {
  startBillRun: endpoint({
    id: 'bill-runs.start',
    method: 'POST',
    path: '/bill-runs',
    summary: 'Bill every account whose anniversary has come; or preview it',
    description:
      'The run is queued and goes on in the background: read it to see its progress. What was billed is never billed again. A dry run takes the same path to the cent and keeps a preview only; it may look at a day to come.',
    access: 'billing.run',
    body: z
      .object({
        date: date
          .optional()
          .meta({ description: 'The last anniversary to bill, in each account’s zone; left out: today' }),
        dryRun: z.boolean().default(false),
      })
      .strict(),
    response: billRun,
    status: 202,
  }),
  listBillRuns: endpoint({
    id: 'bill-runs.list',
    method: 'GET',
    path: '/bill-runs',
    summary: 'Bill runs, the newest first',
    access: 'bill-runs.read',
    query: z.object(paging),
    response: page(billRun),
  }),
  readBillRun: endpoint({
    id: 'bill-runs.read',
    method: 'GET',
    path: '/bill-runs/{billRunId}',
    summary: 'A bill run: how far it is, and what it came to',
    access: 'bill-runs.read',
    params: z.object({ billRunId: id }),
    response: billRun,
  }),
  listBillRunResults: endpoint({
    id: 'bill-runs.results',
    method: 'GET',
    path: '/bill-runs/{billRunId}/accounts',
    summary: 'What a bill run made of each account, or would have; failures first',
    access: 'bill-runs.read',
    params: z.object({ billRunId: id }),
    query: z.object({ ...paging, failures: z.enum(['only']).optional() }),
    response: page(billRunResult),
  }),
  exportBillRunResults: endpoint({
    id: 'bill-runs.export',
    method: 'GET',
    path: '/bill-runs/{billRunId}/accounts.csv',
    summary: 'What a bill run made of each account, or would have, as CSV; failures first',
    access: 'bill-runs.read',
    params: z.object({ billRunId: id }),
    media: { response: 'text/csv' },
  }),
} satisfies Record<string, Endpoint>

import { billRunsEndpoints as endpoints } from '#contract/bill-runs.ts'
import { withLastDay } from '#domain/billing/document-words.ts'
import { requestBillRun } from '#operations/billing/request-bill-run.ts'
import {
  listBillRunResults,
  listBillRuns,
  readBillRun,
  type BillRunResultRow,
  type BillRunRow,
} from '#storage/queries/bill-runs.ts'
import { billRunCsv } from '../money-csv.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const billRunsRoutes: readonly Route[] = [
  route(endpoints.startBillRun, ({ perform, body, now }) =>
    perform(requestBillRun, body, async (id, db) => viewRun(notFound('bill run', await readBillRun(db, id)), now)),
  ),
  route(endpoints.listBillRuns, ({ read, query, now }) =>
    read(async (db) => {
      const { items, nextCursor } = await listBillRuns(db, query)
      return { items: items.map((run) => viewRun(run, now)), nextCursor }
    }),
  ),
  route(endpoints.readBillRun, ({ read, params, now }) =>
    read(async (db) => viewRun(notFound('bill run', await readBillRun(db, params.billRunId)), now)),
  ),
  route(endpoints.listBillRunResults, ({ read, params, query }) =>
    read(async (db) => {
      notFound('bill run', await readBillRun(db, params.billRunId))
      const onlyFailures = query.failures === 'only'
      const { items, nextCursor } = await listBillRunResults(db, params.billRunId, { ...query, onlyFailures })
      return { items: items.map(viewResult), nextCursor }
    }),
  ),
  route(endpoints.exportBillRunResults, async ({ read, params: { billRunId }, send }) => {
    const { isDryRun } = notFound('bill run', await read((db) => readBillRun(db, billRunId)))
    const results = billRunCsv((place) =>
      read((db) => listBillRunResults(db, billRunId, { ...place, onlyFailures: false })),
    )
    return send('text/csv; charset=utf-8', results, `${isDryRun ? 'preview' : 'bill-run'}-${billRunId}.csv`)
  }),
]

function viewRun({ isDryRun, subtotalMicros, gstMicros, totalMicros, ...run }: BillRunRow, now: Date) {
  const { id, date, status, requestedBy, requestedAt, startedAt, finishedAt } = run
  const { accounts, accountsDone, failures, statements, failure } = run
  return {
    id,
    date,
    status,
    requestedBy,
    requestedAt,
    startedAt,
    finishedAt,
    accounts,
    accountsDone,
    secondsLeft: secondsLeft(run, now),
    failures,
    statements,
    failure,
    dryRun: isDryRun,
    currency: 'AUD' as const,
    subtotal: subtotalMicros,
    gst: gstMicros,
    total: totalMicros,
  }
}

/** At the pace so far; null where that says nothing yet. */
function secondsLeft(
  { status, startedAt, accounts, accountsDone }: Pick<BillRunRow, 'status' | 'startedAt' | 'accounts' | 'accountsDone'>,
  now: Date,
): number | null {
  if (status !== 'running' || startedAt === null || accountsDone === 0) return null
  const seconds = (now.getTime() - startedAt.getTime()) / 1000
  return Math.ceil((seconds / accountsDone) * (accounts - accountsDone))
}

function viewResult(row: BillRunResultRow) {
  const { accountId, accountNumber, accountName, statementId, statementNumber, periodFrom, periodTo, failure } = row
  const period =
    periodFrom === null || periodTo === null
      ? { from: null, to: null }
      : withLastDay({ from: periodFrom, to: periodTo })
  return {
    accountId,
    accountNumber,
    accountName,
    statementId,
    statementNumber,
    ...period,
    currency: 'AUD' as const,
    openingBalance: row.openingMicros,
    payments: row.paymentsMicros,
    subtotal: row.subtotalMicros,
    gst: row.gstMicros,
    total: row.totalMicros,
    closingBalance: row.closingMicros,
    failure,
  }
}

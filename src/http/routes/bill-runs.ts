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
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const billRunsRoutes: readonly Route[] = [
  route(endpoints.startBillRun, ({ perform, body }) =>
    perform(requestBillRun, body, async (id, db) => viewRun(notFound('bill run', await readBillRun(db, id)))),
  ),
  route(endpoints.listBillRuns, ({ read, query }) =>
    read(async (db) => {
      const { items, nextCursor } = await listBillRuns(db, query)
      return { items: items.map(viewRun), nextCursor }
    }),
  ),
  route(endpoints.readBillRun, ({ read, params }) =>
    read(async (db) => viewRun(notFound('bill run', await readBillRun(db, params.billRunId)))),
  ),
  route(endpoints.listBillRunResults, ({ read, params, query }) =>
    read(async (db) => {
      notFound('bill run', await readBillRun(db, params.billRunId))
      const onlyFailures = query.failures === 'only'
      const { items, nextCursor } = await listBillRunResults(db, params.billRunId, { ...query, onlyFailures })
      return { items: items.map(viewResult), nextCursor }
    }),
  ),
]

function viewRun({ isDryRun, subtotalMicros, gstMicros, totalMicros, ...run }: BillRunRow) {
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
    secondsLeft: null,
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

function viewResult(row: BillRunResultRow) {
  const { accountId, accountNumber, accountName, statementId, periodFrom, periodTo, failure } = row
  const period =
    periodFrom === null || periodTo === null
      ? { from: null, to: null }
      : withLastDay({ from: periodFrom, to: periodTo })
  return {
    accountId,
    accountNumber,
    accountName,
    statementId,
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

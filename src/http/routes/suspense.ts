import { suspenseEndpoints } from '#contract/suspense.ts'
import { micros } from '#domain/money.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import {
  SUSPENSE_CAUSE_CODES,
  SUSPENSE_CAUSES,
  suspenseCauseOf,
  type SuspenseCause,
} from '#domain/usage/suspense-cause.ts'
import { correctSuspended, readSuspendedRow } from '#operations/usage/correct-suspended.ts'
import { dismissSuspended } from '#operations/usage/dismiss-suspended.ts'
import type { RetryReport } from '#operations/usage/retry-suspended.ts'
import { retrySuspense } from '#operations/usage/retry-suspense.ts'
import { seeUnattributed } from '#operations/usage/see-unattributed.ts'
import { countSuspenseCauses, listDismissed, listSuspense, type SuspenseItem } from '#storage/queries/suspense.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { suspenseCsv } from '../suspense-csv.ts'

export const suspenseRoutes: readonly Route[] = [
  route(suspenseEndpoints.listSuspense, async ({ read, actor, query }) => {
    const found = await read(async (db) => {
      await seeUnattributed(db, actor)
      return listSuspense(db, { ...query, causes: codesOf(query.cause) }, query)
    })
    return { ...found, items: found.items.map(viewSuspended) }
  }),
  route(suspenseEndpoints.readSuspense, async ({ read, actor, params }) => {
    const found = await read(async (db) => {
      await seeUnattributed(db, actor)
      return readSuspendedRow(db, params.suspenseId)
    })
    const { item, fields } = notFound('suspended row', found)
    return { ...viewSuspended(item), fields: [...fields] }
  }),
  route(suspenseEndpoints.countSuspense, async ({ read, actor }) => {
    const counts = await read(async (db) => {
      await seeUnattributed(db, actor)
      return countSuspenseCauses(db)
    })
    return { items: counts.map(({ cause, ...count }) => ({ ...causeInWords(cause), ...count })) }
  }),
  route(suspenseEndpoints.exportSuspense, (exchange) =>
    suspenseCsv(exchange, { ...exchange.query, causes: codesOf(exchange.query.cause) }, 'suspended-calls.csv'),
  ),
  route(suspenseEndpoints.retrySuspense, ({ perform, services, body: { cause, ...narrowed } }) =>
    perform(retrySuspense(services.databaseUrl), { causes: codesOf(cause), ...narrowed }, viewRetried),
  ),
  route(suspenseEndpoints.correctSuspense, ({ perform, services, params, body }) =>
    perform(correctSuspended(services.databaseUrl), { id: params.suspenseId, ...body }, viewRetried),
  ),
  route(suspenseEndpoints.dismissSuspense, ({ perform, body }) =>
    perform(
      dismissSuspended,
      body.group === undefined
        ? { ids: body.ids ?? [], reason: body.reason }
        : { group: body.group, reason: body.reason },
      (result) => result,
    ),
  ),
  route(suspenseEndpoints.listDismissed, async ({ read, actor, query }) => {
    const { items, nextCursor } = await read(async (db) => {
      await seeUnattributed(db, actor)
      return listDismissed(db, query)
    })
    const view = items.map((row) => ({
      ...viewSuspended(row),
      dismissedAt: row.dismissedAt,
      dismissedBy: row.dismissedBy,
      reason: row.reason,
    }))
    return { items: view, nextCursor }
  }),
]

function codesOf(causes: readonly SuspenseCause[] | undefined): readonly number[] | undefined {
  return causes?.map((cause) => SUSPENSE_CAUSE_CODES[cause])
}

function causeInWords(code: number) {
  const cause = suspenseCauseOf(code) ?? 'unreadable_row'
  return { cause, ...SUSPENSE_CAUSES[cause] }
}

function viewSuspended(row: SuspenseItem) {
  return {
    id: { sourceId: row.sourceId, callKey: row.callKey },
    ...causeInWords(row.cause),
    source: row.source,
    importId: row.importId,
    fileName: row.fileName,
    line: row.lineNumber,
    row: row.rawLine,
    accountId: row.accountId,
    origin: row.aNumber,
    destination: row.bNumber,
    serviceType: CALL_SERVICE_TYPES[row.serviceType - 1] ?? null,
    startedAt: row.startedAt,
    durationSeconds: row.durationSeconds,
    tries: row.tries,
    suspendedAt: row.createdAt,
  }
}

function viewRetried({ chargeMicros, ...counts }: RetryReport) {
  return { ...counts, charge: micros(BigInt(chargeMicros)), currency: 'AUD' as const }
}

import { statementsEndpoints as endpoints } from '#contract/statements.ts'
import type { Actor } from '#domain/access/actor.ts'
import { withLastDay } from '#domain/billing/document-words.ts'
import { formatDollars, negate } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { adjustStatement } from '#operations/billing/adjust-statement.ts'
import { sendStatement } from '#operations/notifications/send-statement.ts'
import { readForActor } from '#operations/read.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readCallsOfStatement, readStatementCalls, type CallsOfStatement } from '#storage/queries/statement-calls.ts'
import { listStatements, readListed, readStatement, type ListedStatement } from '#storage/queries/statements.ts'
import type pg from 'pg'
import { csvStream, type Cell } from '../csv.ts'
import { statementsCsv } from '../money-csv.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const statementsRoutes: readonly Route[] = [
  route(endpoints.listStatements, ({ read, query, now }) =>
    read(async (db) => {
      return viewPage(await listStatements(db, { ...query, now }))
    }),
  ),
  route(endpoints.listAccountStatements, ({ read, params, query, now }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return viewPage(await listStatements(db, { ...query, ...params, now }))
    }),
  ),
  route(endpoints.exportStatements, ({ read, query, now, send }) => {
    const pages = statementsCsv((place) => read((db) => listStatements(db, { ...query, ...place, now })))
    return send('text/csv; charset=utf-8', pages, 'statements.csv')
  }),
  route(endpoints.exportAccountStatements, async ({ read, params, query, now, send }) => {
    const { accountNumber } = notFound('account', await read((db) => readAccount(db, params.accountId)))
    const pages = statementsCsv((place) => read((db) => listStatements(db, { ...query, ...params, ...place, now })))
    return send('text/csv; charset=utf-8', pages, `${accountNumber}-statements.csv`)
  }),
  route(endpoints.readStatement, ({ read, params, now }) =>
    read(async (db) => notFound('statement', await viewWithDocument(db, params.statementId, now))),
  ),
  route(endpoints.statementCalls, async ({ read, params, actor, services, send }) => {
    const calls = notFound('statement with calls', await read((db) => readCallsOfStatement(db, params.statementId)))
    return send(
      'text/csv; charset=utf-8',
      csvStream(COLUMNS, callPages(services.pool, actor, calls)),
      `${calls.number}-calls.csv`,
    )
  }),
  route(endpoints.sendStatement, ({ perform, params, body }) =>
    perform(sendStatement, { ...params, to: body.to }, (mail) => mail),
  ),
  route(endpoints.adjustStatement, ({ perform, params, body, now }) => {
    const lines = body.lines.map(({ description, amount }) => ({
      description,
      amountMicros: body.kind === 'credit' ? negate(amount) : amount,
    }))
    const adjustment = { ...params, reason: body.reason, ...(body.kind !== 'void' && { lines }) }
    return perform(adjustStatement, adjustment, async (noteId, db) =>
      notFound('statement', await viewWithDocument(db, noteId, now)),
    )
  }),
]

function viewPage({ items, sums, ...page }: Awaited<ReturnType<typeof listStatements>>) {
  return {
    ...page,
    items: items.map(view),
    sums: sums && { total: sums.totalMicros, outstanding: sums.outstandingMicros, currency: 'AUD' as const },
  }
}

function view(statement: ListedStatement) {
  const { id, accountId, accountNumber, accountName, kind, number, isFinal, issuedAt, issuedOn, dueOn } = statement
  return {
    id,
    accountId,
    accountNumber,
    accountName,
    kind,
    number,
    isFinal,
    ...withLastDay({ from: statement.periodFrom, to: statement.periodTo }),
    issuedAt,
    issuedOn,
    dueOn,
    currency: 'AUD' as const,
    openingBalance: statement.openingMicros,
    payments: statement.paymentsMicros,
    adjustments: negate(statement.adjustmentsMicros),
    subtotal: statement.subtotalMicros,
    gst: statement.gstMicros,
    total: statement.totalMicros,
    closingBalance: statement.closingMicros,
    outstanding: statement.outstandingMicros,
    status: statement.status,
    refersTo: statement.refersTo,
    mailStatus: statement.mailStatus,
  }
}

async function viewWithDocument(db: pg.ClientBase, statementId: bigint, now: Date) {
  const statement = await readStatement(db, statementId)
  if (statement === undefined) return undefined
  const [listed] = await readListed(db, now, [statement])
  if (listed === undefined) return undefined
  const { document, hash } = statement
  return { ...view(listed), document: { ...document } as Record<string, unknown>, hash }
}

const COLUMNS = [
  'Started',
  'Origin',
  'Destination',
  'Service type',
  'Direction',
  'Duration (s)',
  'Billed (s)',
  'Charge ex GST',
]
const CALLS_AT_ONCE = 2000

/** Untimed local calls are listed as the others are. */
async function* callPages(
  pool: pg.Pool,
  actor: Actor,
  of: CallsOfStatement,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let calls = await readForActor(pool, actor, (db) => readStatementCalls(db, of, CALLS_AT_ONCE))
  for (;;) {
    yield calls.map((call) => [
      call.startedLocal,
      call.aNumber,
      call.bNumber,
      serviceTypeName(call.serviceType),
      call.direction === DIRECTION.out ? 'out' : 'in',
      call.durationSeconds,
      call.billedSeconds,
      formatDollars(call.chargeMicros),
    ])
    const last = calls.at(-1)
    if (last === undefined || calls.length < CALLS_AT_ONCE) return
    calls = await readForActor(pool, actor, (db) => readStatementCalls(db, of, CALLS_AT_ONCE, last))
  }
}

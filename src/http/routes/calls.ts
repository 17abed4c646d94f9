import { callsEndpoints } from '#contract/calls.ts'
import type { Actor } from '#domain/access/actor.ts'
import { formatDollars, gstOf, micros } from '#domain/money.ts'
import { said } from '#domain/rating/explain-words.ts'
import { COST_BASIS } from '#domain/usage/call-codes.ts'
import type { CallReference } from '#domain/usage/call-reference.ts'
import { explainLeg } from '#operations/usage/explain-call.ts'
import { exportRecords } from '#operations/usage/export-records.ts'
import { listRecords } from '#operations/usage/list-records.ts'
import { recordEvents } from '#operations/usage/record-events.ts'
import { recordFilters, type RecordQuery } from '#operations/usage/record-query.ts'
import { sourceToImport } from '#operations/usage/upload-calls.ts'
import { sumRecords, type RecordGrouping } from '#operations/usage/sum-records.ts'
import { readCallRow, type CallRow } from '#storage/queries/calls/list-calls.ts'
import { readStoredCall, type StoredCall } from '#storage/queries/stored-calls.ts'
import type pg from 'pg'
import { seesCost, viewCall, viewRecord, viewSums } from '../billing-record.ts'
import { notFound } from '../not-found.ts'
import { recordsCsv } from '../records-csv.ts'
import { route, type Exchange, type Route } from '../route.ts'
import type { Endpoint } from '#contract/endpoint.ts'

export const callsRoutes: readonly Route[] = [
  route(callsEndpoints.listCalls, (exchange) => list(exchange, undefined, exchange.query)),
  route(callsEndpoints.listAccountCalls, (exchange) => list(exchange, exchange.params.accountId, exchange.query)),
  route(callsEndpoints.sumCalls, (exchange) => sum(exchange, undefined, exchange.query)),
  route(callsEndpoints.sumAccountCalls, (exchange) => sum(exchange, exchange.params.accountId, exchange.query)),
  route(callsEndpoints.exportCalls, (exchange) => sendCsv(exchange, undefined, exchange.query)),
  route(callsEndpoints.exportAccountCalls, (exchange) => sendCsv(exchange, exchange.params.accountId, exchange.query)),
  route(callsEndpoints.readCall, async ({ read, params, actor }) =>
    viewCall(notFound('call', await read((db) => ownCall(db, actor, params.callId))), seesCost(actor)),
  ),
  route(callsEndpoints.explainCall, ({ read, params, actor }) => read((db) => explain(db, actor, params.callId))),
  route(callsEndpoints.recordCalls, async ({ read, actor, body, now, services }) => {
    const source = await read((db) => sourceToImport(db, actor, body.source))
    return recordEvents(services.pool, source, body.calls, now)
  }),
]

type Asking = Pick<Exchange<Endpoint>, 'actor' | 'now' | 'read' | 'services'>

async function list(
  { actor, now, read }: Asking,
  accountId: number | undefined,
  query: RecordQuery & { readonly cursor?: string | undefined; readonly limit: number },
) {
  const withCost = seesCost(actor)
  const { items, nextCursor } = await read(async (db) =>
    listRecords(db, await recordFilters(db, actor, accountId, query, { now, bound: false }), { ...query, now }),
  )
  return { items: items.map((record) => viewRecord(record, withCost)), nextCursor }
}

async function sum(
  { actor, now, read }: Asking,
  accountId: number | undefined,
  query: RecordQuery & { readonly groupBy: RecordGrouping },
) {
  const withCost = seesCost(actor)
  return read(async (db) => {
    const filters = await recordFilters(db, actor, accountId, query, { now, bound: true })
    const { totals, groups } = await sumRecords(db, filters, query.groupBy)
    return {
      ...viewSums(totals, withCost),
      groups: groups.map((group) => ({ key: group.key, name: group.name, ...viewSums(group, withCost) })),
      from: filters.fromMs === undefined ? null : new Date(filters.fromMs),
      to: filters.toMs === undefined ? null : new Date(filters.toMs),
      currency: 'AUD' as const,
    }
  })
}

async function sendCsv(exchange: Exchange<Endpoint>, accountId: number | undefined, query: RecordQuery) {
  const { actor, now, read, services, send } = exchange
  const filters = await read((db) => recordFilters(db, actor, accountId, query, { now, bound: true }))
  const records = exportRecords(services.databaseUrl, actor, filters)
  const day = now.toISOString().slice(0, 10)
  return send('text/csv; charset=utf-8', recordsCsv(records, seesCost(actor)), `billing-records-${day}.csv`)
}

/** A call the actor may see: a customer user's must be of its own numbers. */
async function ownCall(db: pg.ClientBase, actor: Actor, place: CallReference): Promise<CallRow | undefined> {
  const call = await readCallRow(db, place)
  const { numbers } = actor
  if (call === undefined || numbers === undefined) return call
  return numbers.includes(call.aNumber) || numbers.includes(call.bNumber) ? call : undefined
}

async function explain(db: pg.ClientBase, actor: Actor, place: CallReference) {
  const withCost = seesCost(actor)
  const call = notFound('call', await ownCall(db, actor, place))
  const stored = notFound('call', await readStoredCall(db, place))
  const { steps } = await explainLeg(db, stored)
  const shown = withCost ? [...steps, sayWholesale(stored)] : steps
  const charge = micros(call.chargeMicros)
  const gst = gstOf(charge)
  return {
    call: viewCall(call, withCost),
    sentences: shown.map(({ text }) => text),
    steps: shown.map(({ key, text, data }) => ({ key, text, data: { ...data } })),
    charge,
    gst,
    total: micros(charge + gst),
    currency: 'AUD' as const,
  }
}

/** What the call cost the reseller: the last step, for those who may know. */
function sayWholesale({ costMicros, costBasis, chargeMicros }: StoredCall) {
  const key = 'wholesale'
  if (costMicros === null) {
    return { key, text: 'Wholesale: not known, no wholesale rate covers this call.', data: { cost: null } }
  }
  const basis = costBasis === COST_BASIS.stated ? 'stated' : 'plan'
  const margin = chargeMicros - costMicros
  const words = basis === 'stated' ? "the carrier's own figure" : 'by the wholesale plan'
  const text = `Wholesale: ${said(costMicros)} ex GST, ${words}; margin ${said(margin)}.`
  return { key, text, data: { basis, cost: formatDollars(costMicros), margin: formatDollars(margin) } }
}

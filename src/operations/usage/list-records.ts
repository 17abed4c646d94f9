import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { listCalls, type CallRow } from '#storage/queries/calls/list-calls.ts'
import { listCharges, type ChargeRow } from '#storage/queries/calls/list-charges.ts'
import { decodeCursor, toPage, type CursorKey, type Page } from '#storage/queries/page.ts'
import type { RecordFilters } from './record-query.ts'

/** A line of an account's billing records. */
export type BillingRecord =
  | { readonly kind: 'call'; readonly call: CallRow }
  | { readonly kind: 'charge'; readonly charge: ChargeRow }

/** At one instant calls come before charges in a list that is newest first. */
const RANK = { call: 1, charge: 0 } as const

/** A page of billing records, newest first: calls, charges, or both merged. */
export async function listRecords(
  db: pg.ClientBase,
  { calls, charges }: RecordFilters,
  { cursor, limit, now }: { readonly cursor?: string | undefined; readonly limit: number; readonly now: Date },
): Promise<Page<BillingRecord>> {
  const after = readCursor(cursor)
  const wanted = limit + 1
  const isAfterCall = after?.rank === RANK.call
  const called =
    calls === undefined
      ? []
      : await listCalls(db, calls, {
          limit: wanted,
          now,
          ...(after !== undefined &&
            (isAfterCall
              ? { after: { startedAtMs: after.atMs, accountId: after.accountId, callKey: after.key } }
              : { before: new Date(after.atMs) })),
        })
  const charged =
    charges === undefined
      ? []
      : await listCharges(db, charges, {
          limit: wanted,
          ...(after !== undefined && {
            after: { chargedAtMs: after.atMs, ...(!isAfterCall && { accountId: after.accountId, id: after.key }) },
          }),
        })
  return toPage(newestFirst(called, charged), limit, cursorKey)
}

function newestFirst(calls: readonly CallRow[], charges: readonly ChargeRow[]): readonly BillingRecord[] {
  const called = calls.map((call): BillingRecord => ({ kind: 'call', call }))
  const charged = charges.map((charge): BillingRecord => ({ kind: 'charge', charge }))
  if (charged.length === 0) return called
  // Sorting keeps the order of equals: calls at one instant stay as the database ordered them, and before charges.
  return [...called, ...charged].toSorted((one, other) => instantOf(other) - instantOf(one))
}

function instantOf(record: BillingRecord): number {
  return record.kind === 'call' ? record.call.startedAtMs : record.charge.chargedAtMs
}

function cursorKey(record: BillingRecord): CursorKey {
  const { accountId } = record.kind === 'call' ? record.call : record.charge
  const key = record.kind === 'call' ? record.call.callKey : record.charge.id
  return [instantOf(record), RANK[record.kind], accountId, key.toString()]
}

interface RecordPlace {
  readonly atMs: number
  readonly rank: number
  readonly accountId: number
  readonly key: bigint
}

function readCursor(cursor: string | undefined): RecordPlace | undefined {
  const [atMs, rank, accountId, key] = decodeCursor(cursor, 'number', 'number', 'number', 'string') ?? []
  if (atMs === undefined || rank === undefined || accountId === undefined || key === undefined) return undefined
  const isOurs = Math.abs(atMs) <= 4e12 && accountId > 0 && accountId <= 2_147_483_647 && /^-?\d{1,19}$/.test(key)
  const number = isOurs ? BigInt(key) : undefined
  if (number === undefined || BigInt.asIntN(64, number) !== number) {
    throw new ProblemError(problem('invalid_value', 'Take the cursor from nextCursor of a page.', { field: 'cursor' }))
  }
  return { atMs, rank, accountId, key: number }
}

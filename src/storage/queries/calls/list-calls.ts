import type pg from 'pg'
import { callConditions, containedCalls, newStatement, type CallFilter, type Statement } from './call-filter.ts'
import { queryCalls } from './kept-plan.ts'
import { perAccountSource, windowsOfOpenMonths } from './newest-calls.ts'

/** A call as a list shows it. Micro-dollars ex GST. */
export interface CallRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly timeZone: string
  readonly startedAtMs: number
  readonly callKey: bigint
  readonly aNumber: string
  readonly bNumber: string
  readonly forwardedFrom: string | null
  readonly direction: number
  readonly disposition: number
  readonly serviceType: number
  readonly durationSeconds: number
  readonly billedSeconds: number
  readonly chargeMicros: bigint
  readonly costMicros: bigint | null
  /** The destination its rate names; null: the plan's own table priced it. */
  readonly destination: string | null
}

/** Where a page goes on: behind this call. */
export interface CallPlace {
  readonly startedAtMs: number
  readonly accountId: number
  readonly callKey: bigint
}

/** More calls than this with some digits in a number are found quicker by going through the calls. */
const MOST_CONTAINED = 5_000

const ROW = `c.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
  a.time_zone AS "timeZone", (extract(epoch FROM c.started_at) * 1000)::float8 AS "startedAtMs",
  c.call_key AS "callKey", c.a_number AS "aNumber", c.b_number AS "bNumber", c.forwarded_from AS "forwardedFrom",
  c.direction, c.disposition, c.service_type AS "serviceType", c.duration_seconds AS "durationSeconds",
  c.billed_seconds AS "billedSeconds", c.charge_micros AS "chargeMicros", c.cost_micros AS "costMicros", r.destination`

const NAMED = `JOIN accounts a ON a.id = c.account_id LEFT JOIN rates r ON c.rate_id <> 0 AND r.id = c.rate_id`

const NEWEST_FIRST = 'c.started_at DESC, c.account_id DESC, c.call_key DESC'

export interface CallPage {
  /** Behind this call. */
  readonly after?: CallPlace | undefined
  /** Started before. */
  readonly before?: Date | undefined
  readonly limit: number
  /** The present, near which the newest calls are. */
  readonly now: Date
}

/**
 * Calls behind the tenant's walls, newest first. One account's come as a range of the primary key, backwards; those of all
 * customers from the index of closed months, and in an open month from each account's last.
 */
export async function listCalls(db: pg.ClientBase, filter: CallFilter, page: CallPage): Promise<readonly CallRow[]> {
  const { after, before, limit, now } = page
  const bounds = [now.getTime(), filter.toMs, after?.startedAtMs, before?.getTime()]
  const newest = new Date(Math.min(...bounds.filter((bound) => bound !== undefined)))
  for (const fromMs of await windowsOfOpenMonths(db, filter, newest)) {
    const rows = await selectCalls(db, { ...filter, fromMs }, page, { isPerAccount: true })
    if (rows.length >= limit) return rows
  }
  if (filter.contains !== undefined) {
    const rows = await selectCalls(db, filter, page, { isByIndex: true })
    const [first] = rows
    // A page that is empty does not say how many there are with these digits.
    const isWhole = first?.found === undefined ? await areFewContained(db, filter) : first.found <= MOST_CONTAINED
    if (isWhole) return rows
  }
  return selectCalls(db, filter, page, {})
}

async function selectCalls(
  db: pg.ClientBase,
  filter: CallFilter,
  { after, before, limit }: CallPage,
  { isPerAccount = false, isByIndex = false }: { readonly isPerAccount?: boolean; readonly isByIndex?: boolean },
): Promise<readonly (CallRow & { readonly found?: number })[]> {
  const statement = newStatement()
  const conditions = [callConditions(filter, statement)]
  if (after !== undefined) {
    const at = statement.place(new Date(after.startedAtMs))
    const account = statement.place(after.accountId)
    conditions.push(
      // Said apart as well, so that months after it are not looked into.
      `c.started_at <= ${at}`,
      `(c.started_at, c.account_id, c.call_key) < (${at}, ${account}, ${statement.place(after.callKey)})`,
    )
  }
  if (before !== undefined) conditions.push(`c.started_at < ${statement.place(before)}`)
  const most = statement.place(limit)
  const wanted = conditions.join(' AND ')
  const source = isPerAccount
    ? perAccountSource(wanted, most)
    : isByIndex
      ? `(SELECT k.*, (count(*) OVER ())::int4 AS found
            FROM ${containedCalls(filter, statement, MOST_CONTAINED + 1)} k) c WHERE ${wanted}`
      : `calls c WHERE ${wanted}`
  return queryCalls(
    db,
    filter,
    `SELECT ${ROW}${isByIndex ? ', c.found' : ''} FROM (SELECT * FROM ${source} ORDER BY ${NEWEST_FIRST} LIMIT ${most}) c ${NAMED} ORDER BY ${NEWEST_FIRST}`,
    statement,
  )
}

/** The statement that gives all calls of a filter, newest first, for a cursor; and its values. */
export function exportCallsStatement(filter: CallFilter): {
  readonly sql: string
  readonly values: readonly unknown[]
} {
  const statement = newStatement()
  const sql = `SELECT ${ROW} FROM calls c ${NAMED} WHERE ${callConditions(filter, statement)} ORDER BY ${NEWEST_FIRST}`
  return { sql, values: statement.values }
}

/** Whether the calls with some digits in a number are few enough to be taken from the index; more are gone through. */
async function areFewContained(db: pg.ClientBase, filter: CallFilter): Promise<boolean> {
  const statement = newStatement()
  const source = containedCalls(filter, statement, MOST_CONTAINED + 1)
  const { rows } = await db.query<{ found: number }>(`SELECT count(*)::int4 AS found FROM ${source}`, statement.values)
  return (rows[0]?.found ?? 0) <= MOST_CONTAINED
}

/** What to select the calls `c` of a filter from. */
export async function sourceOf(db: pg.ClientBase, filter: CallFilter, statement: Statement): Promise<string> {
  const isByIndex = filter.contains !== undefined && (await areFewContained(db, filter))
  return isByIndex ? `${containedCalls(filter, statement, MOST_CONTAINED)} c` : 'calls c'
}

/** One call by its place. */
export async function readCallRow(db: pg.ClientBase, place: CallPlace): Promise<CallRow | undefined> {
  const { rows } = await db.query<CallRow>(
    `SELECT ${ROW} FROM calls c ${NAMED} WHERE c.account_id = $1 AND c.started_at = $2 AND c.call_key = $3`,
    [place.accountId, new Date(place.startedAtMs), place.callKey],
  )
  return rows[0]
}

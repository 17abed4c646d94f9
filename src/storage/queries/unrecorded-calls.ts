import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

/** A call that was let through, and of which no record came. Micro-dollars. */
export interface UnrecordedCallRow {
  readonly id: bigint
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  /** 1 out, 2 in. */
  readonly leg: number
  readonly fromNumber: string
  readonly toNumber: string
  readonly serviceType: number
  /** The row of the deck in words; empty: the plan's own table prices it. */
  readonly destination: string
  readonly seconds: number
  readonly heldMicros: bigint
  readonly begunAt: Date
  readonly answeredAt: Date | null
  readonly lapsedAt: Date
  readonly source: string
  readonly callRef: string
}

const WANTED = `call_reservations c WHERE c.state = 'lapsed' AND ($1::int4 IS NULL OR c.account_id = $1)`

/** The calls behind the tenant's walls that lapsed and wait for their record, the last first. */
export async function listUnrecordedCalls(
  db: pg.ClientBase,
  { accountId }: { readonly accountId?: number | undefined },
  {
    cursor,
    limit,
    withTotal,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly withTotal?: boolean | undefined },
): Promise<PageWithTotal<UnrecordedCallRow>> {
  const [atMs, id] = decodePlace(cursor)
  const { rows } = await db.query<UnrecordedCallRow>(
    `SELECT c.id, c.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", c.leg,
            c.from_number AS "fromNumber", c.to_number AS "toNumber", c.service_type AS "serviceType", c.destination,
            c.seconds, c.reserved_micros AS "heldMicros", c.begun_at AS "begunAt", c.answered_at AS "answeredAt",
            c.expires_at AS "lapsedAt", s.name AS source, c.call_ref AS "callRef"
       FROM (SELECT c.* FROM ${WANTED}
                AND ($2::float8 IS NULL OR (c.expires_at, c.id) < (to_timestamp($2 / 1000.0), $3::int8))
              ORDER BY c.expires_at DESC, c.id DESC LIMIT $4) c
       JOIN accounts a ON a.id = c.account_id JOIN call_sources s ON s.id = c.source_id
      ORDER BY c.expires_at DESC, c.id DESC`,
    [accountId ?? null, atMs ?? null, id ?? null, limit + 1],
  )
  const page = toPage(rows, limit, (row) => [row.lapsedAt.getTime(), row.id.toString()])
  return { ...page, ...(await countRows(db, withTotal, `FROM ${WANTED}`, [accountId ?? null])) }
}

function decodePlace(cursor: string | undefined): readonly [number, string] | readonly [] {
  const place = decodeCursor(cursor, 'number', 'string')
  if (place === undefined) return []
  const [atMs, id] = place
  if (Math.abs(atMs) < 4e12 && /^\d{1,18}$/.test(id)) return place
  throw new ProblemError(problem('invalid_value', 'Take the cursor from nextCursor of a page.', { field: 'cursor' }))
}

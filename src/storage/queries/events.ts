import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

export interface EventRow {
  readonly id: bigint
  readonly type: string
  readonly accountId: number | null
  readonly occurredAt: Date
  readonly payload: object
}

/** What happened, newest first. */
export async function listEvents(
  db: pg.ClientBase,
  filter: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly type?: string | undefined
    readonly accountId?: number | undefined
  },
): Promise<Page<EventRow>> {
  const [before] = decodeCursor(filter.cursor, 'number') ?? []
  const { rows } = await db.query<EventRow>(
    `SELECT id, type, account_id AS "accountId", occurred_at AS "occurredAt", payload FROM events
      WHERE ($1::int8 IS NULL OR id < $1) AND ($2::text IS NULL OR type = $2) AND ($3::int4 IS NULL OR account_id = $3)
      ORDER BY id DESC LIMIT $4`,
    [before ?? null, filter.type ?? null, filter.accountId ?? null, filter.limit + 1],
  )
  return toPage(rows, filter.limit, ({ id }) => [Number(id)])
}

/** An event, and whose it is. For the installation's own work. */
export async function findEvent(
  db: pg.Pool,
  eventId: bigint,
): Promise<(EventRow & { readonly resellerId: number }) | undefined> {
  const { rows } = await db.query<EventRow & { readonly resellerId: number }>(
    `SELECT id, type, account_id AS "accountId", occurred_at AS "occurredAt", payload, reseller_id AS "resellerId"
       FROM events WHERE id = $1`,
    [eventId],
  )
  return rows[0]
}

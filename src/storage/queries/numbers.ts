import type pg from 'pg'
import type { DescribedNumber } from '#domain/numbers/describe-number.ts'
import { statusAt, type NumberStatus } from '#domain/numbers/number-status.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

/** A number of the inventory as it is at an instant. */
export interface InventoryRow {
  readonly number: string
  readonly kind: DescribedNumber['kind'] | 'other'
  readonly state: AustralianState | null
  readonly region: string
  readonly status: NumberStatus
  readonly accountId: number | null
  readonly accountNumber: string | null
  readonly accountName: string | null
  readonly reservedUntil: Date | null
  readonly orderId: number | null
  readonly quarantinedUntil: Date | null
  readonly note: string
  readonly addedAt: Date
  readonly changedAt: Date
  readonly version: number
}

export interface InventoryFilter {
  readonly kind?: string | undefined
  readonly state?: string | undefined
  readonly region?: string | undefined
  readonly status?: NumberStatus | undefined
  readonly accountId?: number | undefined
  /** LIKE over digits: domain/numbers/number-pattern.ts. */
  readonly like?: string | undefined
}

/** `statusAt` for a filter: what is over at the instant ($1) is over, written so or not. */
const IS_FREE = `(n.status = 'available'
  OR n.status IN ('reserved', 'quarantined') AND coalesce(n.reserved_until, n.quarantined_until, 'infinity') <= $1)`
const DIALLED = `CASE WHEN n.number LIKE '611%' THEN substr(n.number, 3) ELSE '0' || substr(n.number, 3) END`

const COLUMNS = `n.number, n.kind, n.state, n.region, n.status, n.account_id AS "accountId",
  a.account_number AS "accountNumber", a.name AS "accountName", n.reserved_until AS "reservedUntil",
  n.order_id AS "orderId", n.quarantined_until AS "quarantinedUntil", n.note, n.added_at AS "addedAt",
  n.changed_at AS "changedAt", n.version`

/** A stored row as it is at an instant: who a reservation that is over was for does not matter any more. */
function asAt(row: InventoryRow, now: Date): InventoryRow {
  const status = statusAt(row, now)
  if (status === row.status) return row
  return {
    ...row,
    status,
    accountId: null,
    accountNumber: null,
    accountName: null,
    reservedUntil: null,
    quarantinedUntil: null,
  }
}

/** The inventory in the order of the numbers. */
export async function listNumbers(
  db: pg.ClientBase,
  filter: InventoryFilter,
  now: Date,
  {
    cursor,
    limit,
    withTotal,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly withTotal?: boolean | undefined },
): Promise<PageWithTotal<InventoryRow>> {
  const [after] = decodeCursor(cursor, 'string') ?? []
  const wanted = `($2::text IS NULL OR n.kind = $2)
        AND ($3::text IS NULL OR n.state = $3) AND ($4::text IS NULL OR lower(n.region) = lower($4))
        AND ($5::text IS NULL OR CASE WHEN ${IS_FREE} THEN $5 = 'available' ELSE n.status = $5 END)
        AND ($6::int4 IS NULL OR n.account_id = $6 AND NOT ${IS_FREE})
        AND ($7::text IS NULL OR n.number LIKE $7 OR ${DIALLED} LIKE $7)`
  const { kind, state, region, status, accountId, like } = filter
  const values = [now, kind ?? null, state ?? null, region ?? null, status ?? null, accountId ?? null, like ?? null]
  const { rows } = await db.query<InventoryRow>(
    `SELECT ${COLUMNS} FROM numbers n LEFT JOIN accounts a ON a.id = n.account_id
      WHERE ${wanted} AND ($8::text IS NULL OR n.number > $8) ORDER BY n.number LIMIT $9`,
    [...values, after ?? null, limit + 1],
  )
  const page = toPage(
    rows.map((row) => asAt(row, now)),
    limit,
    ({ number }) => [number],
  )
  return { ...page, ...(await countRows(db, withTotal, `FROM numbers n WHERE ${wanted}`, values)) }
}

/** Numbers of the reseller's inventory, in order; those it does not have are left out. */
export async function readNumbers(
  db: pg.ClientBase,
  numbers: readonly string[],
  now: Date,
): Promise<readonly InventoryRow[]> {
  const { rows } = await db.query<InventoryRow>(
    `SELECT ${COLUMNS} FROM numbers n LEFT JOIN accounts a ON a.id = n.account_id
      WHERE n.number = ANY ($1) ORDER BY n.number`,
    [numbers],
  )
  return rows.map((row) => asAt(row, now))
}

/** The same, locked until the transaction ends: of two that want a number, one waits and sees what the other did. */
export async function lockNumbers(
  db: pg.ClientBase,
  numbers: readonly string[],
  now: Date,
): Promise<readonly InventoryRow[]> {
  const { rows } = await db.query<InventoryRow>(
    `SELECT ${COLUMNS} FROM numbers n LEFT JOIN accounts a ON a.id = n.account_id
      WHERE n.number = ANY ($1) ORDER BY n.number FOR UPDATE OF n`,
    [numbers],
  )
  return rows.map((row) => asAt(row, now))
}

export interface FreeNumberWish {
  readonly kind: string
  readonly state?: string | undefined
  readonly region?: string | undefined
  readonly like?: string | undefined
}

/**
 * Free numbers of a place, in order.
 *
 * @param lock keeps each for the transaction and passes over those another is just taking.
 */
export async function findFreeNumbers(
  db: pg.ClientBase,
  { kind, state, region, like }: FreeNumberWish,
  now: Date,
  limit: number,
  lock = false,
): Promise<readonly InventoryRow[]> {
  const { rows } = await db.query<InventoryRow>(
    `SELECT ${COLUMNS} FROM numbers n LEFT JOIN accounts a ON a.id = n.account_id
      WHERE ${IS_FREE} AND n.kind = $2 AND ($3::text IS NULL OR n.state = $3)
        AND ($4::text IS NULL OR lower(n.region) = lower($4))
        AND ($5::text IS NULL OR n.number LIKE $5 OR ${DIALLED} LIKE $5)
      ORDER BY n.number LIMIT $6 ${lock ? 'FOR UPDATE OF n SKIP LOCKED' : ''}`,
    [now, kind, state ?? null, region ?? null, like ?? null, limit],
  )
  return rows.map((row) => asAt(row, now))
}

export interface RegionCount {
  readonly kind: InventoryRow['kind']
  readonly state: AustralianState | null
  readonly region: string
  readonly free: number
  readonly total: number
}

/** How many numbers there are of each place, and how many of them are free. */
export async function countByRegion(db: pg.ClientBase, now: Date): Promise<readonly RegionCount[]> {
  const { rows } = await db.query<RegionCount>(
    `SELECT n.kind, n.state, n.region, (count(*) FILTER (WHERE ${IS_FREE}))::int4 AS free, count(*)::int4 AS total
       FROM numbers n WHERE n.status <> 'retired' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [now],
  )
  return rows
}

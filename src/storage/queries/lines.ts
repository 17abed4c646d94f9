import type pg from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'
import type { Micros } from '#domain/money.ts'
import type { InventoryRow } from './numbers.ts'
import { priceAt } from './number-plan-terms.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A number an account holds now, and how. */
export interface LineRow {
  readonly assignmentId: number
  readonly accountId: number
  readonly number: string
  readonly kind: InventoryRow['kind']
  readonly state: InventoryRow['state']
  readonly region: string
  readonly lineType: LineType
  readonly callLimit: number | null
  readonly numberPlanId: number
  readonly numberPlanName: string
  readonly isBundled: boolean
  /** Ex GST: of the number, or of its whole block. */
  readonly monthlyPriceMicros: Micros
  readonly blockId: number | null
  readonly blockFirst: string | null
  readonly since: Date
  /** `yyyy-mm-dd` in the account's zone. */
  readonly cancelOn: string | null
  readonly version: number
}

const LINES = `SELECT h.id AS "assignmentId", h.account_id AS "accountId", h.number, n.kind, n.state, n.region,
    h.line_type AS "lineType", h.call_limit AS "callLimit", p.id AS "numberPlanId", p.name AS "numberPlanName",
    p.is_bundled AS "isBundled", ${priceAt('$2')} AS "monthlyPriceMicros", h.block_id AS "blockId",
    b.first_number AS "blockFirst", h.valid_from AS since, h.cancel_on AS "cancelOn", h.version
  FROM number_assignments h
  JOIN numbers n ON n.reseller_id = h.reseller_id AND n.number = h.number
  JOIN number_plans p ON p.id = h.number_plan_id
  LEFT JOIN number_blocks b ON b.id = h.block_id
 WHERE h.account_id = $1 AND h.valid_to IS NULL AND h.superseded_at IS NULL`

/** The numbers of an account in order. `only`: those a customer user may see. */
export async function listLines(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
  {
    cursor,
    limit,
    only,
    like,
    lineType,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly only: readonly string[] | undefined
    readonly like?: string | undefined
    readonly lineType?: LineType | undefined
  },
): Promise<Page<LineRow>> {
  const [after] = decodeCursor(cursor, 'string') ?? []
  const { rows } = await db.query<LineRow>(
    `${LINES} AND ($3::text IS NULL OR h.number > $3) AND ($4::text[] IS NULL OR h.number = ANY ($4))
       AND ($5::text IS NULL OR h.number LIKE $5
            OR CASE WHEN h.number LIKE '611%' THEN '' ELSE '0' END || substr(h.number, 3) LIKE $5)
       AND ($6::text IS NULL OR h.line_type = $6)
     ORDER BY h.number LIMIT $7`,
    [accountId, now, after ?? null, only ?? null, like ?? null, lineType ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ number }) => [number])
}

/** Lines of an account by number; those it does not hold are left out. */
export async function readLines(
  db: pg.ClientBase,
  accountId: number,
  numbers: readonly string[],
  now: Date,
): Promise<readonly LineRow[]> {
  const { rows } = await db.query<LineRow>(`${LINES} AND h.number = ANY ($3) ORDER BY h.number`, [
    accountId,
    now,
    numbers,
  ])
  return rows
}

/** All lines of one block. */
export async function readBlockLines(
  db: pg.ClientBase,
  accountId: number,
  blockId: number,
  now: Date,
): Promise<readonly LineRow[]> {
  const { rows } = await db.query<LineRow>(`${LINES} AND h.block_id = $3 ORDER BY h.number`, [accountId, now, blockId])
  return rows
}

/**
 * How many numbers of an account count towards what its calling plan includes.
 *
 * @param since only those it was given at that instant or later.
 */
export async function countBundled(db: pg.ClientBase, accountId: number, since?: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM number_assignments h JOIN number_plans p ON p.id = h.number_plan_id
      WHERE h.account_id = $1 AND h.valid_to IS NULL AND h.superseded_at IS NULL AND p.is_bundled
        AND ($2::timestamptz IS NULL OR h.valid_from >= $2)`,
    [accountId, since ?? null],
  )
  return rows[0]?.count ?? 0
}

/** The highest call limit of an account's lines, and one that has it. */
export async function readHighestCallLimit(
  db: pg.ClientBase,
  accountId: number,
): Promise<{ readonly number: string; readonly callLimit: number } | undefined> {
  const { rows } = await db.query<{ number: string; callLimit: number }>(
    `SELECT number, call_limit AS "callLimit" FROM number_assignments
      WHERE account_id = $1 AND valid_to IS NULL AND superseded_at IS NULL AND call_limit IS NOT NULL
      ORDER BY call_limit DESC, number LIMIT 1`,
    [accountId],
  )
  return rows[0]
}

/** The calling plan an account is on at an instant. */
export async function readPlanIdAt(db: pg.ClientBase, accountId: number, at: Date): Promise<number | undefined> {
  const { rows } = await db.query<{ planId: number }>(
    `SELECT plan_id AS "planId" FROM account_plans
      WHERE account_id = $1 AND valid_from <= $2 AND coalesce(valid_to, 'infinity') > $2
      ORDER BY valid_from DESC LIMIT 1`,
    [accountId, at],
  )
  return rows[0]?.planId
}

/** What was charged under sources that begin so, ex GST. */
export async function sumCharged(db: pg.ClientBase, accountId: number, sourceBegins: string): Promise<bigint> {
  const { rows } = await db.query<{ sum: bigint }>(
    `SELECT coalesce(sum(amount_micros), 0)::int8 AS sum FROM charges WHERE account_id = $1 AND starts_with(source, $2)`,
    [accountId, sourceBegins],
  )
  return rows[0]?.sum ?? 0n
}

/** The balance of an account: credit above 0, debt below. */
export async function readBalance(db: pg.ClientBase, accountId: number): Promise<Micros> {
  const { rows } = await db.query<{ balance: Micros }>(
    'SELECT balance_micros AS balance FROM balances WHERE account_id = $1',
    [accountId],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`account ${accountId} has no balance`)
  return row.balance
}

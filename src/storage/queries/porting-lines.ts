import type pg from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'
import { listLines, type LineRow } from './lines.ts'
import { priceAt } from './number-plan-terms.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A number of an account: one it holds, or one that is coming in by a port and is seen already. */
export interface SeenLineRow extends LineRow {
  /** The port it is coming in by; undefined: the account holds it. */
  readonly port?: { readonly id: number; readonly cutOverAt: Date } | undefined
}

interface Wish {
  readonly cursor?: string | undefined
  readonly limit: number
  /** Those a customer user may see. */
  readonly only: readonly string[] | undefined
  readonly like?: string | undefined
  readonly lineType?: LineType | undefined
}

/** The numbers of an account in order, with those that are coming in. */
export async function listSeenLines(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
  { limit, ...wish }: Wish,
): Promise<Page<SeenLineRow>> {
  const held = await listLines(db, accountId, now, { ...wish, limit: limit + 1 })
  const coming = await selectPorting(db, accountId, now, { ...wish, limit: limit + 1 })
  const all = [...held.items, ...coming].toSorted((one, other) => (one.number < other.number ? -1 : 1))
  return toPage<SeenLineRow>(all, limit, ({ number }) => [number])
}

/** One number of an account that is coming in. */
export async function readPortingLine(
  db: pg.ClientBase,
  accountId: number,
  number: string,
  now: Date,
): Promise<SeenLineRow | undefined> {
  const [line] = await selectPorting(db, accountId, now, { limit: 1, only: [number] })
  return line
}

async function selectPorting(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
  { cursor, limit, only, like, lineType }: Wish,
): Promise<readonly SeenLineRow[]> {
  const [after] = decodeCursor(cursor, 'string') ?? []
  const { rows } = await db.query<Omit<SeenLineRow, 'port'> & { portId: number; cutOverAt: Date }>(
    `SELECT 0 AS "assignmentId", n.account_id AS "accountId", n.number, n.kind, n.state, n.region,
            t.line_type AS "lineType", NULL AS "callLimit", p.id AS "numberPlanId", p.name AS "numberPlanName",
            p.is_bundled AS "isBundled", ${priceAt('$2')} AS "monthlyPriceMicros", NULL AS "blockId",
            NULL AS "blockFirst", n.changed_at AS since, NULL AS "cancelOn", t.version, t.id AS "portId",
            t.cut_over_at AS "cutOverAt"
       FROM numbers n
       JOIN port_numbers o ON o.reseller_id = n.reseller_id AND o.number = n.number AND o.is_open
       JOIN ports t ON t.id = o.port_id AND t.account_id = n.account_id
       JOIN number_plans p ON p.id = t.number_plan_id
      WHERE n.account_id = $1 AND n.status = 'porting' AND ($3::text IS NULL OR n.number > $3)
        AND ($4::text[] IS NULL OR n.number = ANY ($4))
        AND ($5::text IS NULL OR n.number LIKE $5
             OR CASE WHEN n.number LIKE '611%' THEN '' ELSE '0' END || substr(n.number, 3) LIKE $5)
        AND ($6::text IS NULL OR t.line_type = $6)
      ORDER BY n.number LIMIT $7`,
    [accountId, now, after ?? null, only ?? null, like ?? null, lineType ?? null, limit],
  )
  return rows.map(({ portId, cutOverAt, ...line }) => ({ ...line, port: { id: portId, cutOverAt } }))
}

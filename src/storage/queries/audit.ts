import type pg from 'pg'
import { countRows, decodeCursor, toPage, type Page, type PageWithTotal } from './page.ts'

export interface AuditRow {
  readonly no: bigint
  readonly at: Date
  readonly actor: string
  readonly actorName: string
  readonly operation: string
  readonly subject: string
  readonly accountId: number | null
  readonly before: unknown
  readonly after: unknown
  readonly origin: string
}

const COLUMNS = `no, at, actor, actor_name AS "actorName", operation, subject, account_id AS "accountId", before, after,
  origin`

export interface AuditFilter {
  readonly accountId?: number | undefined
  readonly subject?: string | undefined
  /** As the line names it: `user 12`. */
  readonly actor?: string | undefined
  readonly operation?: string | undefined
  readonly from?: Date | undefined
  /** Exclusive. */
  readonly to?: Date | undefined
}

/** The lines about one account, newest first; of operations that begin so, or with none of `butNot`. */
export async function listAccountAudit(
  db: pg.ClientBase,
  accountId: number,
  operations: { readonly beginning: readonly string[]; readonly butNot: readonly string[] | undefined } | undefined,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AuditRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<AuditRow>(
    `SELECT ${COLUMNS} FROM audit
      WHERE account_id = $1 AND ($2::int8 IS NULL OR no < $2)
        AND ($3::text[] IS NULL OR EXISTS (SELECT FROM unnest($3) AS b WHERE starts_with(operation, b))
             OR $4::text[] IS NOT NULL AND NOT EXISTS (SELECT FROM unnest($4) AS b WHERE starts_with(operation, b)))
      ORDER BY no DESC LIMIT $5`,
    [accountId, before ?? null, operations?.beginning ?? null, operations?.butNot ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ no }) => [Number(no)])
}

interface AuditPage {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly withTotal?: boolean | undefined
}

/** The reseller's audit chain, newest first. */
export async function listAudit(
  db: pg.ClientBase,
  { cursor, limit, withTotal, ...filter }: AuditFilter & AuditPage,
): Promise<PageWithTotal<AuditRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const wanted = `FROM audit
      WHERE ($1::int4 IS NULL OR account_id = $1) AND ($2::text IS NULL OR subject = $2)
        AND ($3::text IS NULL OR actor = $3) AND ($4::text IS NULL OR operation = $4)
        AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)`
  const { accountId, subject, actor, operation, from, to } = filter
  const values = [accountId ?? null, subject ?? null, actor ?? null, operation ?? null, from ?? null, to ?? null]
  const { rows } = await db.query<AuditRow>(
    `SELECT ${COLUMNS} ${wanted} AND ($7::int8 IS NULL OR no < $7) ORDER BY no DESC LIMIT $8`,
    [...values, before ?? null, limit + 1],
  )
  return { ...toPage(rows, limit, ({ no }) => [Number(no)]), ...(await countRows(db, withTotal, wanted, values)) }
}

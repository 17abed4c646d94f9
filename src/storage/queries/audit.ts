import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

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

/** The reseller's audit chain, newest first. */
export async function listAudit(
  db: pg.ClientBase,
  { cursor, limit, ...filter }: AuditFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AuditRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<AuditRow>(
    `SELECT no, at, actor, actor_name AS "actorName", operation, subject, account_id AS "accountId", before, after, origin
       FROM audit
      WHERE ($1::int8 IS NULL OR no < $1) AND ($2::int4 IS NULL OR account_id = $2) AND ($3::text IS NULL OR subject = $3)
        AND ($4::text IS NULL OR actor = $4) AND ($5::text IS NULL OR operation = $5)
        AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
      ORDER BY no DESC LIMIT $8`,
    [
      before ?? null,
      filter.accountId ?? null,
      filter.subject ?? null,
      filter.actor ?? null,
      filter.operation ?? null,
      filter.from ?? null,
      filter.to ?? null,
      limit + 1,
    ],
  )
  return toPage(rows, limit, ({ no }) => [Number(no)])
}

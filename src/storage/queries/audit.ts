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

/** The reseller's audit chain, newest first; of one account or one subject where asked. */
export async function listAudit(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    accountId,
    subject,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly accountId?: number | undefined
    readonly subject?: string | undefined
  },
): Promise<Page<AuditRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<AuditRow>(
    `SELECT no, at, actor, actor_name AS "actorName", operation, subject, account_id AS "accountId", before, after, origin
       FROM audit
      WHERE ($1::int8 IS NULL OR no < $1) AND ($2::int4 IS NULL OR account_id = $2) AND ($3::text IS NULL OR subject = $3)
      ORDER BY no DESC LIMIT $4`,
    [before ?? null, accountId ?? null, subject ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ no }) => [Number(no)])
}

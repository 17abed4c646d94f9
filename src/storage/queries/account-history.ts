import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A step an account took from status to status. */
export interface StatusChangeRow {
  readonly id: number
  /** `open`, or a step of the machine. */
  readonly step: string
  readonly fromStatus: AccountStatus | null
  readonly toStatus: AccountStatus
  readonly at: Date
  readonly actor: string
  readonly actorName: string
  /** A word of a list; '' where the step has none. */
  readonly reason: string
  readonly words: string
}

/** How an account came to its status, newest first. */
export async function listStatusChanges(
  db: pg.ClientBase,
  accountId: number,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<StatusChangeRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<StatusChangeRow>(
    `SELECT id, step, from_status AS "fromStatus", to_status AS "toStatus", at, actor, actor_name AS "actorName", reason,
            words
       FROM account_status_changes
      WHERE account_id = $1 AND ($2::int8 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [accountId, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

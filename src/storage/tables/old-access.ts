import type pg from 'pg'

/** Deletes rows of sign-ins that were over before then, at most so many of each kind. Returns how many. */
export async function deleteOldAccess(db: Pick<pg.Pool, 'query'>, before: Date, most: number): Promise<number> {
  let gone = 0
  for (const [table, key, isOver] of OVER) {
    const { rowCount } = await db.query(
      `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${isOver} LIMIT $2)`,
      [before, most],
    )
    gone += rowCount ?? 0
  }
  return gone
}

const OVER = [
  ['sessions', 'id', 'expires_at < $1'],
  ['links', 'id', 'expires_at < $1'],
  ['tickets', 'token_hash', 'expires_at < $1'],
  ['sign_in_failures', 'subject', 'last_failed_at < $1'],
  ['access_log', 'id', 'at < $1'],
] as const

import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A key of a machine, without what proves it. */
export interface ApiKey {
  readonly id: number
  readonly accountId: number | null
  readonly name: string
  /** Its first characters, to tell keys apart. */
  readonly prefix: string
  readonly scopes: readonly string[]
  /** `user 12`. */
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

const KEYS = `SELECT id, account_id AS "accountId", name, key_prefix AS prefix, scopes, created_by AS "createdBy",
    created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
  FROM api_keys`

/** The reseller's keys, the newest first. */
export async function listKeys(
  db: pg.ClientBase,
  { cursor, limit, usableAt }: { cursor?: string | undefined; limit: number; usableAt: Date | undefined },
): Promise<Page<ApiKey>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<ApiKey>(
    `${KEYS} WHERE ($1::int4 IS NULL OR id < $1)
       AND ($2::timestamptz IS NULL OR (revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)))
     ORDER BY id DESC LIMIT $3`,
    [before ?? null, usableAt ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

export async function readKey(db: pg.ClientBase, keyId: number): Promise<ApiKey | undefined> {
  const { rows } = await db.query<ApiKey>(`${KEYS} WHERE id = $1`, [keyId])
  return rows[0]
}

/** How many keys of the reseller are good at this moment. */
export async function countUsableKeys(db: pg.ClientBase, now: Date): Promise<number> {
  const { rows } = await db.query<{ keys: number }>(
    `SELECT count(*)::int4 AS keys FROM api_keys
      WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1)`,
    [now],
  )
  return rows[0]?.keys ?? 0
}

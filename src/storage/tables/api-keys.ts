import type pg from 'pg'

export interface NewKey {
  readonly resellerId: number
  readonly accountId: number | undefined
  readonly name: string
  /** SHA-256. */
  readonly keyHash: Buffer
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | undefined
}

export async function insertKey(db: pg.ClientBase, key: NewKey): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO api_keys (reseller_id, account_id, name, key_hash, key_prefix, scopes, created_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      key.resellerId,
      key.accountId ?? null,
      key.name,
      key.keyHash,
      key.prefix,
      key.scopes,
      key.createdBy,
      key.createdAt,
      key.expiresAt ?? null,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the key')
  return row.id
}

/** Ends a key at once. False: it has ended already. */
export async function revokeKey(db: pg.ClientBase, keyId: number, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE api_keys SET revoked_at = $2, version = version + 1 WHERE id = $1 AND revoked_at IS NULL',
    [keyId, now],
  )
  return rowCount === 1
}

/** Ends every key of a reseller with this name. */
export async function revokeKeysNamed(db: pg.ClientBase, resellerId: number, name: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE api_keys SET revoked_at = $3, version = version + 1
      WHERE reseller_id = $1 AND name = $2 AND revoked_at IS NULL`,
    [resellerId, name, now],
  )
}

import type pg from 'pg'

type Queryable = Pick<pg.Pool, 'query'>

export interface NewPasskey {
  readonly userId: number
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly rpId: string
  readonly isBackedUp: boolean
  readonly name: string
  readonly createdAt: Date
}

/** Undefined: somebody has registered this very credential. */
export async function insertPasskey(db: Queryable, passkey: NewPasskey): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO passkeys (user_id, credential_id, public_key, counter, transports, rp_id, backed_up, name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
    [
      passkey.userId,
      passkey.credentialId,
      Buffer.from(passkey.publicKey),
      passkey.counter,
      passkey.transports,
      passkey.rpId,
      passkey.isBackedUp,
      passkey.name,
      passkey.createdAt,
    ],
  )
  return rows[0]?.id
}

export async function renamePasskey(db: Queryable, userId: number, passkeyId: number, name: string): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE passkeys SET name = $3 WHERE user_id = $1 AND id = $2', [
    userId,
    passkeyId,
    name,
  ])
  return rowCount === 1
}

/** Its name; undefined: the person has no such passkey. */
export async function deletePasskey(db: Queryable, userId: number, passkeyId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    'DELETE FROM passkeys WHERE user_id = $1 AND id = $2 RETURNING name',
    [userId, passkeyId],
  )
  return rows[0]?.name
}

export async function notePasskeyUse(db: Queryable, passkeyId: number, counter: number, now: Date): Promise<void> {
  await db.query('UPDATE passkeys SET counter = $2, last_used_at = $3 WHERE id = $1', [passkeyId, counter, now])
}

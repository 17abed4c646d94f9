import type pg from 'pg'

type Queryable = Pick<pg.Pool, 'query'>

export interface PasskeyRow {
  readonly id: number
  readonly name: string
  /** Kept in several places by its maker: it is not lost with one device. */
  readonly isBackedUp: boolean
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

export async function listPasskeys(db: Queryable, userId: number): Promise<readonly PasskeyRow[]> {
  const { rows } = await db.query<PasskeyRow>(
    `SELECT id, name, backed_up AS "isBackedUp", created_at AS "createdAt", last_used_at AS "lastUsedAt"
       FROM passkeys WHERE user_id = $1 ORDER BY id`,
    [userId],
  )
  return rows
}

/** What names a passkey to a browser. */
export interface CredentialName {
  readonly credentialId: string
  readonly transports: readonly string[]
}

/** A person's passkeys of one site. */
export async function listCredentials(db: Queryable, userId: number, rpId: string): Promise<readonly CredentialName[]> {
  const { rows } = await db.query<CredentialName>(
    'SELECT credential_id AS "credentialId", transports FROM passkeys WHERE user_id = $1 AND rp_id = $2 ORDER BY id',
    [userId, rpId],
  )
  return rows
}

export interface Credential extends CredentialName {
  readonly id: number
  readonly userId: number
  readonly publicKey: Buffer
  readonly counter: bigint
}

/** The passkey of a credential, if it was made for this site. */
export async function findCredential(
  db: Queryable,
  credentialId: string,
  rpId: string,
): Promise<Credential | undefined> {
  const { rows } = await db.query<Credential>(
    `SELECT id, user_id AS "userId", credential_id AS "credentialId", transports, public_key AS "publicKey", counter
       FROM passkeys WHERE credential_id = $1 AND rp_id = $2`,
    [credentialId, rpId],
  )
  return rows[0]
}

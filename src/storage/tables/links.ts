import type pg from 'pg'

/** A one-time link as it is kept; its token only as SHA-256. */
export interface NewLink {
  readonly purpose: 'invite' | 'reset' | 'email' | 'first-operator'
  readonly tokenHash: Buffer
  readonly userId?: number | undefined
  readonly membershipId?: number | undefined
  readonly resellerId?: number | undefined
  readonly accountId?: number | undefined
  /** The address an `email` link is mailed to. */
  readonly newEmail?: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Keeps a link and withdraws the earlier ones of the same purpose, person and membership: the last mail counts. */
export async function insertLink(db: pg.ClientBase, link: NewLink): Promise<void> {
  await db.query(
    `UPDATE links SET used_at = $4 WHERE purpose = $1 AND used_at IS NULL
        AND user_id IS NOT DISTINCT FROM $2 AND membership_id IS NOT DISTINCT FROM $3`,
    [link.purpose, link.userId ?? null, link.membershipId ?? null, link.createdAt],
  )
  await db.query(
    `INSERT INTO links (purpose, token_hash, user_id, membership_id, reseller_id, account_id, created_at, expires_at, new_email)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      link.purpose,
      link.tokenHash,
      link.userId ?? null,
      link.membershipId ?? null,
      link.resellerId ?? null,
      link.accountId ?? null,
      link.createdAt,
      link.expiresAt,
      link.newEmail ?? null,
    ],
  )
}

/** A link, used up; whoever took it first has it. Undefined: used, withdrawn, over, or never made. */
export async function takeLink(db: Pick<pg.Pool, 'query'>, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2',
    [tokenHash, now],
  )
  return rowCount === 1
}

/** Withdraws links that would set a person's password or make an operator. */
export async function withdrawLinks(
  db: Pick<pg.Pool, 'query'>,
  which: { readonly purpose: 'reset' | 'email'; readonly userId: number } | { readonly purpose: 'first-operator' },
  now: Date,
): Promise<void> {
  await db.query(
    'UPDATE links SET used_at = $3 WHERE purpose = $1 AND user_id IS NOT DISTINCT FROM $2 AND used_at IS NULL',
    [which.purpose, 'userId' in which ? which.userId : null, now],
  )
}

import type pg from 'pg'

export interface LinkRow {
  readonly purpose: 'invite' | 'reset' | 'email' | 'first-operator'
  readonly userId: number | null
  readonly membershipId: number | null
  readonly email: string | null
  readonly name: string | null
  /** The address the login is to have from now on. */
  readonly newEmail: string | null
  readonly hasPassword: boolean
  readonly isClosed: boolean
  /** The reseller and account it invites to. */
  readonly resellerId: number | null
  readonly resellerName: string | null
  readonly accountName: string | null
  readonly role: string | null
  readonly expiresAt: Date
}

/** The link of a token while it is good. */
export async function findLink(db: Pick<pg.Pool, 'query'>, tokenHash: Buffer, now: Date): Promise<LinkRow | undefined> {
  const { rows } = await db.query<LinkRow>(
    `SELECT l.purpose, l.user_id AS "userId", l.membership_id AS "membershipId", u.email, u.name, l.new_email AS "newEmail",
            coalesce(s.password_hash IS NOT NULL, false) AS "hasPassword",
            coalesce(u.status = 'closed', false) AS "isClosed", r.id AS "resellerId",
            r.brand_name AS "resellerName", a.name AS "accountName", m.role, l.expires_at AS "expiresAt"
       FROM links l
       LEFT JOIN users u ON u.id = l.user_id
       LEFT JOIN user_secrets s ON s.user_id = l.user_id
       LEFT JOIN memberships m ON m.id = l.membership_id
       LEFT JOIN resellers r ON r.id = l.reseller_id
       LEFT JOIN accounts a ON a.id = m.account_id
      WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
        AND (m.id IS NULL OR m.revoked_at IS NULL)`,
    [tokenHash, now],
  )
  return rows[0]
}

/** Whether a link of this purpose was made for a person since then. */
export async function hasRecentLink(
  db: Pick<pg.Pool, 'query'>,
  purpose: 'reset' | 'email',
  userId: number,
  since: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM links WHERE user_id = $1 AND purpose = $2 AND created_at > $3 LIMIT 1`,
    [userId, purpose, since],
  )
  return rowCount !== 0
}

import type pg from 'pg'

/** A login as signing in needs it; read by the installation's own role only. */
export interface Login {
  readonly userId: number
  readonly email: string
  readonly name: string
  readonly status: 'invited' | 'active' | 'closed'
  readonly passwordHash: string | null
  /** Sealed. */
  readonly totpSecret: string | null
  readonly totpConfirmedAt: Date | null
  readonly totpLastStep: bigint | null
  readonly passkeys: number
  /** Not used yet. */
  readonly recoveryCodes: number
}

type Queryable = Pick<pg.Pool, 'query'>

/** The login of an e-mail address, or of an id. */
export async function findLogin(
  db: Queryable,
  by: { readonly email: string } | { readonly userId: number },
): Promise<Login | undefined> {
  const { rows } = await db.query<Login>(
    `SELECT u.id AS "userId", u.email, u.name, u.status, s.password_hash AS "passwordHash",
            s.totp_secret AS "totpSecret", s.totp_confirmed_at AS "totpConfirmedAt", s.totp_last_step AS "totpLastStep",
            (SELECT count(*)::int4 FROM passkeys p WHERE p.user_id = u.id) AS passkeys,
            (SELECT count(*)::int4 FROM recovery_codes c WHERE c.user_id = u.id AND c.used_at IS NULL) AS "recoveryCodes"
       FROM users u LEFT JOIN user_secrets s ON s.user_id = u.id
      WHERE ${'email' in by ? 'u.email = $1' : 'u.id = $1'}`,
    ['email' in by ? by.email : by.userId],
  )
  return rows[0]
}

/** What a person is somewhere: to the operator, to a reseller, or to one of its accounts. */
export interface MembershipRow {
  readonly id: number
  readonly role: string
  readonly resellerId: number | null
  /** The name it goes by. */
  readonly resellerName: string | null
  readonly accountId: number | null
  readonly accountName: string | null
  readonly accountNumber: string | null
}

/** Everything a person may act by at present, the one acted by last first. */
export async function listOwnMemberships(db: Queryable, userId: number): Promise<readonly MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `SELECT m.id, m.role, m.reseller_id AS "resellerId", r.brand_name AS "resellerName", m.account_id AS "accountId",
            a.name AS "accountName", a.account_number AS "accountNumber"
       FROM memberships m
       LEFT JOIN resellers r ON r.id = m.reseller_id
       LEFT JOIN accounts a ON a.id = m.account_id
      WHERE m.user_id = $1 AND m.revoked_at IS NULL AND m.accepted_at IS NOT NULL
      ORDER BY m.id = (SELECT s.membership_id FROM sessions s WHERE s.user_id = $1 ORDER BY s.id DESC LIMIT 1) DESC NULLS LAST,
               m.id
      LIMIT 500`,
    [userId],
  )
  return rows
}

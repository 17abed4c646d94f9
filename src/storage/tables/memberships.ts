import type pg from 'pg'
import type { Role } from '#domain/access/roles.ts'

export interface NewMembership {
  /** Undefined: of the operator. */
  readonly resellerId: number | undefined
  readonly userId: number
  readonly accountId: number | undefined
  readonly role: Role
  readonly numbers: readonly string[] | undefined
  readonly createdAt: Date
}

/** The login of an e-mail address, made where there is none. */
export async function userFor(db: pg.ClientBase, email: string, name: string, now: Date): Promise<number> {
  const { rows } = await db.query<{ id: number }>('SELECT tollgate_user_for($1, $2, $3) AS id', [email, name, now])
  const [row] = rows
  if (row === undefined) throw new Error('no id for the user')
  return row.id
}

/** Invites somebody to be something; undefined: it is something there already. */
export async function insertMembership(db: pg.ClientBase, membership: NewMembership): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO memberships (user_id, reseller_id, account_id, role, numbers, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
    [
      membership.userId,
      membership.resellerId ?? null,
      membership.accountId ?? null,
      membership.role,
      membership.numbers ?? null,
      membership.createdAt,
    ],
  )
  return rows[0]?.id
}

/** Writes what somebody is, if it is still at this version; undefined: somebody changed it meanwhile. */
export async function updateMembership(
  db: pg.ClientBase,
  { id, role, numbers }: { readonly id: number; readonly role: Role; readonly numbers: readonly string[] | null },
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE memberships SET role = $2, numbers = $3, version = version + 1
      WHERE id = $1 AND version = $4 AND revoked_at IS NULL RETURNING version`,
    [id, role, numbers, version],
  )
  return rows[0]?.version
}

/** Ends what somebody is; invitations not yet accepted lead nowhere any more. */
export async function revokeMembership(db: pg.ClientBase, id: number, now: Date): Promise<void> {
  await db.query('UPDATE links SET used_at = $2 WHERE membership_id = $1 AND used_at IS NULL', [id, now])
  await db.query('UPDATE memberships SET revoked_at = $2, version = version + 1 WHERE id = $1', [id, now])
}

export interface RevokedMembership {
  readonly userId: number
  readonly email: string
  readonly role: Role
}

/** Ends everything anybody is to the account, its invitations and its keys. */
export async function revokeAccountAccess(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
): Promise<{ readonly memberships: readonly RevokedMembership[]; readonly keys: readonly string[] }> {
  const { rows: memberships } = await db.query<RevokedMembership>(
    `SELECT m.user_id AS "userId", u.email, m.role FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.account_id = $1 AND m.revoked_at IS NULL ORDER BY m.id FOR UPDATE OF m`,
    [accountId],
  )
  await db.query('UPDATE links SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [accountId, now])
  await db.query(
    'UPDATE memberships SET revoked_at = $2, version = version + 1 WHERE account_id = $1 AND revoked_at IS NULL',
    [accountId, now],
  )
  const { rows: keys } = await db.query<{ prefix: string }>(
    `UPDATE api_keys SET revoked_at = $2, version = version + 1 WHERE account_id = $1 AND revoked_at IS NULL
     RETURNING key_prefix AS prefix`,
    [accountId, now],
  )
  return { memberships, keys: keys.map(({ prefix }) => prefix) }
}

/** What somebody is called who has never set a password. */
export async function renameInvited(db: pg.ClientBase, userId: number, name: string): Promise<void> {
  await db.query(`UPDATE users SET name = $2, version = version + 1 WHERE id = $1 AND status = 'invited'`, [
    userId,
    name,
  ])
}

/** A session of the reseller's staff goes on as a customer, under a new token. False: it cannot. */
export async function actAs(
  db: pg.ClientBase,
  tokenHash: Buffer,
  newHash: Buffer,
  accountId: number,
): Promise<boolean> {
  const { rows } = await db.query<{ done: boolean }>('SELECT tollgate_act_as($1, $2, $3) AS done', [
    tokenHash,
    newHash,
    accountId,
  ])
  return rows[0]?.done ?? false
}

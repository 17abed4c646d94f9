import type pg from 'pg'

type Queryable = Pick<pg.Pool, 'query'>

export async function writePassword(db: Queryable, userId: number, passwordHash: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO user_secrets (user_id, password_hash, password_changed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET password_hash = $2, password_changed_at = $3`,
    [userId, passwordHash, now],
  )
}

/** The same password under stronger parameters, unless it was changed meanwhile. */
export async function renewHash(db: Queryable, userId: number, before: string, after: string): Promise<void> {
  await db.query('UPDATE user_secrets SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2', [
    userId,
    before,
    after,
  ])
}

/** An invited person who has a password now. */
export async function activateUser(db: Queryable, userId: number, name: string | undefined): Promise<void> {
  await db.query(
    `UPDATE users SET status = 'active', name = coalesce($2, name), version = version + 1
      WHERE id = $1 AND status = 'invited'`,
    [userId, name ?? null],
  )
}

export async function renameUser(db: Queryable, userId: number, name: string): Promise<void> {
  await db.query('UPDATE users SET name = $2, version = version + 1 WHERE id = $1', [userId, name])
}

/** False: another login has this address. */
export async function changeUserEmail(db: Queryable, userId: number, email: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE users SET email = $2, version = version + 1
      WHERE id = $1 AND NOT EXISTS (SELECT FROM users other WHERE other.email = $2)`,
    [userId, email],
  )
  return rowCount === 1
}

/** False: the invitation was withdrawn, or is another person's. */
export async function acceptMembership(
  db: Queryable,
  membershipId: number,
  userId: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE memberships SET accepted_at = coalesce(accepted_at, $3)
      WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL`,
    [membershipId, userId, now],
  )
  return rowCount === 1
}

/** The first person of the installation: it runs it. */
export async function insertOperator(
  db: Queryable,
  { email, name }: { readonly email: string; readonly name: string },
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `WITH person AS (
       INSERT INTO users (email, name, status, created_at) VALUES ($1, $2, 'active', $3) RETURNING id
     ), membership AS (
       INSERT INTO memberships (user_id, role, created_at, accepted_at) SELECT id, 'operator', $3, $3 FROM person
     )
     SELECT id FROM person`,
    [email, name, now],
  )
  const [person] = rows
  if (person === undefined) throw new Error('no id for the operator')
  return person.id
}

/** A secret for an authenticator app, not yet proven. Replaces one that was never proven. */
export async function writeTotp(db: Queryable, userId: number, sealed: string): Promise<void> {
  await db.query(
    `INSERT INTO user_secrets (user_id, totp_secret) VALUES ($1, $2)
     ON CONFLICT (user_id) DO UPDATE SET totp_secret = $2, totp_last_step = NULL
       WHERE user_secrets.totp_confirmed_at IS NULL`,
    [userId, sealed],
  )
}

/** Takes a step, once: false when it or a later one was taken, by another request at the same moment even. */
export async function takeTotpStep(db: Queryable, userId: number, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE user_secrets SET totp_last_step = $2 WHERE user_id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)',
    [userId, step],
  )
  return rowCount === 1
}

export async function confirmTotp(db: Queryable, userId: number, now: Date): Promise<void> {
  await db.query('UPDATE user_secrets SET totp_confirmed_at = $2 WHERE user_id = $1', [userId, now])
  await noteSecondFactor(db, userId)
}

export async function removeTotp(db: Queryable, userId: number): Promise<void> {
  await db.query(
    `UPDATE user_secrets SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE user_id = $1`,
    [userId],
  )
  await noteSecondFactor(db, userId)
}

/** Brings users.has_second_factor up to date; without a second factor its recovery codes go too. */
export async function noteSecondFactor(db: Queryable, userId: number): Promise<void> {
  await db.query(
    `UPDATE users SET has_second_factor =
        EXISTS (SELECT FROM user_secrets s WHERE s.user_id = $1 AND s.totp_confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM passkeys p WHERE p.user_id = $1)
      WHERE id = $1`,
    [userId],
  )
  await db.query(
    'DELETE FROM recovery_codes c USING users u WHERE c.user_id = $1 AND u.id = $1 AND NOT u.has_second_factor',
    [userId],
  )
}

/** All new; the old ones, used or not, are gone. */
export async function replaceRecoveryCodes(db: Queryable, userId: number, hashes: readonly Buffer[]): Promise<void> {
  await db.query('DELETE FROM recovery_codes WHERE user_id = $1', [userId])
  await db.query('INSERT INTO recovery_codes (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [userId, hashes])
}

/** Takes a code, once. */
export async function takeRecoveryCode(db: Queryable, userId: number, hash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [userId, hash, now],
  )
  return rowCount === 1
}

export async function insertAccessLine(
  db: Queryable,
  line: {
    readonly userId: number
    readonly at: Date
    readonly what: string
    readonly ip: string
    readonly device: string
  },
): Promise<void> {
  await db.query('INSERT INTO access_log (user_id, at, what, ip, device) VALUES ($1, $2, $3, $4, $5)', [
    line.userId,
    line.at,
    line.what,
    line.ip,
    line.device,
  ])
}

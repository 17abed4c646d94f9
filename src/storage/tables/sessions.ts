import type pg from 'pg'

type Queryable = Pick<pg.Pool, 'query'>

export interface NewSession {
  readonly tokenHash: Buffer
  readonly userId: number
  readonly membershipId: number
  readonly method: string
  readonly ip: string
  readonly device: string
  readonly now: Date
  readonly expiresAt: Date
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query(
    `WITH person AS (UPDATE users SET last_signed_in_at = $7 WHERE id = $2)
     INSERT INTO sessions (token_hash, user_id, membership_id, method, ip, device, created_at, last_seen_at, confirmed_at,
                           expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8)`,
    [
      session.tokenHash,
      session.userId,
      session.membershipId,
      session.method,
      session.ip,
      session.device,
      session.now,
      session.expiresAt,
    ],
  )
}

/** The session goes on under a new token, and what the change says. False: it has ended meanwhile. */
export async function rotateSession(
  db: Queryable,
  before: Buffer,
  after: Buffer,
  change: { readonly membershipId?: number; readonly confirmedAt?: Date; readonly leaveCustomer?: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE sessions SET token_hash = $2, membership_id = coalesce($3, membership_id),
            confirmed_at = coalesce($4, confirmed_at),
            acting_account_id = CASE WHEN $5 THEN NULL ELSE acting_account_id END
      WHERE token_hash = $1 AND ended_at IS NULL`,
    [before, after, change.membershipId ?? null, change.confirmedAt ?? null, change.leaveCustomer ?? false],
  )
  return rowCount === 1
}

/** Ends the session of a token, if there is one. */
export async function endSession(db: Queryable, tokenHash: Buffer, now: Date): Promise<void> {
  await db.query('UPDATE sessions SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL', [tokenHash, now])
}

/** Ends one of a person's sessions. False: there is none of this id, or no longer. */
export async function endSessionById(db: Queryable, userId: number, sessionId: number, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE sessions SET ended_at = $3 WHERE user_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > $3',
    [userId, sessionId, now],
  )
  return rowCount === 1
}

/** Ends all of a person's sessions but the one of this token. */
export async function endOtherSessions(
  db: Queryable,
  userId: number,
  keep: Buffer | undefined,
  now: Date,
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE sessions SET ended_at = $3
      WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $3 AND ($2::bytea IS NULL OR token_hash <> $2)`,
    [userId, keep ?? null, now],
  )
  return rowCount ?? 0
}

export async function touchSession(db: Queryable, sessionId: number, ip: string, now: Date): Promise<void> {
  await db.query('UPDATE sessions SET last_seen_at = $3, ip = $2 WHERE id = $1 AND last_seen_at < $3', [
    sessionId,
    ip,
    now,
  ])
}

export async function touchKey(db: Queryable, keyId: number, now: Date): Promise<void> {
  await db.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [keyId, now])
}

import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.Pool, 'query'>

/** A live session with what its person is. */
export interface LiveSession {
  readonly sessionId: number
  readonly userId: number
  readonly userName: string
  readonly membershipId: number
  readonly role: string
  readonly resellerId: number | null
  readonly accountId: number | null
  readonly numbers: readonly string[] | null
  readonly lastSeenAt: Date
  readonly confirmedAt: Date
  readonly expiresAt: Date
  readonly actingAccountId: number | null
  readonly actingAccountName: string | null
  readonly actingResellerId: number | null
  /** The reseller asked for, where there is one of this id. */
  readonly chosenResellerId: number | null
}

/**
 * The session of a token while it lives: by its unique index, with at most one row of each table beside it.
 *
 * @param idleSince sessions not seen since then are over.
 * @param chosenResellerId the reseller the request asks to act in.
 */
export async function findLiveSession(
  db: Queryable,
  tokenHash: Buffer,
  { now, idleSince, chosenResellerId }: { now: Date; idleSince: Date; chosenResellerId: number | undefined },
): Promise<LiveSession | undefined> {
  const { rows } = await db.query<LiveSession>(
    `SELECT s.id AS "sessionId", u.id AS "userId", u.name AS "userName", m.id AS "membershipId", m.role,
            m.reseller_id AS "resellerId", m.account_id AS "accountId", m.numbers, s.last_seen_at AS "lastSeenAt",
            s.confirmed_at AS "confirmedAt", s.expires_at AS "expiresAt", a.id AS "actingAccountId",
            a.name AS "actingAccountName", a.reseller_id AS "actingResellerId", r.id AS "chosenResellerId"
       FROM sessions s
       JOIN users u ON u.id = s.user_id AND u.status = 'active'
       JOIN memberships m ON m.id = s.membership_id AND m.revoked_at IS NULL AND m.accepted_at IS NOT NULL
       LEFT JOIN accounts a ON a.id = s.acting_account_id
       LEFT JOIN resellers r ON r.id = $4
      WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3`,
    [tokenHash, now, idleSince, chosenResellerId ?? null],
  )
  return rows[0]
}

export interface LiveKey {
  readonly keyId: number
  readonly name: string
  readonly resellerId: number
  readonly accountId: number | null
  readonly scopes: readonly string[]
  readonly lastUsedAt: Date | null
}

/** The key of a hash while it is good. */
export async function findLiveKey(db: Queryable, keyHash: Buffer, now: Date): Promise<LiveKey | undefined> {
  const { rows } = await db.query<LiveKey>(
    `SELECT id AS "keyId", name, reseller_id AS "resellerId", account_id AS "accountId", scopes,
            last_used_at AS "lastUsedAt"
       FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
    [keyHash, now],
  )
  return rows[0]
}

export interface SessionRow {
  readonly id: number
  readonly method: string
  readonly ip: string
  readonly device: string
  readonly signedInAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  /** The one that asks. */
  readonly isCurrent: boolean
}

/** A person's live sessions, the one seen last first. */
export async function listSessions(
  db: Queryable,
  userId: number,
  tokenHash: Buffer,
  { now, idleSince }: { now: Date; idleSince: Date },
): Promise<readonly SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT id, method, ip, device, created_at AS "signedInAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
            token_hash = $2 AS "isCurrent"
       FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4
      ORDER BY last_seen_at DESC, id DESC LIMIT 200`,
    [userId, tokenHash, now, idleSince],
  )
  return rows
}

export interface AccessLine {
  readonly id: bigint
  readonly at: Date
  readonly what: string
  readonly ip: string
  readonly device: string
}

/** What happened around a login, newest first. */
export async function listAccessLines(
  db: Queryable,
  userId: number,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<AccessLine>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<AccessLine>(
    `SELECT id, at, what, ip, device FROM access_log WHERE user_id = $1 AND ($2::int8 IS NULL OR id < $2)
      ORDER BY id DESC LIMIT $3`,
    [userId, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [Number(id)])
}

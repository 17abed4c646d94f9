import { createAuthenticate } from '#operations/access/authenticate.ts'
import { hashToken, newToken } from '#operations/access/token.ts'
import type { Role } from '#domain/access/roles.ts'
import { insertSession } from '#storage/tables/sessions.ts'
import { readConfig } from '../../src/config.ts'
import { createTestApi, type TestApi } from './api.ts'
import type { TestDatabase } from './database.ts'

/** What the server takes for the host of an injected request. */
const ORIGIN = 'http://localhost'

export interface SignedIn {
  readonly userId: number
  readonly token: string
  /** What a browser sends with every request. */
  readonly headers: Record<string, string>
}

/** The real server with the real look-up of sessions and keys. */
export function createSignInApi(database: TestDatabase, now: Date, config = readConfig({})): Promise<TestApi> {
  const clock = { api: undefined as TestApi | undefined }
  const authenticate = createAuthenticate({ pool: database.pool, clock: () => clock.api?.now ?? now, config })
  return createTestApi(database, 0, now, { authenticate, config }).then((api) => {
    clock.api = api
    return api
  })
}

/** Somebody who accepted an invitation and has a session, confirmed this moment. */
export async function signInAs(
  { pool }: TestDatabase,
  person: {
    readonly email: string
    readonly role: Role
    readonly resellerId?: number
    readonly accountId?: number
    readonly numbers?: readonly string[]
  },
  now: Date,
): Promise<SignedIn> {
  const { email, role, resellerId = null, accountId = null, numbers = null } = person
  const { rows } = await pool.query<{ userId: number; membershipId: number }>(
    `WITH person AS (
       INSERT INTO users (email, name, status, created_at) VALUES ($1, $1, 'active', $2)
       ON CONFLICT (email) DO UPDATE SET status = 'active' RETURNING id
     )
     INSERT INTO memberships (user_id, reseller_id, account_id, role, numbers, created_at, accepted_at)
     SELECT id, $3, $4, $5, $6, $2, $2 FROM person RETURNING user_id AS "userId", id AS "membershipId"`,
    [email, now, resellerId, accountId, role, numbers],
  )
  const [row] = rows
  if (row === undefined) throw new Error('nobody to sign in')
  const token = newToken()
  await insertSession(pool, {
    ...row,
    tokenHash: hashToken(token),
    method: 'password',
    ip: '127.0.0.1',
    device: 'a test',
    now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  })
  return { userId: row.userId, token, headers: browserHeaders(token) }
}

export function browserHeaders(token: string): Record<string, string> {
  return { cookie: `tollgate-session=${token}`, origin: ORIGIN }
}

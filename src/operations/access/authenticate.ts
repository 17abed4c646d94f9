import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { PERMISSIONS } from '#domain/access/policies.ts'
import type { Role } from '#domain/access/roles.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { findLiveKey, findLiveSession, type LiveSession } from '#storage/queries/sessions.ts'
import { touchKey, touchSession } from '#storage/tables/sessions.ts'
import type { Config } from '../../config.ts'
import { idleSince } from './context.ts'
import { requireSameSite, siteOf, type Origin } from './site.ts'
import { hashToken } from './token.ts'

/** As much of a request as it takes to know who sent it. */
interface Incoming extends Origin {
  readonly ip: string
  readonly cookies: Readonly<Record<string, string | undefined>>
}

const MINUTE_MS = 60_000

/**
 * Who sends a request: by `Authorization: Bearer tg_…`, or by the session cookie. One look-up by a unique index, and at
 * most once a minute one write of when it was last seen.
 *
 * An operator chooses the reseller to act in by the header `tollgate-reseller`; for anybody else it may only repeat its own.
 *
 * @param how leavesTrace false: a look whether somebody is signed in still, which is no sign that anybody is there.
 * @returns undefined: nobody we know.
 * @throws ProblemError 'forbidden' for a write another site made the browser send; 'not_found' for a reseller that is not
 *   the actor's to choose.
 */
export function createAuthenticate({
  pool,
  clock,
  config,
}: {
  readonly pool: pg.Pool
  readonly clock: () => Date
  readonly config: Config
}): (request: Incoming, how?: { readonly leavesTrace?: boolean }) => Promise<Actor | undefined> {
  return async (request, { leavesTrace = true } = {}) => {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const key = /^Bearer (tg_[\w-]{20,200})$/i.exec(String(authorization))?.[1]
      return key === undefined ? undefined : withKey(pool, key, clock())
    }
    const token = sessionToken(config, request)
    if (token === undefined) return undefined
    const chosen = chosenReseller(request)
    const now = clock()
    const session = await findLiveSession(pool, hashToken(token), {
      now,
      idleSince: idleSince(config, now),
      chosenResellerId: chosen,
    })
    if (session === undefined) return undefined
    requireSameSite(config, request, { isStrict: true })
    if (leavesTrace && now.getTime() - session.lastSeenAt.getTime() >= MINUTE_MS) {
      await touchSession(pool, session.sessionId, request.ip, now)
    }
    const actor = actorOf(session)
    if (chosen !== undefined && actor.resellerId !== chosen) {
      throw new ProblemError(problem('not_found', 'There is no such reseller.', { field: 'tollgate-reseller' }))
    }
    return actor
  }
}

/** The token of the request's session cookie, if it could be one. */
export function sessionToken(
  config: Config,
  request: Origin & { readonly cookies: Readonly<Record<string, string | undefined>> },
): string | undefined {
  const token = request.cookies[siteOf(config, request).cookie]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}

async function withKey(pool: pg.Pool, key: string, now: Date): Promise<Actor | undefined> {
  const found = await findLiveKey(pool, hashToken(key), now)
  if (found === undefined) return undefined
  const { keyId, name, resellerId, accountId, scopes, lastUsedAt } = found
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= MINUTE_MS) await touchKey(pool, keyId, now)
  return {
    kind: 'key',
    id: keyId,
    name,
    role: 'key',
    resellerId,
    ...(accountId !== null && { accountId }),
    scopes: PERMISSIONS.filter((permission) => scopes.includes(permission)),
  }
}

function actorOf(session: LiveSession): Actor {
  const { userId, userName, confirmedAt, role, accountId, numbers } = session
  const person = { kind: 'user', id: userId, confirmedAt } as const
  if (session.actingAccountId !== null) {
    return {
      ...person,
      name: session.actingAccountName ?? '',
      role: 'customer-admin',
      resellerId: session.actingResellerId ?? undefined,
      accountId: session.actingAccountId,
      onBehalf: { userId, name: userName },
    }
  }
  return {
    ...person,
    name: userName,
    role: role as Role,
    resellerId: (role === 'operator' ? session.chosenResellerId : session.resellerId) ?? undefined,
    ...(accountId !== null && { accountId }),
    // A customer user sees its own numbers; none named means none.
    ...(role === 'customer-user' && { numbers: numbers ?? [] }),
  }
}

function chosenReseller({ headers }: Origin): number | undefined {
  const header = headers['tollgate-reseller']
  if (header === undefined) return undefined
  const id = Number(header)
  if (/^[1-9]\d{0,9}$/.test(String(header)) && id <= 2_147_483_647) return id
  throw new ProblemError(problem('invalid_value', 'Name the reseller by its id.', { field: 'tollgate-reseller' }))
}

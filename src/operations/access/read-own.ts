import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { PERMISSIONS, type Permission } from '#domain/access/policies.ts'
import type { Role } from '#domain/access/roles.ts'
import { CONFIRMED_FOR_MS } from '#domain/access/step-up.ts'
import { listOwnMemberships, type MembershipRow } from '#storage/queries/logins.ts'
import { readOwnTimeZone } from '#storage/queries/time-zone.ts'
import { listPasskeys, type PasskeyRow } from '#storage/queries/passkeys.ts'
import type { Page } from '#storage/queries/page.ts'
import { listAccessLines, listSessions, type AccessLine, type SessionRow } from '#storage/queries/sessions.ts'
import { idleSince, type AccessContext } from './context.ts'
import { ownLogin, type Person } from './person.ts'

export interface OwnSession {
  readonly kind: 'user' | 'key'
  readonly id: number
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly permissions: readonly Permission[]
  readonly resellerId: number | null
  readonly accountId: number | null
  /** Of the account, else of the reseller; null: an operator who has not chosen one. */
  readonly timeZone: string | null
  readonly numbers: readonly string[] | null
  readonly onBehalf: { readonly userId: number; readonly name: string } | null
  readonly confirmedUntil: Date | null
  readonly memberships: readonly (MembershipRow & { readonly role: Role })[]
}

/** Who asks and what it may do: a person, or a key. */
export async function readOwnSession(context: AccessContext, actor: Actor): Promise<OwnSession> {
  const isOwn = actor.kind === 'user' && actor.onBehalf === undefined
  const login = isOwn ? await ownLogin(context, { actor, tokenHash: Buffer.alloc(0) }) : undefined
  const memberships = login === undefined ? [] : await listOwnMemberships(context.pool, login.userId)
  const { confirmedAt } = actor
  return {
    kind: actor.kind === 'user' ? 'user' : 'key',
    id: actor.id,
    name: actor.name,
    email: login?.email ?? null,
    role: actor.role,
    permissions: PERMISSIONS.filter((permission) => may(actor, permission)),
    resellerId: actor.resellerId ?? null,
    accountId: actor.accountId ?? null,
    timeZone: await readOwnTimeZone(context.pool, actor),
    numbers: actor.numbers ?? null,
    onBehalf: actor.onBehalf ?? null,
    confirmedUntil: confirmedAt === undefined ? null : new Date(confirmedAt.getTime() + CONFIRMED_FOR_MS),
    memberships: memberships.map((membership) => ({ ...membership, role: membership.role as Role })),
  }
}

/** Where the person is signed in. */
export async function readOwnSessions(context: AccessContext, person: Person): Promise<readonly SessionRow[]> {
  const { pool, config, now } = context
  const { userId } = await ownLogin(context, person)
  return listSessions(pool, userId, person.tokenHash, { now, idleSince: idleSince(config, now) })
}

/** What happened around the person's login. */
export async function readOwnActivity(
  context: AccessContext,
  person: Person,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AccessLine>> {
  const { userId } = await ownLogin(context, person)
  return listAccessLines(context.pool, userId, query)
}

export interface OwnLogin {
  readonly email: string
  readonly name: string
  readonly hasAuthenticatorApp: boolean
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly PasskeyRow[]
}

/** How the person signs in. */
export async function readOwnLogin(context: AccessContext, person: Person): Promise<OwnLogin> {
  const { userId, email, name, totpConfirmedAt, recoveryCodes } = await ownLogin(context, person)
  return {
    email,
    name,
    hasAuthenticatorApp: totpConfirmedAt !== null,
    recoveryCodesLeft: recoveryCodes,
    passkeys: await listPasskeys(context.pool, userId),
  }
}

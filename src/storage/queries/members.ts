import type pg from 'pg'
import type { Role } from '#domain/access/roles.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A person in one place: on a reseller's staff, or a user of an account. */
export interface Member {
  readonly membershipId: number
  readonly userId: number
  readonly accountId: number | null
  readonly email: string
  /** Empty until somebody who has a login already accepts: what it is called is its own affair. */
  readonly name: string
  readonly role: Role
  /** A customer user's own, E.164 digits; null for every other role. */
  readonly numbers: readonly string[] | null
  readonly status: 'invited' | 'active' | 'closed'
  /** Null until it has accepted. */
  readonly hasSecondFactor: boolean | null
  readonly lastSignedInAt: Date | null
  readonly invitedAt: Date
  readonly acceptedAt: Date | null
  /** Whether it has never set a password: it has no other place, and may be renamed. */
  readonly isNew: boolean
  readonly version: number
}

const MEMBERS = `SELECT m.id AS "membershipId", m.user_id AS "userId", m.account_id AS "accountId", u.email, m.role, m.numbers,
    CASE WHEN m.accepted_at IS NOT NULL OR u.status = 'invited' THEN u.name ELSE '' END AS name,
    CASE WHEN u.status = 'closed' THEN 'closed' WHEN m.accepted_at IS NULL THEN 'invited' ELSE 'active' END AS status,
    CASE WHEN m.accepted_at IS NOT NULL THEN u.has_second_factor END AS "hasSecondFactor",
    CASE WHEN m.accepted_at IS NOT NULL THEN u.last_signed_in_at END AS "lastSignedInAt",
    m.created_at AS "invitedAt", m.accepted_at AS "acceptedAt", u.status = 'invited' AS "isNew", m.version
  FROM memberships m JOIN users u ON u.id = m.user_id
 WHERE m.revoked_at IS NULL AND m.reseller_id IS NOT NULL`

export interface MemberFilter {
  /** `staff`: the reseller's; a number: of this account; `everywhere`: both, of every account. */
  readonly place: 'staff' | 'everywhere' | number
  readonly role?: Role | undefined
  /** Part of a name or e-mail address. */
  readonly search?: string | undefined
}

/** People by their e-mail address. */
export async function listMembers(
  db: pg.ClientBase,
  {
    place,
    role,
    search,
    cursor,
    limit,
  }: MemberFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<Member>> {
  const [email, membershipId] = decodeCursor(cursor, 'string', 'number') ?? []
  const { rows } = await db.query<Member>(
    `SELECT * FROM (${MEMBERS}) p
      WHERE ($1::boolean IS NULL OR ("accountId" IS NULL) = $1) AND ($2::int4 IS NULL OR "accountId" = $2)
        AND ($3::text IS NULL OR role = $3)
        AND ($4::text IS NULL OR strpos(lower(email), $4) > 0 OR strpos(lower(name), $4) > 0)
        AND ($5::text IS NULL OR (email, "membershipId") > ($5, $6::int4))
      ORDER BY email, "membershipId" LIMIT $7`,
    [
      place === 'staff' ? true : null,
      typeof place === 'number' ? place : null,
      role ?? null,
      search?.toLowerCase() ?? null,
      email ?? null,
      membershipId ?? null,
      limit + 1,
    ],
  )
  return toPage(rows, limit, (member) => [member.email, member.membershipId])
}

/** A person of the reseller's staff, or of an account where one is named. */
export async function readMember(
  db: pg.ClientBase,
  { userId, accountId }: { readonly userId: number; readonly accountId: number | undefined },
): Promise<Member | undefined> {
  const { rows } = await db.query<Member>(
    `${MEMBERS} AND m.user_id = $1 AND m.account_id IS NOT DISTINCT FROM $2::int4`,
    [userId, accountId ?? null],
  )
  return rows[0]
}

/** Owners who have accepted, other than this one; locked, so that two do not take each other's leave at once. */
export async function countOtherOwners(db: pg.ClientBase, membershipId: number): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM memberships
      WHERE role = 'owner' AND revoked_at IS NULL AND accepted_at IS NOT NULL ORDER BY id FOR UPDATE`,
  )
  return rows.filter(({ id }) => id !== membershipId).length
}

/** When the last invitation to this membership went out. */
export async function lastInvitedAt(db: pg.ClientBase, membershipId: number): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT max(created_at) AS at FROM links WHERE membership_id = $1',
    [membershipId],
  )
  return rows[0]?.at ?? undefined
}

/** Which of these numbers the account does not hold at present. */
export async function numbersNotHeld(
  db: pg.ClientBase,
  accountId: number,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ number: string }>(
    `SELECT number FROM unnest($2::text[]) AS n (number)
      WHERE NOT EXISTS (SELECT FROM number_assignments a WHERE a.number = n.number AND a.account_id = $1
                           AND a.valid_to IS NULL AND a.superseded_at IS NULL)`,
    [accountId, numbers],
  )
  return rows.map(({ number }) => number)
}

/** Whether somebody runs the installation. Read by its own role only. */
export async function hasOperator(db: pg.ClientBase): Promise<boolean> {
  return (await listOperators(db, { lock: false })).some(({ status }) => status === 'active')
}

export type OperatorRow = Pick<
  Member,
  'membershipId' | 'userId' | 'email' | 'name' | 'status' | 'hasSecondFactor' | 'lastSignedInAt' | 'invitedAt'
>

/** Who runs the installation, the first first. Read by its own role only; locked where somebody is about to leave. */
export async function listOperators(
  db: pg.ClientBase,
  { lock }: { readonly lock: boolean },
): Promise<readonly OperatorRow[]> {
  const { rows } = await db.query<OperatorRow>(
    `SELECT m.id AS "membershipId", u.id AS "userId", u.email,
            CASE WHEN m.accepted_at IS NOT NULL OR u.status = 'invited' THEN u.name ELSE '' END AS name,
            CASE WHEN u.status = 'closed' THEN 'closed' WHEN m.accepted_at IS NULL THEN 'invited' ELSE 'active' END AS status,
            u.has_second_factor AS "hasSecondFactor", u.last_signed_in_at AS "lastSignedInAt", m.created_at AS "invitedAt"
       FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.role = 'operator' AND m.revoked_at IS NULL ORDER BY m.id ${lock ? 'FOR UPDATE OF m' : ''}`,
  )
  return rows
}

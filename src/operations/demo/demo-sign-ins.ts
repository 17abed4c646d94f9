import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { grantableScopes } from '#domain/access/key-scopes.ts'
import type { Role } from '#domain/access/roles.ts'
import { hashPassword } from '#operations/access/password-hash.ts'
import { createKey, newKey } from '#operations/api-keys/create-key.ts'
import { perform } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { hasOperator } from '#storage/queries/members.ts'
import { readDemoAccounts } from '#storage/queries/demo.ts'
import { acceptMembership, activateUser, insertOperator, writePassword } from '#storage/tables/logins.ts'
import { revokeKeysNamed } from '#storage/tables/api-keys.ts'
import { insertMembership, userFor } from '#storage/tables/memberships.ts'

export interface DemoSignIn {
  readonly email: string
  readonly role: Role
}

export interface DemoSignIns {
  readonly people: readonly DemoSignIn[]
  /** The same for all of them, new each time the demonstration starts. */
  readonly password: string
  /** Of a machine that may do what the owner may. */
  readonly key: string
}

const KEY_NAME = 'demonstration'
const OPERATOR = { email: 'operator@tollgate.example', name: 'Sam Operator' }
const OWNER = { email: 'owner@southerncrosstalk.example', name: 'Alex Marlow', role: 'owner' } as const
const SUPPORT = { email: 'support@southerncrosstalk.example', name: 'Billie Tran', role: 'support' } as const
const CUSTOMER = { email: 'customer@southerncrosstalk.example', name: 'Casey Pike', role: 'customer-admin' } as const

/** People of the demonstration and a machine's key. Passwords are made anew: only their hashes are kept. */
export async function createDemoSignIns(
  pool: pg.Pool,
  resellerId: number,
  cost: Parameters<typeof hashPassword>[1],
  now: Date,
): Promise<DemoSignIns> {
  const password = randomBytes(9).toString('base64url')
  const hash = await hashPassword(password, cost)
  const ownerId = await withTransaction(pool, async (db) => {
    if (!(await hasOperator(db))) await writePassword(db, await insertOperator(db, OPERATOR, now), hash, now)
    else await writePassword(db, await userFor(db, OPERATOR.email, OPERATOR.name, now), hash, now)
    const [account] = await readDemoAccounts(db)
    await enrol(db, { ...CUSTOMER, resellerId, accountId: account?.id }, hash, now)
    await enrol(db, { ...SUPPORT, resellerId, accountId: undefined }, hash, now)
    return enrol(db, { ...OWNER, resellerId, accountId: undefined }, hash, now)
  })
  await withTransaction(pool, (db) => revokeKeysNamed(db, resellerId, KEY_NAME, now))
  const key = newKey()
  const owner: Actor = { kind: 'user', id: ownerId, name: OWNER.name, role: 'owner', resellerId, confirmedAt: now }
  const input = { key, name: KEY_NAME, scopes: grantableScopes(owner, false) }
  await perform(pool, createKey, { actor: owner, input, now, origin: 'command line' }, () => null)
  return { people: [{ ...OPERATOR, role: 'operator' }, OWNER, SUPPORT, CUSTOMER], password, key }
}

async function enrol(
  db: pg.ClientBase,
  person: {
    readonly email: string
    readonly name: string
    readonly role: Role
    readonly resellerId: number
    readonly accountId: number | undefined
  },
  hash: string,
  now: Date,
): Promise<number> {
  const userId = await userFor(db, person.email, person.name, now)
  await writePassword(db, userId, hash, now)
  await activateUser(db, userId, undefined)
  const membershipId = await insertMembership(db, { ...person, userId, numbers: undefined, createdAt: now })
  if (membershipId !== undefined) await acceptMembership(db, membershipId, userId, now)
  return userId
}

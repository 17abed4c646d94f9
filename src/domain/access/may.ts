import type { Actor } from './actor.ts'
import { POLICIES, type Permission } from './policies.ts'
import type { Role } from './roles.ts'

/** What nobody does in another's name: who signed in as a customer changes none of its users. */
const NEVER_ON_BEHALF: readonly Permission[] = ['users.write', 'api-keys.write']

/** Whether an actor may do this at all; within which walls is another question, answered by the database. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.onBehalf !== undefined && NEVER_ON_BEHALF.includes(permission)) return false
  if (actor.role === 'key') return actor.scopes?.includes(permission) ?? false
  const roles: readonly Role[] = POLICIES[permission]
  return roles.includes(actor.role)
}

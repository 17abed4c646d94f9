import type { Actor } from './actor.ts'
import { POLICIES, type Permission } from './policies.ts'
import type { Role } from './roles.ts'

/** Whether an actor may do this at all; within which walls is another question, answered by the database. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.role === 'key') return actor.scopes?.includes(permission) ?? false
  const roles: readonly Role[] = POLICIES[permission]
  return roles.includes(actor.role)
}

import type { Actor } from './actor.ts'
import { may } from './may.ts'
import { PERMISSIONS, POLICIES, type Permission } from './policies.ts'
import type { Role } from './roles.ts'

export const STAFF_ROLES = ['owner', 'admin', 'billing', 'provisioning', 'support', 'read-only'] as const
export const CUSTOMER_ROLES = ['customer-admin', 'customer-user'] as const

/** Who stands above whom. A machine counts as its reseller's admin, within its scopes. */
const RANKS: Readonly<Record<Role, number>> = {
  system: 6,
  operator: 6,
  owner: 5,
  admin: 4,
  key: 4,
  billing: 3,
  provisioning: 3,
  support: 3,
  'read-only': 2,
  'customer-admin': 1,
  'customer-user': 0,
}

/**
 * Whether the actor may make somebody this, or change somebody who is: nobody raises anybody above their own role, and a
 * key never gives what its scopes do not hold.
 */
export function mayGiveRole(actor: Actor, role: Role): boolean {
  if (RANKS[actor.role] < RANKS[role]) return false
  return actor.kind !== 'key' || permissionsOf(role).every((permission) => may(actor, permission))
}

/** Everything a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => {
    const roles: readonly Role[] = POLICIES[permission]
    return roles.includes(role)
  })
}

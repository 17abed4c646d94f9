import type { Actor } from './actor.ts'
import { permissionsOf } from './giving-roles.ts'
import { may } from './may.ts'
import { PERMISSIONS, type Permission } from './policies.ts'

/** A key's walls are its reseller's, and it is nobody who could sign in as somebody. */
const NO_SCOPES: readonly Permission[] = [
  'resellers.read',
  'resellers.write',
  'operators.read',
  'operators.write',
  'users.sign-in-as',
  'saved-views.own',
]

/** What a key can be given at all. */
export const KEY_SCOPES = PERMISSIONS.filter((permission) => !NO_SCOPES.includes(permission))

/**
 * What this actor may give a key: never more than it has. A key confined to one account gets no more than that account's own
 * administrator has: what staff do there is not kept in by an account's walls alone.
 */
export function grantableScopes(actor: Actor, isConfined: boolean): readonly Permission[] {
  const customers = permissionsOf('customer-admin')
  return KEY_SCOPES.filter((scope) => may(actor, scope) && (!isConfined || customers.includes(scope)))
}

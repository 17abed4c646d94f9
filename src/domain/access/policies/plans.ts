import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/**
 * Calling plans, number plans and rate decks are the reseller's business: among them are the plan and the decks it buys by,
 * which no customer sees. A customer reads the plan of its own account.
 */
export const plansPolicy = {
  'plans.read': [...STAFF],
  'plans.write': [...ADMINS, 'billing'],
  'account-plans.read': [...STAFF, 'customer-admin'],
  'account-plans.write': [...ADMINS, 'billing', 'provisioning'],
} as const satisfies Policy

import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Charges that make themselves. */
export const automaticChargesPolicy = {
  'automatic-charges.read': [...STAFF, 'customer-admin'],
  // Trying one now, and switching them on again.
  'automatic-charges.write': [...ADMINS, 'billing', 'support', 'customer-admin'],
  // Planning and sending them: the installation's own work.
  'automatic-charges.run': ['system'],
} as const satisfies Policy

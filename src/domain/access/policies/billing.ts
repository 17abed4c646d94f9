import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Bill runs, statements, charges, credits and payments recorded by hand. */
export const billingPolicy = {
  'billing.read': [...STAFF, 'customer-admin'],
  'billing.write': [...ADMINS, 'billing'],
  'billing.run': [...ADMINS, 'billing', 'system'],
  'bill-runs.read': STAFF,
} as const satisfies Policy

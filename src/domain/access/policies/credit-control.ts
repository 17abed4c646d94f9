import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The limits of accounts, and how accounts pay. */
export const creditControlPolicy = {
  // A customer: how they stand.
  'credit-control.read': [...STAFF, 'customer-admin'],
  'credit-control.write': [...ADMINS, 'billing', 'support'],
  'payment-settings.read': [...STAFF, 'customer-admin'],
  'payment-settings.write': [...ADMINS, 'billing', 'support', 'customer-admin'],
} as const satisfies Policy

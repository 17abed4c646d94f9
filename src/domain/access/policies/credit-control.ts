import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The limits of accounts, and how accounts pay. */
export const creditControlPolicy = {
  // A customer: how they stand.
  'credit-control.read': [...STAFF, 'customer-admin'],
  'credit-control.write': [...ADMINS, 'billing', 'support'],
  // All accounts at once: what goes on, the rules for all, tests of rules on past calls.
  'risk.read': STAFF,
  'risk.write': ADMINS,
  // Whose calls they were that tripped a limit.
  'fraud-answers.write': [...ADMINS, 'billing', 'support', 'customer-admin'],
  'payment-settings.read': [...STAFF, 'customer-admin'],
  'payment-settings.write': [...ADMINS, 'billing', 'support', 'customer-admin'],
} as const satisfies Policy

import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** People: the reseller's own staff, and the users of its accounts; their roles and invitations. */
export const usersPolicy = {
  'staff.read': [...STAFF],
  'staff.write': [...ADMINS],
  // A customer's administrator: those of its own account.
  'users.read': [...STAFF, 'customer-admin'],
  'users.write': [...ADMINS, 'provisioning', 'support', 'customer-admin'],
  // Acts as a customer's administrator, named on every audit line.
  'users.sign-in-as': ['operator', 'owner', 'admin', 'support'],
} as const satisfies Policy

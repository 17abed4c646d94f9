import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Customer accounts, their status, contacts and notes. */
export const accountsPolicy = {
  'accounts.read': [...STAFF, 'customer-admin'],
  'accounts.create': [...ADMINS],
  // A customer: its contacts and addresses, and nothing else.
  'accounts.write': [...ADMINS, 'provisioning', 'support', 'billing', 'customer-admin'],
  'accounts.history': [...STAFF],
  'accounts.status': [...ADMINS, 'billing'],
  // A customer: its own, at the bill anniversary.
  'accounts.cancel': [...ADMINS, 'customer-admin'],
  'account-notes.read': [...STAFF],
  'account-notes.write': [...ADMINS, 'provisioning', 'support', 'billing'],
  // Those of others.
  'account-notes.delete': [...ADMINS],
} as const satisfies Policy

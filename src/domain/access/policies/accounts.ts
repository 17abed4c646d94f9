import { ADMINS, EVERYBODY } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Customer accounts, their status, contacts and notes. */
export const accountsPolicy = {
  'accounts.read': [...EVERYBODY],
  'accounts.write': [...ADMINS, 'provisioning', 'support', 'billing'],
  'accounts.status': [...ADMINS, 'billing'],
  'accounts.cancel': [...ADMINS],
} as const satisfies Policy

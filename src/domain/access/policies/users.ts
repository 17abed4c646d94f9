import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** People, their roles and invitations. */
export const usersPolicy = {
  'users.read': [...STAFF, 'customer-admin'],
  'users.write': [...ADMINS, 'customer-admin'],
} as const satisfies Policy

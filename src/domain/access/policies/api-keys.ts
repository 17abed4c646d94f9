import { ADMINS } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Keys of machines. */
export const apiKeysPolicy = {
  'api-keys.read': [...ADMINS],
  'api-keys.write': [...ADMINS],
} as const satisfies Policy

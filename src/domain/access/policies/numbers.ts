import { ADMINS, EVERYBODY } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The number inventory, orders, and numbers and channels of accounts. */
export const numbersPolicy = {
  'numbers.read': [...EVERYBODY],
  'numbers.write': [...ADMINS, 'provisioning'],
} as const satisfies Policy

import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Files of the bank, and whose each transfer is. */
export const bankTransfersPolicy = {
  'bank-transfers.read': STAFF,
  'bank-transfers.write': [...ADMINS, 'billing'],
} as const satisfies Policy

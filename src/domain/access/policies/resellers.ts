import { ADMINS } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The installation itself: its resellers, and the people who run it. */
export const resellersPolicy = {
  'resellers.read': ['operator'],
  'resellers.write': ['operator'],
  /** What the reseller has with the operator, where it pays ahead. */
  'wholesale-credit.read': [...ADMINS, 'billing'],
  'operators.read': ['operator'],
  'operators.write': ['operator'],
} as const satisfies Policy

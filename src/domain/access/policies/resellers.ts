import type { Policy } from '../role-groups.ts'

/** The installation itself: its resellers, and the people who run it. */
export const resellersPolicy = {
  'resellers.read': ['operator'],
  'resellers.write': ['operator'],
  'operators.read': ['operator'],
  'operators.write': ['operator'],
} as const satisfies Policy

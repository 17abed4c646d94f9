import type { Policy } from '../role-groups.ts'

/** Resellers of the installation: the operator's. */
export const resellersPolicy = {
  'resellers.read': ['operator'],
  'resellers.write': ['operator'],
} as const satisfies Policy

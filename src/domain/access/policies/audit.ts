import { ADMINS } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The audit chain. */
export const auditPolicy = {
  'audit.read': [...ADMINS],
} as const satisfies Policy

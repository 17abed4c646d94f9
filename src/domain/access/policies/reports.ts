import { STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Reports over all customers. */
export const reportsPolicy = {
  'reports.read': [...STAFF],
} as const satisfies Policy

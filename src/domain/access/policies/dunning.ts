import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** What is done about invoices that are overdue. */
export const dunningPolicy = {
  'dunning.read': STAFF,
  'dunning.write': [...ADMINS, 'billing'],
  'dunning.run': ['system'],
} as const satisfies Policy

import { EVERYBODY, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** What belongs to the pages rather than to a thing of the office. */
export const portalPolicy = {
  // What stands out over all customers; its money only with the permissions that money has elsewhere.
  'dashboard.read': [...STAFF],
  // Over everything the role may read.
  'search.read': [...STAFF],
  // Filters one has kept for oneself.
  'saved-views.own': [...EVERYBODY],
} as const satisfies Policy

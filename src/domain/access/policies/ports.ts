import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Moving numbers over from another carrier; the desk that works them, its calendar and its prices. */
export const portsPolicy = {
  // A customer: those of its account.
  'ports.read': [...STAFF, 'customer-admin'],
  // Request, mend, submit and withdraw; a customer picks the date of a complex port too.
  'ports.request': [...ADMINS, 'provisioning', 'support', 'customer-admin'],
  'ports.work': [...ADMINS, 'provisioning', 'support'],
  // The price list.
  'ports.settings': [...ADMINS],
  // The carriers the desk deals with, and what is sent to them.
  'carriers.read': [...STAFF],
  'carriers.write': [...ADMINS],
  'calendars.read': [...STAFF],
  'calendars.write': [...ADMINS],
} as const satisfies Policy

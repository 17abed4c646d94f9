import { ADMINS, EVERYBODY } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Billing records, their explanation, imports, suspense and the feed. */
export const callsPolicy = {
  'calls.read': [...EVERYBODY],
  'calls.write': [...ADMINS, 'provisioning', 'billing'],
  'calls.cost': [...ADMINS, 'billing', 'read-only'],
} as const satisfies Policy

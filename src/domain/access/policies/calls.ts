import { ADMINS, EVERYBODY, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Billing records and their explanation, imports, suspense and the feed. */
export const callsPolicy = {
  'calls.read': [...EVERYBODY],
  /** Over all customers of the reseller. */
  'calls.search': [...STAFF],
  /** Wholesale cost and margin. */
  'calls.cost': [...ADMINS, 'billing', 'read-only'],
  /** Calls in: files and events. */
  'calls.import': [...ADMINS],
  /** Ask for calls as they are made, and tell of their ends: for switches. */
  'calls.authorize': [...ADMINS],
  /** What could not be priced: see it, put it right, try it again. */
  'suspense.read': [...STAFF],
  'suspense.write': [...ADMINS, 'provisioning', 'billing'],
  /** Give a suspended call up for good. */
  'suspense.dismiss': [...ADMINS, 'billing'],
  /** The records of all customers for another system: for keys. */
  'calls.feed': [...ADMINS],
} as const satisfies Policy

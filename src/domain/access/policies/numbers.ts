import { ADMINS, EVERYBODY, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The number inventory, orders, and numbers and channels of accounts. */
export const numbersPolicy = {
  // A customer: those of its account; a customer user: its own.
  'numbers.read': [...EVERYBODY],
  'numbers.write': [...ADMINS, 'provisioning'],
  // End a number at the bill anniversary, or take that back. A customer: those of its account.
  'numbers.cancel': [...ADMINS, 'provisioning', 'customer-admin'],
  // Against the ordinary course: taking a number away after the day it was added, ending a quarantine early.
  'numbers.correct': [...ADMINS],
  'inventory.read': [...STAFF],
  'inventory.write': [...ADMINS, 'provisioning'],
  'channels.read': [...STAFF, 'customer-admin'],
  'channels.write': [...ADMINS, 'provisioning'],
  'number-orders.read': [...STAFF],
  'number-orders.write': [...ADMINS, 'provisioning'],
} as const satisfies Policy

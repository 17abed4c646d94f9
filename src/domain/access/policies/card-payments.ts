import { ADMINS, STAFF } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Cards and direct debits through a gateway, and the gateway's own settings. */
export const cardPaymentsPolicy = {
  'card-payments.read': [...STAFF, 'customer-admin'],
  // Adding and removing payment methods, and paying by them.
  'card-payments.write': [...ADMINS, 'billing', 'support', 'customer-admin'],
  'card-payments.refund': [...ADMINS, 'billing'],
  'disputes.read': STAFF,
  // Writing down what the gateway says: the installation's own work.
  'card-payments.settle': ['system'],
  'payment-gateway.read': [...ADMINS, 'billing'],
  'payment-gateway.write': ADMINS,
} as const satisfies Policy

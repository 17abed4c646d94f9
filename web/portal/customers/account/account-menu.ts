import type { Permission } from '../../../shared/access/session.ts'

interface MenuPlace {
  readonly label: string
  /** Below the customer's own address; empty for what it shows first. */
  readonly path: string
  readonly permission: Permission
}

/** The menu of a customer, in the order of the platform's. */
export const ACCOUNT_MENU: readonly MenuPlace[] = [
  { label: 'Account status', path: '', permission: 'billing.read' },
  { label: 'Profile and contacts', path: 'profile', permission: 'accounts.read' },
  { label: 'Calling plan', path: 'calling-plan', permission: 'account-plans.read' },
  { label: 'Numbers', path: 'numbers', permission: 'numbers.read' },
  { label: 'Porting', path: 'porting', permission: 'ports.read' },
  { label: 'Billing records', path: 'billing-records', permission: 'calls.read' },
  { label: 'Statements and payments', path: 'statements', permission: 'billing.read' },
  { label: 'Payment settings', path: 'payment-settings', permission: 'payment-settings.read' },
  { label: 'Call rules', path: 'call-rules', permission: 'credit-control.read' },
  { label: 'Users', path: 'users', permission: 'users.read' },
  { label: 'Activity', path: 'activity', permission: 'accounts.history' },
]

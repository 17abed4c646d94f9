/**
 * What a person or machine is to a reseller. `operator` runs the installation; owner to read-only are the reseller's
 * staff; the customer roles belong to one account, a customer user to some of its numbers; `key` is a machine with scopes;
 * `system` is the installation at its timetable.
 */
export const ROLES = [
  'operator',
  'owner',
  'admin',
  'billing',
  'provisioning',
  'support',
  'read-only',
  'customer-admin',
  'customer-user',
  'key',
  'system',
] as const
export type Role = (typeof ROLES)[number]

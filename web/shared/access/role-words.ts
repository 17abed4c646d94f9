import type { Session } from './session.ts'

/** What a role is called. */
export const ROLE_WORDS: Readonly<Record<Session['role'], string>> = {
  operator: 'Operator',
  owner: 'Owner',
  admin: 'Administrator',
  billing: 'Billing',
  provisioning: 'Provisioning',
  support: 'Support',
  'read-only': 'Read only',
  'customer-admin': 'Administrator',
  'customer-user': 'User',
  key: 'Key',
  system: 'The installation',
}

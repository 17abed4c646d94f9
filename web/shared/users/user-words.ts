import type { CUSTOMER_ROLES } from '#domain/access/giving-roles.ts'
import { ROLE_WORDS } from '../access/role-words.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** Whose users these are. */
export interface UsersOf {
  readonly id: string
  readonly name: string
}

export type CustomerRole = (typeof CUSTOMER_ROLES)[number]

/** What each role of a customer's people may do, in a line. */
export const CUSTOMER_ROLE_DUTIES: Readonly<Record<CustomerRole, string>> = {
  'customer-admin': 'Sees and manages everything of the account, its users too.',
  'customer-user': 'Sees its own numbers and their calls.',
}

export const CUSTOMER_ROLE_OPTIONS = [
  { value: 'customer-user', label: ROLE_WORDS['customer-user'] },
  { value: 'customer-admin', label: ROLE_WORDS['customer-admin'] },
] as const

export const USER_STATUSES: Readonly<
  Record<'invited' | 'active' | 'closed', { readonly word: string; readonly tone: Tone }>
> = {
  invited: { word: 'Invited', tone: 'neutral' },
  active: { word: 'Active', tone: 'good' },
  closed: { word: 'Closed', tone: 'bad' },
}

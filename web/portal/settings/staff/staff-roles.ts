import { STAFF_ROLES } from '#domain/access/giving-roles.ts'
import { ROLE_WORDS } from '../../../shared/access/role-words.ts'
import type { Item } from '../../../shared/api/wire-types.ts'

export type Member = Item<'listStaff'>

type StaffRole = (typeof STAFF_ROLES)[number]

/** What each may do, in a line. */
export const STAFF_ROLE_DUTIES: Readonly<Record<StaffRole, string>> = {
  owner: 'Everything, and who else is an owner',
  admin: 'Everything but owners: staff, plans, brand, money',
  billing: 'Bills, payments, charges, credit; no numbers and no staff',
  provisioning: 'Numbers, orders and ports; no money',
  support: 'Looks after customers; sees money, changes none of it',
  'read-only': 'Sees, and changes nothing',
}

export const STAFF_ROLE_OPTIONS = STAFF_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }))

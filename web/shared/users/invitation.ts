import { usersEndpoints } from '#contract/users.ts'
import { newKey } from '../api/client.ts'
import type { CustomerRole } from './user-words.ts'

/** Somebody to be invited, as the form has it. */
export interface Invitation {
  readonly key: string
  readonly email: string
  readonly name: string
  readonly role: CustomerRole
  /** Of a standard user. */
  readonly numbers: readonly string[]
  /** What is wrong, by field. */
  readonly faults: Readonly<Partial<Record<'email' | 'name' | 'numbers', string>>>
}

export function newInvitation(email = ''): Invitation {
  return { key: newKey(), email, name: '', role: 'customer-user', numbers: [], faults: {} }
}

/** What the contract says of it. */
export function faultsOfDraft({ email, name, role, numbers }: Invitation): Invitation['faults'] {
  const result = usersEndpoints.inviteUser.body.safeParse({ email: email.trim(), name, role, numbers })
  if (result.success) return {}
  return Object.fromEntries(result.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]))
}

/** Several addresses pasted into one field become one each: `mia@…, "Noah Haddad" <noah@…>`. */
export function splitAddresses(invitation: Invitation): readonly Invitation[] {
  const [first, ...others] = invitation.email
    .split(/[\s,;]+/)
    .map(addressIn)
    .filter(isAddress)
  if (first === undefined || others.length === 0) return [invitation]
  return [
    { ...invitation, email: first },
    ...others.map((email) => ({ ...newInvitation(email), role: invitation.role })),
  ]
}

function addressIn(text: string): string {
  return text.replaceAll(/[<>"']/g, '')
}

function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

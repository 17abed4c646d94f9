import type { Permission } from './policies.ts'
import type { Role } from './roles.ts'

/** Who acts, and within which walls. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'system'
  /** The user's or key's id; 0 for the system. */
  readonly id: number
  /** As the audit line names it. */
  readonly name: string
  readonly role: Role
  /** The tenant it acts in; undefined for an operator who has not chosen one. */
  readonly resellerId: number | undefined
  /** The one account it is confined to. */
  readonly accountId?: number
  /** A customer user's own numbers, E.164 digits: it sees no other. */
  readonly numbers?: readonly string[]
  /** A key's scopes: it may do these and no more. */
  readonly scopes?: readonly Permission[]
  /** When the person last proved who it is; undefined for machines. */
  readonly confirmedAt?: Date
  /** The member of staff who signed in as this customer. */
  readonly onBehalf?: { readonly userId: number; readonly name: string }
}

/** How the audit line and the request keys name it: `user 12`, `key 3`, `system`. */
export function actorLabel({ kind, id }: Actor): string {
  return kind === 'system' ? 'system' : `${kind} ${id}`
}

/** What people know it by: `Olive Example`; `Olive Example as Banksia Bakery` where staff signed in as a customer. */
export function nameOf({ name, onBehalf }: Actor): string {
  return onBehalf === undefined ? name : `${onBehalf.name} as ${name}`
}

/** The installation's own work for a reseller: the timetable, the command line. */
export function systemActor(resellerId: number, name = 'the installation'): Actor {
  return { kind: 'system', id: 0, name, role: 'system', resellerId }
}

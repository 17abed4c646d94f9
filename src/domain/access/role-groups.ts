import type { Role } from './roles.ts'

/** Which roles may do what; a key may where its scopes say so. */
export type Policy = Readonly<Record<`${string}.${string}`, readonly Role[]>>

export const ADMINS = ['operator', 'owner', 'admin', 'system'] as const satisfies readonly Role[]
export const STAFF = [...ADMINS, 'billing', 'provisioning', 'support', 'read-only'] as const satisfies readonly Role[]
export const EVERYBODY = [...STAFF, 'customer-admin', 'customer-user'] as const satisfies readonly Role[]

import { ADMINS, EVERYBODY } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The reseller's brand: name, colours, senders, e-mail words. */
export const brandPolicy = {
  'brand.read': [...EVERYBODY],
  'brand.write': [...ADMINS],
} as const satisfies Policy

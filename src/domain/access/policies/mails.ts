import { ADMINS } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** The e-mails that were sent or are on their way; never their one-time links. Their words belong to the brand. */
export const mailsPolicy = {
  'mails.read': [...ADMINS, 'billing', 'provisioning', 'support', 'read-only'],
  'mails.write': [...ADMINS, 'billing', 'support'],
} as const satisfies Policy

import { ADMINS } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Webhooks, their log and replay. */
export const webhooksPolicy = {
  'webhooks.read': [...ADMINS],
  'webhooks.write': [...ADMINS],
} as const satisfies Policy

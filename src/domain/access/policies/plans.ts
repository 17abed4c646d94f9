import { ADMINS, EVERYBODY } from '../role-groups.ts'
import type { Policy } from '../role-groups.ts'

/** Calling plans, number plans and rate decks. */
export const plansPolicy = {
  'plans.read': [...EVERYBODY],
  'plans.write': [...ADMINS, 'billing'],
} as const satisfies Policy

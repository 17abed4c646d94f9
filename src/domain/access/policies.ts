import { accountsPolicy } from './policies/accounts.ts'
import { apiKeysPolicy } from './policies/api-keys.ts'
import { auditPolicy } from './policies/audit.ts'
import { bankTransfersPolicy } from './policies/bank-transfers.ts'
import { automaticChargesPolicy } from './policies/automatic-charges.ts'
import { billingPolicy } from './policies/billing.ts'
import { brandPolicy } from './policies/brand.ts'
import { callsPolicy } from './policies/calls.ts'
import { cardPaymentsPolicy } from './policies/card-payments.ts'
import { creditControlPolicy } from './policies/credit-control.ts'
import { dunningPolicy } from './policies/dunning.ts'
import { mailsPolicy } from './policies/mails.ts'
import { numbersPolicy } from './policies/numbers.ts'
import { plansPolicy } from './policies/plans.ts'
import { portalPolicy } from './policies/portal.ts'
import { portsPolicy } from './policies/ports.ts'
import { reportsPolicy } from './policies/reports.ts'
import { resellersPolicy } from './policies/resellers.ts'
import { usersPolicy } from './policies/users.ts'
import { webhooksPolicy } from './policies/webhooks.ts'

/** Everything anybody may be allowed to do, with the roles that may. One file a noun. */
export const POLICIES = {
  ...accountsPolicy,
  ...apiKeysPolicy,
  ...auditPolicy,
  ...bankTransfersPolicy,
  ...automaticChargesPolicy,
  ...billingPolicy,
  ...brandPolicy,
  ...callsPolicy,
  ...cardPaymentsPolicy,
  ...creditControlPolicy,
  ...dunningPolicy,
  ...mailsPolicy,
  ...numbersPolicy,
  ...plansPolicy,
  ...portalPolicy,
  ...portsPolicy,
  ...reportsPolicy,
  ...resellersPolicy,
  ...usersPolicy,
  ...webhooksPolicy,
} as const

export type Permission = keyof typeof POLICIES

export const PERMISSIONS = Object.keys(POLICIES) as readonly Permission[]

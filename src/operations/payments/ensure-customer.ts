import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/access/actor.ts'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform } from '#operations/operation.ts'
import { GatewayError } from '#providers/payment-gateway/payment-gateway.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { claimCustomer, keepCustomerId } from '#storage/tables/gateway-customers.ts'
import type { OwnGateway, PaymentTools } from './gateway-tools.ts'

export interface CustomerPlace {
  readonly resellerId: number
  readonly accountId: number
  readonly actor: Actor
  readonly origin: string
}

/**
 * Introduces an account to the gateway, once.
 *
 * @returns the gateway's id of it.
 * @throws ProblemError 'not_found', 'account_not_active'; a GatewayError.
 */
export async function ensureCustomer(
  tools: PaymentTools,
  { gateway, settings: { gatewayAccount } }: OwnGateway,
  { accountId, actor, origin }: CustomerPlace,
): Promise<string> {
  const now = tools.clock()
  const claim = { actor, input: { accountId, gatewayAccount }, now, origin }
  const { customerId, gatewayKey, ...words } = await perform(tools.pool, claimOperation, claim, (claimed) => claimed)
  if (customerId !== null) return customerId
  // A name changed since an earlier try that got no answer: the same key would stand for other words.
  const made = await gateway.createCustomer({ key: gatewayKey, ...words }).catch((error: unknown) => {
    if (!(error instanceof GatewayError && error.fault === 'key-reused')) throw error
    return gateway.createCustomer({ key: randomUUID(), ...words })
  })
  const keep = { actor, input: { accountId, gatewayAccount, customerId: made }, now, origin }
  return perform(tools.pool, keepOperation, keep, (kept) => kept)
}

const claimOperation = operation({
  name: 'gateway-customers.claim',
  permission: 'card-payments.write',
  async run({ db, resellerId }, { accountId, gatewayAccount }: { accountId: number; gatewayAccount: string }) {
    const account = await lockedAccount(db, accountId)
    requireNotCancelled(account)
    const claimed = await claimCustomer(db, { resellerId, accountId, gatewayAccount, gatewayKey: randomUUID() })
    const email = await readContactEmail(db, accountId, ['billing', 'main'])
    return { ...claimed, name: account.name, accountNumber: account.accountNumber, email }
  },
})

const keepOperation = operation({
  name: 'gateway-customers.keep',
  permission: 'card-payments.write',
  async run({ db, audit }, input: { accountId: number; gatewayAccount: string; customerId: string }): Promise<string> {
    const { accountId, customerId } = input
    audit({ subject: `account ${accountId}`, accountId, after: { gatewayCustomer: customerId } })
    return keepCustomerId(db, input)
  },
})

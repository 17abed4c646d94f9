import { randomBytes } from 'node:crypto'
import type { Actor } from '#domain/access/actor.ts'
import { GATEWAY_BOUNDS, type AmountBounds } from '#domain/payments/amount-bounds.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { requireConfirmed } from '#operations/access/step-up.ts'
import { changedMeanwhile, operation, perform } from '#operations/operation.ts'
import type { GatewayAccount } from '#providers/payment-gateway/payment-gateway.ts'
import { EVENT_KINDS } from '#providers/payment-gateway/stripe-shapes.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { countUnsettledCharges } from '#storage/queries/gateway-charges.ts'
import { readPaymentGateway } from '#storage/queries/payment-gateways.ts'
import { savePaymentGateway } from '#storage/tables/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { gatewayProblem, openOwnGateway, type PaymentTools } from './gateway-tools.ts'

/** The events a reseller has its gateway send. */
export const WEBHOOK_EVENTS: readonly string[] = EVENT_KINDS

/** What a reseller says of its gateway. */
export interface GatewayWords extends AmountBounds {
  readonly isOn: boolean
  /** Left out: the one that is kept. */
  readonly secretKey?: string | undefined
  /** Left out: the one that is kept; '' forgets it. */
  readonly webhookSecret?: string | undefined
  readonly methods: readonly MethodKind[]
  readonly statementSuffix: string
}

export interface GatewayChange {
  readonly resellerId: number
  readonly actor: Actor
  readonly origin: string
  readonly words: GatewayWords
  readonly ifVersion: number | undefined
}

/**
 * Sets a reseller's gateway, after the gateway has said whose the keys are. The secrets are sealed, and never shown again.
 *
 * @throws ProblemError 'forbidden', 'confirmation_needed', 'changed_meanwhile', 'invalid_value' for keys nobody knows or methods
 *   the account at the gateway does not take, 'conflict' while charges of another account have no end, 'unavailable'.
 */
export async function changeGatewaySettings(tools: PaymentTools, change: GatewayChange): Promise<void> {
  const { resellerId, actor, origin, words, ifVersion } = change
  const now = tools.clock()
  requireConfirmed(actor, now)
  const account = await accountOfKeys(tools, resellerId, words.secretKey)
  const faults = faultsOf(words, account)
  if (faults.length > 0) throw new ProblemError(...faults)
  const box = await openSecretBox(tools.config.dataDirectory)
  const { secretKey, webhookSecret, ...rest } = words
  const secrets = {
    ...(secretKey !== undefined && { secretKey: box.seal(secretKey), secretKeyLast4: secretKey.slice(-4) }),
    ...(webhookSecret !== undefined && {
      webhookSecret: webhookSecret === '' ? '' : box.seal(webhookSecret),
      webhookLast4: webhookSecret.slice(-4),
    }),
  }
  const input = { rest, secrets, account, ifVersion }
  await perform(tools.pool, saveSettings, { actor, input, now, origin }, () => undefined)
}

async function accountOfKeys(
  tools: PaymentTools,
  resellerId: number,
  secretKey: string | undefined,
): Promise<GatewayAccount> {
  const hasOne = (await readAsTenant(tools.pool, { resellerId }, readPaymentGateway)) !== undefined
  if (secretKey === undefined && !hasOne) {
    const message = 'Give the secret key of your account at the payment provider.'
    throw new ProblemError(problem('invalid_value', message, { field: 'secretKey' }))
  }
  try {
    if (secretKey !== undefined) return await (await tools.openGateway({ secretKey, webhookSecret: '' })).readAccount()
    return await (await openOwnGateway(tools, resellerId)).gateway.readAccount()
  } catch (error) {
    const told = gatewayProblem(error)
    if (secretKey === undefined || !(told instanceof ProblemError) || told.problems[0]?.retryAfterSeconds !== undefined)
      throw told
    const message = 'The payment provider does not accept this key: copy the secret key, sk_… or rk_…, anew.'
    throw new ProblemError(problem('invalid_value', message, { field: 'secretKey' }))
  }
}

function faultsOf({ isOn, methods, leastMicros, mostMicros }: GatewayWords, account: GatewayAccount) {
  const faults = []
  const names: Readonly<Record<MethodKind, string>> = { card: 'cards', becs: 'BECS direct debits' }
  for (const kind of methods)
    if (isOn && !account.methods.includes(kind)) {
      const message = `Your account at the payment provider does not take ${names[kind]}: have it enabled there first.`
      faults.push(problem('invalid_value', message, { field: 'methods' }))
    }
  if (isOn && !account.canCharge) {
    const message = 'Your account at the payment provider cannot charge yet: finish its set-up there first.'
    faults.push(problem('conflict', message, { field: 'isOn' }))
  }
  if (leastMicros < GATEWAY_BOUNDS.leastMicros)
    faults.push(problem('invalid_value', 'The payment provider takes no less than $0.50.', { field: 'least' }))
  if (mostMicros > GATEWAY_BOUNDS.mostMicros)
    faults.push(problem('invalid_value', 'The payment provider takes no more than $999,999.99.', { field: 'most' }))
  if (mostMicros < leastMicros)
    faults.push(problem('invalid_value', 'The most cannot be under the least.', { field: 'most' }))
  return faults
}

interface SettingsToSave {
  readonly rest: Omit<GatewayWords, 'secretKey' | 'webhookSecret'>
  /** Sealed. */
  readonly secrets: Readonly<Partial<Record<'secretKey' | 'secretKeyLast4' | 'webhookSecret' | 'webhookLast4', string>>>
  readonly account: GatewayAccount
  readonly ifVersion: number | undefined
}

const saveSettings = operation({
  name: 'payment-gateway.change',
  permission: 'payment-gateway.write',
  async run({ db, actor, resellerId, now, audit, emit }, input: SettingsToSave): Promise<void> {
    requireConfirmed(actor, now)
    const { rest, secrets, account, ifVersion } = input
    const before = await readPaymentGateway(db)
    if (ifVersion !== undefined && ifVersion !== (before?.version ?? 0)) throw changedMeanwhile('the payment gateway')
    const isOther = before !== undefined && before.gatewayAccount !== account.id
    if (isOther && (await countUnsettledCharges(db)) > 0) {
      const message =
        'Charges of the account before have no end yet: wait for them, some business days for direct debits.'
      throw new ProblemError(problem('conflict', message, { field: 'secretKey' }))
    }
    const { id: gatewayAccount, name: gatewayName, isLive } = account
    const kept = before ?? { secretKey: '', secretKeyLast4: '', webhookSecret: '', webhookLast4: '' }
    const { secretKey, secretKeyLast4, webhookSecret, webhookLast4 } = { ...kept, ...secrets }
    const webhookToken = before?.webhookToken ?? randomBytes(24).toString('base64url')
    const sealed = { secretKey, secretKeyLast4, webhookSecret, webhookLast4, webhookToken }
    await savePaymentGateway(db, { resellerId, ...rest, ...sealed, gatewayAccount, gatewayName, isLive, now })
    const said = ({ isOn, methods, statementSuffix, leastMicros, mostMicros }: typeof rest) => ({
      isOn,
      methods,
      statementSuffix,
      least: String(leastMicros),
      most: String(mostMicros),
    })
    const changed = {
      keysChanged: secrets.secretKey !== undefined,
      webhookChanged: secrets.webhookSecret !== undefined,
    }
    audit({
      subject: 'payment gateway',
      before: before && { ...said(before), gatewayAccount: before.gatewayAccount },
      after: { ...said(rest), gatewayAccount, isLive, ...changed },
    })
    emit({ type: 'payment-gateway.changed', payload: { isOn: rest.isOn, isLive, methods: rest.methods } })
  },
})

/** What the gateway says when it is asked whose the kept keys are; or why it does not. */
export async function testGateway(tools: PaymentTools, resellerId: number) {
  try {
    const account = await (await openOwnGateway(tools, resellerId)).gateway.readAccount()
    return { account, fault: null }
  } catch (error) {
    const told = gatewayProblem(error)
    if (!(told instanceof ProblemError)) throw told
    return { account: null, fault: told.problems[0]?.message ?? '' }
  }
}

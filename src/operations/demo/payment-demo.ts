import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemActor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import { chargeStoredMethod } from '#operations/payments/charge-stored-method.ts'
import { changeGatewaySettings } from '#operations/payments/gateway-settings.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import { refundCharge } from '#operations/payments/refund-charge.ts'
import { startStoringMethod, syncSetups } from '#operations/payments/store-method.ts'
import { sweepPayments } from '#operations/payments/sweep-payments.ts'
import { createFakeStripe, type FakeAccountHandle } from '#providers/payment-gateway/fake-stripe/fake-stripe.ts'
import type { FakeBooks } from '#providers/payment-gateway/fake-stripe/objects.ts'
import { createStripeGateway } from '#providers/payment-gateway/stripe-gateway.ts'
import { readPaymentGateway } from '#storage/queries/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'

const SECRET_KEY = 'sk_test_of_the_demo'
const WEBHOOK_SECRET = 'whsec_of_the_demo'

/** The stand-in of Stripe beside the demo: where its API answers, and its pages. */
export interface DemoGateway {
  /** Give it to the configuration as `stripeUrl`. */
  readonly url: string
  /** What goes on at its bank. */
  readonly account: FakeAccountHandle
  /** Writes down what it has, for the next time, and ends. */
  stop(): Promise<void>
}

/**
 * Starts the stand-in of Stripe with what it had when it was last stopped.
 *
 * @param options.folder of the demo's own. @param options.port of its pages and its API.
 */
export async function startDemoGateway({
  folder,
  host,
  port,
}: {
  readonly folder: string
  readonly host: string
  readonly port: number
}): Promise<DemoGateway> {
  const file = join(folder, 'stand-in-of-stripe.json')
  await mkdir(folder, { recursive: true })
  const books = await readBooks(file)
  const account = { secretKey: SECRET_KEY, id: 'acct_demo', name: 'Southern Crosstalk (stand-in)' }
  const stripe = await createFakeStripe({ accounts: [{ ...account, ...(books && { books }) }], host, port })
  const handle = stripe.account(SECRET_KEY)
  return {
    url: stripe.url,
    account: handle,
    stop: async () => {
      await writeFile(file, JSON.stringify(handle.bank.books))
      await stripe.close()
    },
  }
}

const VISA = { kind: 'card', number: '4242424242424242', expiry: '12/34', do: 'pay' }
const MASTERCARD = { ...VISA, number: '5555555555554444', expiry: '03/29' }
const EMPTY_VISA = { ...VISA, number: '4000000000000341' }
const BANK_ACCOUNT = { kind: 'becs', account: '000123456', do: 'pay' }

/** What each of the first accounts has: what it stores, what it paid, and what came of it. */
const STORIES = [
  { typed: VISA, pays: [50, 50], ends: 'refund' },
  { typed: MASTERCARD, pays: [120], ends: 'dispute' },
  { typed: BANK_ACCOUNT, pays: [80], ends: 'nothing' },
  { typed: EMPTY_VISA, pays: [45], ends: 'nothing' },
  { typed: VISA, pays: [200], ends: 'nothing' },
] as const

/**
 * Gives the demo's reseller the stand-in as its gateway, and some of its accounts stored cards and a bank account, payments, a
 * refund, a dispute, a decline and a debit that is under way. Harmless where it was done.
 */
export async function furnishPayments(
  base: Omit<PaymentTools, 'openGateway'>,
  gateway: DemoGateway,
  { resellerId, accountIds }: { readonly resellerId: number; readonly accountIds: readonly number[] },
): Promise<void> {
  const tools: PaymentTools = { ...base, openGateway: (keys) => createStripeGateway(keys, { apiUrl: gateway.url }) }
  if ((await readAsTenant(tools.pool, { resellerId }, readPaymentGateway)) !== undefined) return
  const actor = systemActor(resellerId, 'the demo')
  const place = { resellerId, actor, origin: 'demo' }
  const bounds = { leastMicros: micros(5_000_000n), mostMicros: micros(5_000_000_000n) }
  const methods = ['card', 'becs'] as const
  const keys = { secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET }
  const words = { isOn: true, ...keys, methods, statementSuffix: 'PHONES', ...bounds }
  await changeGatewaySettings(tools, { ...place, words, ifVersion: undefined })
  for (const [index, { typed, pays, ends }] of STORIES.entries()) {
    const accountId = accountIds[index]
    if (accountId === undefined) return
    const page = await startStoringMethod(tools, { ...place, accountId, returnUrl: gateway.url })
    await fetch(page, { method: 'POST', body: new URLSearchParams(typed), redirect: 'manual' })
    await syncSetups(tools, { resellerId, accountId })
    for (const [nth, dollars] of pays.entries()) {
      const amountMicros = micros(BigInt(dollars) * 1_000_000n)
      const charge = { ...place, accountId, amountMicros, purpose: 'add-credit', key: `demo ${nth}` } as const
      const { id: chargeId, state, intentId } = await chargeStoredMethod(tools, charge)
      if (state !== 'succeeded' || intentId === null || nth > 0) continue
      if (ends === 'refund') {
        const refund = { chargeId, amountMicros: micros(20_000_000n), reason: 'Paid twice', key: 'demo' }
        await refundCharge(tools, { ...place, accountId, ...refund })
      }
      if (ends === 'dispute') gateway.account.bank.openDispute(intentId, { reason: 'unrecognized' })
    }
  }
  // The dispute is heard of as it would be without webhooks.
  await sweepPayments(tools)
}

async function readBooks(file: string): Promise<FakeBooks | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as FakeBooks
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

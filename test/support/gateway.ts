import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cardPaymentsEndpoints } from '#contract/card-payments.ts'
import { paymentGatewayEndpoints } from '#contract/payment-gateway.ts'
import { formatDollars, micros } from '#domain/money.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import { sweepPayments, type PaymentSweep } from '#operations/payments/sweep-payments.ts'
import {
  createFakeStripe,
  type FakeAccountHandle,
  type FakeStripe,
} from '#providers/payment-gateway/fake-stripe/fake-stripe.ts'
import { createStripeGateway } from '#providers/payment-gateway/stripe-gateway.ts'
import { readConfig } from '../../src/config.ts'
import { createTestApi, type TestApi, type TestClient } from './api.ts'
import { createBillTelco, type BillTelco } from './billing.ts'
import { there } from './there.ts'

const SECRET_KEY = 'sk_test_wattle'
const WEBHOOK_SECRET = 'whsec_of_the_test'

/** A telco that takes cards by Stripe's SDK, with the stand-in of Stripe behind it; the story moves its clock. */
export interface PayingTelco extends BillTelco {
  readonly api: TestApi
  readonly tools: PaymentTools
  readonly stripe: FakeStripe
  /** Its account at the stand-in: webhooks are held unless they are released. */
  readonly gateway: FakeAccountHandle
  readonly staff: TestClient
  /** The customer whose account it is. */
  customer(accountId: number): TestClient
  /** Types something on a page of the stand-in, and gives back where it sends its person. */
  type(page: string, typed?: Readonly<Record<string, string>>): Promise<string>
  /** Stores a card or bank account by the page, and comes back. Returns its id. */
  store(accountId: number, typed?: Readonly<Record<string, string>>): Promise<string>
  sweep(): Promise<PaymentSweep>
  later(minutes: number): void
  dollars(accountId: number): Promise<string>
  /** `card 25.00 Visa ending 4242`, in order. */
  payments(accountId: number): Promise<readonly string[]>
  /** Types of an account's events that are about payments, in order. */
  told(accountId: number): Promise<readonly string[]>
  close(): Promise<void>
}

export const BANK_ACCOUNT = { kind: 'becs', account: '000123456' }

/** Not dropped by itself: close it. */
export async function createPayingTelco(now = '2026-07-01T00:00:00Z'): Promise<PayingTelco> {
  const telco = await createBillTelco({ isOfOneTest: false })
  const { pool, resellerId } = telco
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-paying-'))
  const limits = { TOLLGATE_REQUESTS_PER_MINUTE: '1000000', TOLLGATE_REQUESTS_PER_MINUTE_PER_IP: '1000000' }
  const clock = { now: () => new Date(now) }
  const stripe = await createFakeStripe({
    accounts: [{ secretKey: SECRET_KEY, id: 'acct_wattle', name: 'Wattle Voice' }],
    clock: () => clock.now(),
  })
  const openGateway: PaymentTools['openGateway'] = (keys) => createStripeGateway(keys, { apiUrl: stripe.url })
  const config = readConfig({ ...limits, TOLLGATE_DATA: folder })
  const api = await createTestApi(telco, resellerId, new Date(now), { openGateway, config })
  clock.now = () => api.now
  await api.server.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(api.server.server.address() as AddressInfo).port}`
  const admin = (): TestClient => api.as({ role: 'admin', confirmedAt: api.now })
  const { webhookUrl } = await admin().call(paymentGatewayEndpoints.writePaymentGateway, {
    body: {
      isOn: true,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      methods: ['card', 'becs'],
      statementSuffix: 'PHONES',
      least: '5.00',
      most: '5000.00',
    },
  })
  const gateway = stripe.account(SECRET_KEY)
  gateway.deliveries.webhook = { url: `${server}${new URL(there(webhookUrl)).pathname}`, secret: WEBHOOK_SECRET }
  gateway.deliveries.hold()
  const { log } = api.services
  const tools: PaymentTools = { pool, clock: () => api.now, log, config, openGateway }
  const words = async (sql: string, accountId: number): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ said: string }>(sql, [accountId])
    return rows.map(({ said }) => said)
  }
  const customer = (accountId: number): TestClient => api.as({ role: 'customer-admin', accountId })
  const type: PayingTelco['type'] = async (page, typed = {}) => {
    const form = new URLSearchParams({ kind: 'card', number: '4242424242424242', expiry: '12/34', do: 'pay', ...typed })
    const answer = await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
    return answer.headers.get('location') ?? `stays: ${answer.status}`
  }
  return {
    ...telco,
    api,
    tools,
    stripe,
    gateway,
    staff: api.as({ role: 'admin' }),
    customer,
    type,
    async store(accountId, typed) {
      const params = { accountId: String(accountId) }
      const endpoints = cardPaymentsEndpoints
      const { url } = await customer(accountId).call(endpoints.addPaymentMethod, {
        params,
        body: { returnPath: '/my/pay' },
      })
      await type(url, typed)
      const { items } = await customer(accountId).call(endpoints.syncPaymentMethods, { params })
      return there(items.toSorted((one, other) => Number(other.id) - Number(one.id))[0]).id
    },
    sweep: () => sweepPayments(tools),
    later(minutes) {
      api.now = new Date(api.now.getTime() + minutes * 60_000)
    },
    dollars: async (accountId) => formatDollars(micros(await telco.balance(accountId)), 2),
    payments: (accountId) =>
      words(
        `SELECT method || ' ' || round(amount_micros / 1000000.0, 2) || ' ' || reference AS said FROM payments
          WHERE account_id = $1 ORDER BY id`,
        accountId,
      ),
    told: (accountId) =>
      words(
        `SELECT type AS said FROM events WHERE account_id = $1
            AND (type LIKE 'payment%' OR type LIKE 'gateway-charge%' OR type LIKE 'dispute%') ORDER BY id`,
        accountId,
      ),
    async close() {
      await stripe.close()
      await api.close()
      await telco.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

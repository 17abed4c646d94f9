import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemActor } from '#domain/access/actor.ts'
import type { PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import { formatDollars, micros, type Micros } from '#domain/money.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import { adjustAccount } from '#operations/billing/adjust-account.ts'
import { operation, perform } from '#operations/operation.ts'
import { chargeAutomatically, type AutomaticReport } from '#operations/payments/automatic/charge-automatically.ts'
import { changePaymentSettings } from '#operations/payments/change-payment-settings.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import { keepMethod } from '#operations/payments/keep-method.ts'
import { pursueCharge } from '#operations/payments/pursue-charge.ts'
import { recordPayment } from '#operations/payments/record-payment.ts'
import { sweepPayments } from '#operations/payments/sweep-payments.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { createTestBank, methodFacts, type TestBank } from './bank.ts'
import { createBillTelco, type BillTelco } from './billing.ts'
import { there } from './there.ts'

/** A telco whose customers have cards, with a bank of its own; the story moves its clock. */
export interface ChargedTelco extends BillTelco {
  readonly bank: TestBank
  readonly tools: PaymentTools
  now: Date
  /** Stores a card or bank account the way the gateway's page does. */
  storeMethod(accountId: number, kind?: MethodKind): Promise<void>
  set(accountId: number, settings: Partial<PaymentSettings>): Promise<void>
  /** Takes dollars off the balance, with GST, by a charge made by hand. */
  spend(accountId: number, dollars: number): Promise<void>
  /** A bank transfer of so many dollars. */
  pay(accountId: number, dollars: number): Promise<void>
  /** What the timetable does every five minutes. */
  run(): Promise<AutomaticReport>
  /** Charges nobody knows the end of are asked about. */
  sweep(): Promise<void>
  /** News of a direct debit's end reach Tollgate. */
  hear(accountId: number, end: Parameters<TestBank['settle']>[1]): Promise<void>
  /** `auto-top-up 50.00 paid`, in order. */
  charges(accountId: number): Promise<readonly string[]>
  dollars(accountId: number): Promise<string>
  /** Types of events of an account about its automatic charges, in order, those of plans left out. */
  told(accountId: number): Promise<readonly string[]>
  close(): Promise<void>
}

export const dollars = (amount: number): Micros => micros(BigInt(Math.round(amount * 100)) * 10_000n)

export const TOP_UP = {
  isOn: true,
  mode: 'fixed',
  thresholdMicros: dollars(10),
  amountMicros: dollars(50),
  weeklyMaximumMicros: dollars(200),
} as const

/** Not dropped by itself: close it. */
export async function createChargedTelco(now: string): Promise<ChargedTelco> {
  const telco = await createBillTelco({ isOfOneTest: false })
  const { pool, resellerId } = telco
  const dataDirectory = await mkdtemp(join(tmpdir(), 'tollgate-charged-'))
  const box = await openSecretBox(dataDirectory)
  await pool.query(
    `INSERT INTO payment_gateways (reseller_id, is_on, secret_key, secret_key_last4, webhook_token, gateway_account,
       gateway_name, is_live, methods, least_micros, most_micros)
     VALUES ($1, true, $2, '1234', 'hook-token', 'acct_1', 'Wattle Voice', false, '{card,becs}', 5000000, 5000000000)`,
    [resellerId, box.seal('sk_test_1234')],
  )
  const bank = createTestBank()
  const clock = { now: new Date(now) }
  const tools: PaymentTools = {
    pool,
    clock: () => clock.now,
    log: () => undefined,
    config: { dataDirectory },
    openGateway: () => bank.gateway,
  }
  const request = <Input>(input: Input) => {
    const actor = systemActor(resellerId)
    return { actor, input, now: clock.now, origin: 'test' }
  }
  let stored = 0
  return {
    ...telco,
    bank,
    tools,
    get now() {
      return clock.now
    },
    set now(at) {
      clock.now = at
    },
    async storeMethod(accountId, kind = 'card') {
      stored += 1
      await pool.query(
        `INSERT INTO gateway_customers (account_id, reseller_id, gateway_account, gateway_key, customer_id)
         VALUES ($1, $2, 'acct_1', gen_random_uuid(), $3) ON CONFLICT DO NOTHING`,
        [accountId, resellerId, `cus_${accountId}`],
      )
      const id = `pm_${stored}`
      const method = { ...methodFacts(kind), id, fingerprint: id, customerId: `cus_${accountId}` }
      await perform(pool, storing, request({ accountId, gatewayAccount: 'acct_1', method }), () => undefined)
    },
    set: (accountId, settings) =>
      perform(pool, changePaymentSettings, request({ accountId, settings, ifVersion: undefined }), () => undefined),
    async spend(accountId, amount) {
      // Ex GST: eleven elevenths.
      const amountMicros = micros((dollars(amount) * 10n) / 11n)
      const charge = { accountId, kind: 'charge', description: 'Calls', amountMicros, reason: 'test' } as const
      await perform(pool, adjustAccount, request(charge), () => undefined)
    },
    async pay(accountId, amount) {
      const payment = { method: 'bank-transfer', reference: '', note: '', confirmDuplicate: true } as const
      await perform(
        pool,
        recordPayment,
        request({ accountId, amountMicros: dollars(amount), ...payment }),
        () => undefined,
      )
    },
    run: () => chargeAutomatically(tools),
    async sweep() {
      await sweepPayments(tools)
    },
    async hear(accountId, end) {
      const { rows } = await pool.query<{ id: bigint; intentId: string }>(
        `SELECT id, intent_id AS "intentId" FROM gateway_charges WHERE account_id = $1 AND state = 'processing'`,
        [accountId],
      )
      const { id: chargeId, intentId } = there(rows[0])
      bank.settle(intentId, end)
      await pursueCharge(tools, { resellerId, accountId, chargeId })
    },
    async charges(accountId) {
      const { rows } = await pool.query<{ purpose: string; amount: Micros; state: string }>(
        'SELECT purpose, amount_micros AS amount, state FROM automatic_charges WHERE account_id = $1 ORDER BY id',
        [accountId],
      )
      return rows.map(({ purpose, amount, state }) => `${purpose} ${formatDollars(amount, 2)} ${state}`)
    },
    async dollars(accountId) {
      return formatDollars(micros(await telco.balance(accountId)), 2)
    },
    async told(accountId) {
      const { rows } = await pool.query<{ type: string }>(
        `SELECT type FROM events WHERE account_id = $1 AND type LIKE 'automatic-%' AND type <> 'automatic-charge.planned'
          ORDER BY id`,
        [accountId],
      )
      return rows.map(({ type }) => type)
    },
    async close() {
      await telco.drop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

const storing = operation({ name: 'test.store-method', permission: 'card-payments.settle', run: keepMethod })

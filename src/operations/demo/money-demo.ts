import { systemActor } from '#domain/access/actor.ts'
import type { AutoTopUp } from '#domain/credit-control/top-up.ts'
import { formatDollars, micros, negate } from '#domain/money.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { perform, type Operation } from '#operations/operation.ts'
import { addCredit } from '#operations/payments/add-credit.ts'
import { chargeAutomatically } from '#operations/payments/automatic/charge-automatically.ts'
import { uploadBankFile } from '#operations/payments/bank-files.ts'
import { postMatched } from '#operations/payments/bank-transfers.ts'
import { changePaymentSettings } from '#operations/payments/change-payment-settings.ts'
import { changeGatewaySettings } from '#operations/payments/gateway-settings.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import { pursueCharge } from '#operations/payments/pursue-charge.ts'
import { refundCharge } from '#operations/payments/refund-charge.ts'
import { startStoringMethod, syncSetups } from '#operations/payments/store-method.ts'
import { sweepPayments } from '#operations/payments/sweep-payments.ts'
import { chaseAccounts } from '#operations/credit-control/chase-accounts.ts'
import { readDemoAccounts } from '#storage/queries/demo.ts'
import type { ChargeRow } from '#storage/queries/gateway-charges.ts'
import { readPaymentGateway } from '#storage/queries/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { DEMO_SECRET_KEY, type DemoGateway } from './demo-gateway.ts'

/** What is typed on the provider's pages, customer by customer: test cards and test bank accounts. */
const TYPED: readonly Readonly<Record<string, string>>[] = [
  { number: '4242424242424242' },
  { number: '5555555555554444' },
  { kind: 'becs', account: '000123456' },
  { number: '378282246310005' },
  { number: '4000000000000341' },
  { number: '4242424242424242', expiry: 'soon' },
]
const WITH_METHODS = 12
const DOLLAR = 1_000_000n
/** Dollars three of them pay on the provider's page. */
const PAID = [80n, 40n, 120n]

/**
 * Money as it comes in: cards and bank accounts of a dozen customers, payments by them, one given back in part and one disputed,
 * a card that is refused again and again, a bank's file with transfers that say whose they are and some that do not, and
 * letters to those who are overdue. Done again it changes nothing.
 */
export async function moneyDemo(
  tools: PaymentTools,
  { stripe }: Pick<DemoGateway, 'stripe'>,
  resellerId: number,
): Promise<void> {
  const { pool, clock } = tools
  const now = clock()
  const read = { resellerId }
  if ((await readAsTenant(pool, read, readPaymentGateway)) !== undefined) return
  const actor = systemActor(resellerId, 'the demonstration')
  const origin = 'command line'
  const run = <Input, Result>(operation: Operation<Input, Result>, input: Input): Promise<Result> =>
    perform(pool, operation, { actor, input, now, origin }, (result) => result)

  await changeGatewaySettings(tools, {
    resellerId,
    actor,
    origin,
    ifVersion: undefined,
    words: {
      isOn: true,
      secretKey: DEMO_SECRET_KEY,
      methods: ['card', 'becs'],
      statementSuffix: 'PHONES',
      leastMicros: micros(5n * DOLLAR),
      mostMicros: micros(5000n * DOLLAR),
    },
  })

  const accounts = await readAsTenant(pool, read, readDemoAccounts)
  const prepaid = accounts.filter(({ paymentMode }) => paymentMode === 'prepaid').slice(0, WITH_METHODS)
  const returnUrl = `${stripe.url}/back`
  for (const [index, { id: accountId }] of prepaid.entries()) {
    const page = await startStoringMethod(tools, { resellerId, accountId, actor, origin, returnUrl })
    await type(page, TYPED[index % TYPED.length] ?? {}, now)
    await syncSetups(tools, { resellerId, accountId })
    const autoTopUp: AutoTopUp = {
      isOn: index % 2 === 0,
      mode: 'fixed',
      thresholdMicros: micros(10n * DOLLAR),
      amountMicros: micros(50n * DOLLAR),
      weeklyMaximumMicros: micros(200n * DOLLAR),
    }
    await run(changePaymentSettings, { accountId, settings: { autoTopUp }, ifVersion: undefined })
  }

  const paid: ChargeRow[] = []
  for (const [index, { id: accountId }] of prepaid.slice(0, PAID.length).entries()) {
    const amountMicros = micros((PAID[index] ?? 0n) * DOLLAR)
    const credit = { resellerId, accountId, actor, origin, returnUrl, amountMicros, key: 'demonstration' }
    const charge = await addCredit(tools, { ...credit, methodId: undefined, savesMethod: false })
    if (charge.pageUrl !== null) await type(charge.pageUrl, {}, now)
    paid.push(await pursueCharge(tools, { resellerId, accountId, chargeId: charge.id }))
  }
  const [refunded, disputed] = paid
  if (refunded !== undefined) {
    const { accountId, id: chargeId } = refunded
    const part = { amountMicros: micros(30n * DOLLAR), reason: 'Paid twice by mistake', key: 'demonstration' }
    await refundCharge(tools, { resellerId, accountId, chargeId, actor, origin, ...part })
  }
  const intentId = disputed?.intentId ?? null
  if (intentId !== null) stripe.account(DEMO_SECRET_KEY).bank.openDispute(intentId)
  await sweepPayments(tools)
  await chargeAutomatically(tools)

  const { importId } = await run(uploadBankFile, { fileName: `transfers-${day(now)}.csv`, content: transfers(now) })
  await run(postMatched, { importId })
  await chaseAccounts(pool, { now })

  function transfers(at: Date): Buffer {
    const postpaid = accounts.filter(
      ({ paymentMode, balanceMicros }) => paymentMode === 'postpaid' && balanceMicros < 0n,
    )
    const known = postpaid.slice(2, 9).map(({ accountNumber, balanceMicros }, index) => ({
      amount: formatDollars(negate(balanceMicros), 2),
      words: index % 3 === 0 ? `PAYMENT ${accountNumber} THANKS` : accountNumber,
    }))
    const unknown = [
      { amount: '148.50', words: 'OSKO PHONES NOVEMBER' },
      { amount: '66.00', words: 'TFR J EXAMPLE' },
    ]
    const [mistyped] = postpaid.slice(9)
    const wrong = mistyped === undefined ? [] : [{ amount: '92.40', words: `INV ${swapped(mistyped.accountNumber)}` }]
    const lines = [...known, ...unknown, ...wrong].map(({ amount, words }) => `${day(at)},${words},${amount}`)
    return Buffer.from(`Date,Description,Amount\n${lines.join('\n')}\n${day(at)},ACCOUNT FEE,-10.00\n`)
  }
}

/** A typing slip: the last two digits the other way round. */
function swapped(accountNumber: string): string {
  return `${accountNumber.slice(0, -2)}${accountNumber.slice(-1)}${accountNumber.slice(-2, -1)}`
}

function day(at: Date): string {
  return dateAt(at.getTime(), 'Australia/Sydney').toString()
}

/** Types on a page of the stand-in, as its customer would. */
async function type(page: string, typed: Readonly<Record<string, string>>, now: Date): Promise<void> {
  const soon = `${String(now.getUTCMonth() + 1).padStart(2, '0')}/${String(now.getUTCFullYear()).slice(-2)}`
  const expiry = typed['expiry'] === 'soon' ? soon : '12/34'
  const form = new URLSearchParams({ kind: 'card', number: '4242424242424242', do: 'pay', ...typed, expiry })
  await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
}

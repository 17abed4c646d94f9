import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createFakeStripe,
  type FakeAccountHandle,
  type FakeStripe,
} from '#providers/payment-gateway/fake-stripe/fake-stripe.ts'
import { createOffice, OFFICE_NOW, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CUSTOMER = 'mia@acacia.example'
const SECRET_KEY = 'sk_test_wattle'

/** Charged when they are stored, refused when they are charged. */
const REFUSED_LATER = '4000 0000 0000 0341'
const REFUSED = '4000 0000 0000 0002'

let stripe: FakeStripe
let gateway: FakeAccountHandle
let office: Office
let accountId = 0
beforeAll(async () => {
  const clock = { now: () => OFFICE_NOW }
  stripe = await createFakeStripe({
    accounts: [{ secretKey: SECRET_KEY, id: 'acct_wattle', name: 'Wattle Voice' }],
    clock: () => clock.now(),
  })
  gateway = stripe.account(SECRET_KEY)
  office = await createOffice({ TOLLGATE_STRIPE_URL: stripe.url })
  clock.now = () => office.now
  accountId = there(office.telco.accounts[0]).id
  await office.pool.query(`UPDATE accounts SET payment_mode = 'prepaid' WHERE id = $1`, [accountId])
  await office.person(OWNER, 'owner')
  await office.person(CUSTOMER, 'customer-admin', accountId)
})
afterAll(async () => {
  await office.close()
  await stripe.close()
})

async function balance(): Promise<bigint> {
  const { rows } = await office.pool.query<{ balance: bigint }>(
    'SELECT balance_micros AS balance FROM balances WHERE account_id = $1',
    [accountId],
  )
  return rows[0]?.balance ?? 0n
}

/** Types a card on the page of the payment provider. */
async function typeCard(page: Page, number: string): Promise<void> {
  await page.waitForURL(/127\.0\.0\.1/)
  await page.getByLabel('Card number').fill(number)
  await page.getByRole('button', { name: /^(Pay|Save)$/ }).click()
}

test('without a payment provider the portal says how to pay, and offers nothing that does not work', async () => {
  const page = await office.open('/my/pay', { as: CUSTOMER, screen: 'phone' })
  await page.getByRole('heading', { name: 'By bank transfer' }).waitFor()
  await page.getByText('Cards and direct debits are not taken here').waitFor()
  expect(await page.getByRole('button', { name: /^Pay/ }).count()).toBe(0)
  await page.goto('/my/payments/cards')
  await page.getByText('None is stored.').waitFor()
  expect(await page.getByRole('button', { name: /^Add/ }).count()).toBe(0)
  await page.context().close()
})

test('the office connects its account at the payment provider, by a key that is never shown again', async () => {
  const page = await office.open('/settings/payments', { as: OWNER })
  await page.getByLabel('Secret key').fill('sk_test_of_nobody')
  await page.getByRole('button', { name: 'Connect Stripe' }).click()
  await page.getByText('does not accept this key').waitFor()
  await page.getByLabel('Secret key').fill(SECRET_KEY)
  await page.getByLabel('Signing secret of the webhook').fill('whsec_of_the_test')
  await page.getByLabel(/^Direct debit/).check()
  await page.getByRole('button', { name: 'Connect Stripe' }).click()
  await page.getByText('Stripe is connected').waitFor()
  await page.getByText('One ending ttle is kept').waitFor()
  expect(await page.content()).not.toContain(SECRET_KEY)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('Stripe answers: the keys are of Wattle Voice').waitFor()
  const url = there(await page.locator('code').first().textContent())
  gateway.deliveries.webhook = { url: `${office.url}${new URL(url).pathname}`, secret: 'whsec_of_the_test' }
  await page.context().close()
})

test('a customer adds credit with a card: refused, left open, gone on with, paid once', async () => {
  const page = await office.open('/my/pay', { as: CUSTOMER, screen: 'phone' })
  await page.getByLabel('Amount, inc. GST').fill('2')
  await page.getByRole('button', { name: 'Pay $2.00 on the payment page' }).click()
  await page.getByText('Pay between $5.00 and $5,000.00 at once.').waitFor()
  await page.getByRole('button', { name: '$50', exact: true }).click()
  await page.getByRole('button', { name: 'Pay $50.00 on the payment page' }).click()
  await typeCard(page, REFUSED)
  await page.getByText('Your card was declined').waitFor()
  await page.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('heading', { name: '$50.00 is not paid yet' }).waitFor()
  expect(await balance()).toBe(0n)

  // The tab was closed; it stands under Payments.
  await page.goto('/my/payments')
  await page.getByRole('link', { name: '$50.00' }).click()
  await page.getByRole('link', { name: 'Go on paying $50.00' }).click()
  await typeCard(page, '4242 4242 4242 4242')
  await page.getByRole('heading', { name: '$50.00 paid' }).waitFor()
  await page.getByText('Your credit: $50.00.').waitFor()
  const receipt = there(await page.getByRole('link', { name: 'Receipt as PDF' }).getAttribute('href'))
  expect((await page.request.get(receipt)).headers()['content-type']).toBe('application/pdf')
  await page.reload()
  await page.getByRole('heading', { name: '$50.00 paid' }).waitFor()
  expect(await balance()).toBe(50_000_000n)

  await page.goto('/my/payments')
  await page.getByText('Visa ending 4242').waitFor()
  await page.context().close()
})

test('a stored card that is refused says why; a bank account says when', async () => {
  const page = await office.open('/my/payments/cards', { as: CUSTOMER, screen: 'phone' })
  await page.getByRole('button', { name: 'Add card or bank account' }).click()
  await typeCard(page, REFUSED_LATER)
  await page.getByText('Visa ending 0341').waitFor()
  await page.goto('/my/pay?amount=20.00')
  await page.getByLabel('Visa ending 0341').check()
  await page.getByRole('button', { name: 'Pay $20.00 with Visa ending 0341' }).click()
  await page.getByRole('heading', { name: '$20.00 was not paid' }).waitFor()
  await page.getByText('Visa ending 0341: The bank declined it').waitFor()

  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByLabel('Another card or bank account').check()
  await page.getByRole('button', { name: 'Pay $20.00 on the payment page' }).click()
  await page.getByLabel('Bank account (BECS)').check()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByRole('heading', { name: '$20.00 is with the bank' }).waitFor()
  await page.getByText('we expect the money by Tue 7 Jul').waitFor()
  expect(await balance()).toBe(50_000_000n)
  await page.context().close()
})

test('auto top-up is switched on, and removing its card says what needs it', async () => {
  const page = await office.open('/my/settings/payment', { as: CUSTOMER })
  await page.getByRole('switch', { name: 'Auto top-up on' }).press('Space')
  await page.getByRole('button', { name: 'Save payment settings' }).click()
  await page.getByText('Payment settings saved').waitFor()
  const settings = await page.request.get(`/api/v1/accounts/${accountId}/payment-settings`)
  expect(await settings.json()).toMatchObject({ autoTopUp: { isOn: true }, canCharge: true })
  await page.goto('/my/payments/cards')
  await page.getByText('Charges $50.00 when the balance falls below $10.00').waitFor()
  await page.getByRole('button', { name: 'More for Visa ending 4242' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByText('Auto top-up uses').waitFor()
  await page.keyboard.press('Escape')
  await page.context().close()
})

test('the office refunds a part, takes a payment by telephone and sees what the bank took back', async () => {
  const cards = `/customers/${accountId}/statements/cards`
  const page = await office.open(cards, { as: OWNER })
  await page.getByRole('cell', { name: 'Paid', exact: true }).waitFor()
  await page
    .getByRole('row', { name: /Visa ending 4242/ })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog', { name: /^Refund Visa ending 4242/ })
  await dialog.getByLabel('Amount, inc. GST').fill('70')
  await dialog.getByRole('button', { name: 'Refund $70.00' }).click()
  await dialog.getByText('Write an amount up to $50.00').waitFor()
  await dialog.getByLabel('Amount, inc. GST').fill('15')
  await dialog.getByLabel('Why').fill('Charged twice')
  await dialog.getByRole('button', { name: 'Refund $15.00' }).click()
  await page.getByText('$15.00 refunded to Visa ending 4242').waitFor()
  await page.getByLabel('Card or direct debit charge').getByText('$35.00', { exact: true }).waitFor()
  expect(await balance()).toBe(35_000_000n)

  await page.goto(`${cards}?do=take`)
  const take = page.getByRole('dialog', { name: /^Take a payment/ })
  await take.getByLabel('Amount, inc. GST').fill('12')
  await take.getByLabel('Visa ending 4242').check()
  await take.getByRole('button', { name: 'Charge $12.00 to Visa ending 4242' }).click()
  await page.getByRole('dialog', { name: /^Charge \$12.00 to Visa ending 4242/ }).waitFor()
  await page.getByRole('button', { name: 'Charge $12.00', exact: true }).click()
  await page.getByRole('heading', { name: '$12.00 paid' }).waitFor()
  expect(await balance()).toBe(47_000_000n)

  const intent = there(Object.values(gateway.bank.books.intents).find(({ amount }) => amount === 1200))
  gateway.bank.openDispute(intent.id)
  await gateway.deliveries.settled()
  await page.goto('/billing/disputes')
  await page.getByRole('link', { name: 'Account 1001' }).click()
  await page.getByText('Disputed by the bank').waitFor()
  expect(await balance()).toBe(35_000_000n)
  await page.context().close()
})

test('the pages fit every screen and axe finds nothing serious', async () => {
  const mine = await office.open('/my/pay', { as: CUSTOMER })
  expect(await faultsOfPages(mine, ['/my/pay', '/my/payments/cards', '/my/pay/done?charge=1'])).toEqual([])
  await mine.context().close()
  const page = await office.open('/', { as: OWNER })
  const paths = [`/customers/${accountId}/statements/cards`, '/billing/disputes', '/settings/payments']
  expect(await faultsOfPages(page, paths)).toEqual([])
  await page.context().close()
})

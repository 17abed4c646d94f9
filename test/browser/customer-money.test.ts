import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { PAYG_PLAN } from '../support/telco.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const DOLLAR = 1_000_000n

let office: Office
/** 1003: pay as you go, billed on the first, in Sydney. */
let accountId = 0
beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  accountId = there(office.telco.accounts[2]).id
  await office.telco.importGenerated({
    seed: 11,
    calls: 400,
    from: '2026-06-01T00:00:00Z',
    to: '2026-06-30T00:00:00Z',
  })
})
afterAll(() => office.close())

async function valueOf<Value>(sql: string, values: readonly unknown[] = []): Promise<Value> {
  const { rows } = await office.pool.query<{ value: Value }>(sql, [...values])
  return there(rows[0]).value
}

function balance(): Promise<bigint> {
  return valueOf<bigint>('SELECT balance_micros AS value FROM balances WHERE account_id = $1', [accountId])
}

/** Whether a link leads to a PDF. */
async function isPdf(page: Page, name: string): Promise<boolean> {
  const href = there(await page.getByRole('link', { name }).getAttribute('href'))
  const answer = await page.request.get(href)
  return (
    answer.headers()['content-type'] === 'application/pdf' && (await answer.body()).toString('latin1', 0, 5) === '%PDF-'
  )
}

test('a payment is recorded by what the bank wrote, doubted when it comes twice, and taken back', async () => {
  const before = await balance()
  const page = await office.open('/billing/payments', { as: OWNER })
  const record = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Record payment' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Record a payment' })
    await dialog.getByLabel('Reference on the bank statement').fill('Wattle 1003 thanks')
    await dialog.getByText('Account 1003').waitFor()
    await dialog.getByLabel('Amount, with GST').fill('55.50')
    await dialog.getByRole('button', { name: 'Record payment' }).click()
  }
  await record()
  await page.getByRole('link', { name: 'REC-000001' }).waitFor()
  expect(await balance()).toBe(before + 55_500_000n)

  await record()
  await page.getByText('One like it is there already').waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'REC-000001' }).click()
  await page.waitForURL(/payment=/)
  expect(await isPdf(page, 'Receipt as PDF')).toBe(true)
  await page.getByRole('button', { name: 'Take it back' }).click()
  const question = page.getByRole('dialog', { name: /^Take back \$55.50/ })
  await question.getByRole('button', { name: 'Take payment back' }).click()
  await question.getByText('Write why').waitFor()
  await question.getByLabel('Why').fill('Dishonoured by the bank')
  await question.getByText('Invoices it had settled are open again').waitFor()
  await question.getByRole('button', { name: 'Take payment back' }).click()
  await page.getByText('Taken back by').waitFor()
  expect(await balance()).toBe(before)
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

test('an account is charged by hand with GST, and what recurs is added and ended', async () => {
  const before = await balance()
  const page = await office.open(`/customers/${accountId}/statements/charges`, { as: OWNER })
  await page.getByRole('button', { name: 'Charge or credit' }).click()
  const dialog = page.getByRole('dialog', { name: /^Charge or credit/ })
  await dialog.getByLabel('What for').fill('Call-out of a technician')
  await dialog.getByLabel('Inc. GST').fill('110')
  expect(await dialog.getByLabel('Amount ex GST').inputValue()).toBe('100.00')
  await dialog.getByRole('button', { name: 'Charge account' }).click()
  await dialog.getByText('Write why, in a few words.').waitFor()
  expect(await balance()).toBe(before)
  await dialog.getByLabel('Why').fill('Asked for on the telephone')
  await dialog.getByRole('button', { name: 'Charge account' }).click()
  await page
    .getByRole('row', { name: /Call-out of a technician/ })
    .getByText('$110.00')
    .waitFor()
  expect(await balance()).toBe(before - 110n * DOLLAR)

  await page.getByRole('link', { name: 'Recurring items' }).click()
  await page.getByRole('button', { name: 'Add recurring item' }).click()
  const item = page.getByRole('dialog', { name: 'Add a recurring item' })
  await item.getByLabel('What for').fill('Router rental')
  await item.getByLabel('Each, ex GST').fill('15')
  await item.getByRole('button', { name: 'Add recurring item' }).click()
  await page.getByRole('button', { name: 'End Router rental' }).click()
  await page.getByRole('button', { name: 'End recurring item' }).click()
  await page
    .getByRole('row', { name: /Router rental/ })
    .getByText('31 Jul 2026')
    .waitFor()
  expect(await valueOf('SELECT to_date AS value FROM recurring_items WHERE account_id = $1', [accountId])).toBe(
    '2026-08-01',
  )
  await page.context().close()
})

test('a plan is compared, tried on last month, taken now; a cheaper one waits and is given up', async () => {
  const page = await office.open(`/customers/${accountId}/calling-plan`, { as: OWNER })
  for (const [name, monthlyPrice] of [
    ['Unlimited office', '62.00'],
    ['Small office', '20.00'],
  ] as const) {
    const made = await page.request.post('/api/v1/calling-plans', {
      data: { definition: { ...PAYG_PLAN, name, international: undefined }, monthlyPrice, includedNumbers: 10 },
      headers: { origin: office.url, 'idempotency-key': name.replace(' ', '-') },
    })
    expect(made.status()).toBe(201)
  }
  await page.getByRole('link', { name: 'Change plan' }).click()
  await page.getByRole('radio', { name: /Unlimited office/ }).click()
  await page
    .getByRole('row', { name: /^A month/ })
    .getByText('(+$62.00)')
    .waitFor()
  await page.getByText('$62.00 dearer on Unlimited office').waitFor()
  await page.getByRole('row', { name: 'Charged now, inc. GST $68.20' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const before = await balance()
  await page.getByRole('button', { name: 'Change plan now' }).click()
  await page.getByRole('link', { name: 'Unlimited office' }).first().waitFor()
  expect(await balance()).toBe(before - 68_200_000n)

  await page.getByRole('link', { name: 'Change plan' }).click()
  await page.getByRole('radio', { name: /Small office/ }).click()
  await page.getByText('Only a plan that costs more can be taken now').waitFor()
  await page.getByRole('button', { name: 'Schedule the change' }).click()
  await page.getByText('It changes to Small office on 1 Aug 2026').waitFor()
  await page.getByRole('button', { name: 'Withdraw the change' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the change' }).click()
  await page.getByText('It changes to Small office').waitFor({ state: 'detached' })
  expect(await valueOf('SELECT count(*)::int4 AS value FROM pending_plan_changes')).toBe(0)
  await page.context().close()
})

test('on a telephone the pages of a customer’s money fit and are readable in both themes', async () => {
  const page = await office.open('/customers', { as: OWNER, screen: 'phone' })
  const customer = `/customers/${accountId}`
  for (const [path, words] of [
    [`${customer}/statements/charges`, 'Call-out of a technician'],
    [`${customer}/statements/recurring`, 'Router rental'],
    [`${customer}/calling-plan`, 'What calls cost'],
    [`${customer}/payment-settings`, 'Nothing is charged by itself yet'],
  ] as const) {
    await page.goto(path)
    await page.getByText(words).first().waitFor()
    expect([path, await isTooWide(page)]).toEqual([path, false])
    expect([path, await seriousFindings(page)]).toEqual([path, []])
  }
  await page.context().close()
})

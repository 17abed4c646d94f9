import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

const PORT = {
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145 889 3',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
  authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
  authorisedOn: '2026-06-20',
  isActive: true,
  numbers: ['0370109999'],
}

let office: Office
let accountId = 0

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  const [first, second, , last] = office.telco.accounts
  accountId = there(first).id
  await office.telco.importGenerated({ seed: 3, calls: 600, from: '2026-06-20T00:00:00Z', to: '2026-06-30T00:00:00Z' })
  const page = await office.open('/plans', { as: OWNER })
  const { id: portId } = await post(page, `/accounts/${accountId}/ports`, PORT)
  await post(page, `/ports/${portId}/submit`, {})
  await post(page, `/accounts/${there(last).id}/suspend`, { reason: 'unpaid', words: '' })
  await post(page, `/accounts/${there(second).id}/cancel`, { mode: 'anniversary', reason: 'Moves', confirm: '1002' })
  const payments = `/accounts/${accountId}/payments`
  const { id: paymentId } = await post(page, payments, { amount: '20.00', method: 'cheque' })
  await post(page, `${payments}/${paymentId}/reverse`, { reason: 'Dishonoured' })
  await page.context().close()
})
afterAll(() => office.close())

async function post(page: Page, path: string, data: object): Promise<{ readonly id: string }> {
  const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}

async function counted(sql: string): Promise<number> {
  const { rows } = await office.pool.query<{ count: number }>(`SELECT count(*)::int4 AS count ${sql}`)
  return there(rows[0]).count
}

function lineOf(page: Page, name: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
}

async function figureOf(page: Page, name: string): Promise<number> {
  return Number(/[\d,]+$/.exec(there(await lineOf(page, name).textContent()))?.[0].replace(',', ''))
}

/** How many the list says there are, or shows. */
async function listed(page: Page): Promise<number> {
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor({ state: 'detached' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const main = page.locator('main')
  await main.locator('tbody tr a, h3, h2').first().waitFor()
  const pages = await page.getByRole('navigation', { name: 'Pages' }).allTextContents()
  const total = /of ([\d,]+)$/.exec(pages[0] ?? '')?.[1]
  return total === undefined ? main.locator('tbody tr').count() : Number(total.replace(',', ''))
}

test('figures are the database’s, and each opens a list of as many', async () => {
  const page = await office.open('/', { as: OWNER })
  await page.getByRole('heading', { name: 'Needs attention' }).waitFor()
  const standing = page.getByRole('list', { name: 'Customers by status' })
  expect(await standing.getByRole('link').allTextContents()).toEqual(['4', '0', '3', '1', '0'])
  const expected: Readonly<Record<string, number>> = {
    'Ports open': await counted("FROM ports WHERE state = 'submitted'"),
    'Payments failed or taken back': await counted('FROM payments WHERE reverses_id IS NOT NULL'),
    'Cancellations scheduled': await counted('FROM accounts WHERE cancel_on IS NOT NULL'),
    'Statements late': await counted("FROM accounts WHERE status IN ('active', 'suspended')"),
  }
  expect(Object.values(expected)).toEqual([1, 1, 1, 4])
  for (const [name, count] of Object.entries(expected)) {
    expect([name, await figureOf(page, name)]).toEqual([name, count])
    await page.getByRole('link', { name, exact: true }).click()
    await page.waitForURL((url) => url.pathname !== '/')
    expect([name, await listed(page)]).toEqual([name, count])
    await page.goBack()
    await page.getByRole('heading', { name: 'Needs attention' }).waitFor()
  }
  const suspended = await counted('FROM calls_suspense WHERE reseller_id IS NOT NULL')
  expect(await figureOf(page, 'Calls in suspense')).toBe(suspended)
  await page.getByRole('link', { name: 'Calls in suspense' }).click()
  await page.getByText(`${suspended} calls wait`).waitFor()
  await page.context().close()
})

test('the palette finds an account, a number, a statement, a port and an action, by the keyboard alone', async () => {
  const page = await office.open('/numbers', { as: OWNER })
  const { id: runId } = await post(page, '/bill-runs', {})
  await vi.waitFor(
    async () => expect(await counted(`FROM bill_runs WHERE id = ${runId} AND status = 'done'`)).toBe(1),
    {
      timeout: 15_000,
    },
  )
  const { rows } = await office.pool.query<{ id: string; number: string }>(
    'SELECT id::text, number FROM statements WHERE account_id = $1 ORDER BY id LIMIT 1',
    [accountId],
  )
  const statement = there(rows[0])
  const number = there(there(office.telco.accounts[0]).numbers[0])
  const searches: readonly (readonly [string, string, string, RegExp])[] = [
    ['account 1003', 'Account 1003', 'Account status', /\/customers\/\d+$/],
    [`0${number.slice(2)}`, `0${number.slice(2)}`, 'Numbers', /\/customers\/\d+\/numbers\?search=/],
    [statement.number, statement.number, statement.number, new RegExp(`/statements/${statement.id}$`)],
    ['0370109999', 'Port', 'Port', /\/porting\/\d+$/],
    ['start bill', 'Start a bill run', 'Bill runs', /\/billing\/runs$/],
  ]
  for (const [typed, option, heading, address] of searches) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search everything' }).waitFor()
    await page.keyboard.type(typed)
    await page.getByRole('option', { name: option, selected: true }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(address)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  }
  await page.getByRole('heading', { name: 'Bill runs' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Tab')
  const before = await page.evaluate('document.activeElement.outerHTML')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  expect(await page.evaluate('document.activeElement.outerHTML')).toBe(before)
  await page.context().close()
})

test('dark is kept when the page is loaded again', async () => {
  const page = await office.open('/customers', { as: OWNER })
  const dark = page.locator('html[data-mantine-color-scheme="dark"]')
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  expect(await dark.count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type('dark')
  await page.getByRole('option', { name: 'Switch to dark', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await dark.waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  expect(await dark.count()).toBe(1)
  await page.context().close()
})

test('filters are kept under a name, and used from there', async () => {
  const page = await office.open('/customers?status=suspended', { as: OWNER })
  await page.getByRole('link', { name: 'Account 1004' }).waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByLabel('Save these filters as').fill('Barred')
  await page.keyboard.press('Enter')
  await page.getByText('These filters are saved as Barred.').waitFor()
  const { rows } = await office.pool.query('SELECT list, name, query FROM saved_views')
  expect(rows).toEqual([{ list: 'accounts', name: 'Barred', query: 'status=suspended' }])
  await page.goto('/customers')
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Barred', exact: true }).click()
  await page.waitForURL(/status=suspended/)
  await page.getByRole('link', { name: 'Account 1001' }).waitFor({ state: 'detached' })
  expect(await page.locator('tbody tr').count()).toBe(1)
  await page.context().close()
})

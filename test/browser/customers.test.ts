import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, SCREENS, type Office, type Screen } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
/** On the bundle and billed on the 15th, with calls. */
let caller = { id: 0, accountNumber: '' }

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  caller = there(office.telco.accounts[1])
  await office.telco.importGenerated({ seed: 4, calls: 400, from: '2026-06-20T00:00:00Z', to: '2026-06-30T00:00:00Z' })
  const page = await office.open('/plans', { as: OWNER })
  const made = await page.request.post('/api/v1/calling-plans', {
    headers: { origin: office.url },
    data: {
      definition: { name: 'Office 500', type: 'bundle', rates: { Mobile: { perMinute: '0.12' } } },
      monthlyPrice: '49.00',
      setupFee: '25.00',
      effectiveFrom: '2026-01-01T00:00:00Z',
    },
  })
  if (!made.ok()) throw new Error(await made.text())
  await page.context().close()
})
afterAll(() => office.close())

interface Stored {
  readonly id: number
  readonly accountNumber: string
  readonly status: string
  readonly abn: string
  readonly paymentMode: string
  readonly cancelOn: string | null
}

/** A customer as the database has it. */
async function stored(name: string): Promise<Stored> {
  const { rows } = await office.pool.query<Stored>(
    `SELECT id, account_number AS "accountNumber", status, abn, payment_mode AS "paymentMode",
            cancel_on::text AS "cancelOn"
       FROM accounts WHERE name = $1`,
    [name],
  )
  return there(rows[0])
}

/** The dialog with a button of this name, which is pressed. */
async function confirm(page: Page, action: string): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name: action })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

function statusOf(page: Page) {
  return page.getByRole('region', { name: 'Status' })
}

test.each(Object.keys(SCREENS) as Screen[])('from the first form to the end, on a %s', async (screen) => {
  const name = `Lyrebird Studio ${screen}`
  const page = await office.open('/customers', { as: OWNER, screen })
  await page.getByRole('link', { name: 'New customer' }).click()
  await page.getByRole('heading', { name: 'New customer' }).waitFor()

  await page.getByLabel('Name').first().fill('Account 1001 Pty Ltd')
  await page.getByText('Account 1001, 1001').waitFor()
  await page.getByLabel('Name').first().fill(name)
  await page.getByLabel('ABN').fill('51824753557')
  await page.getByLabel('ABN').blur()
  await page.getByText('This ABN fails its check').waitFor()
  await page.getByLabel('ABN').fill('51824753556')
  const main = page.getByRole('group', { name: 'Main contact' })
  await main.getByLabel('Name').fill('Mia Tran')
  await main.getByLabel('E-mail address').fill(`mia@${screen}.example`)
  await main.getByLabel('Phone').fill('0370101234')
  await page.getByLabel('Postpaid').check()
  expect(await page.getByLabel('ABN').inputValue()).toBe('51 824 753 556')
  await page.getByRole('button', { name: 'Open account' }).click()

  await page.getByRole('dialog').getByText('Office 500').click()
  await page.getByRole('row', { name: 'Charged today' }).getByText('$81.40').waitFor()
  const opened = await stored(name)
  expect(opened).toMatchObject({ status: 'new', abn: '51824753556', paymentMode: 'postpaid' })
  await confirm(page, 'Activate account')
  await statusOf(page).getByText('Active').waitFor()
  await page.getByRole('region', { name: 'Balance' }).getByText('$81.40').waitFor()
  expect(await stored(name)).toMatchObject({ status: 'active' })

  await statusOf(page).getByRole('button', { name: 'Suspend account' }).click()
  await page.getByLabel('What colleagues should know').fill('Two reminders')
  await confirm(page, 'Suspend account')
  await page.getByText('bills are not paid. Two reminders.').waitFor()
  expect(await stored(name)).toMatchObject({ status: 'suspended' })

  await statusOf(page).getByRole('button', { name: 'Reinstate account' }).click()
  await confirm(page, 'Reinstate account')
  await statusOf(page).getByText('Active').waitFor()
  expect(await stored(name)).toMatchObject({ status: 'active' })

  await statusOf(page).getByRole('button', { name: 'Cancel account' }).click()
  await page.getByLabel('Why').fill('Moves to another city')
  await page.getByLabel('to confirm').fill(opened.accountNumber)
  await confirm(page, 'Schedule cancellation')
  await page.getByText('is cancelled on 1 Aug 2026').first().waitFor()
  expect(await stored(name)).toMatchObject({ status: 'active', cancelOn: '2026-08-01' })
  await statusOf(page).getByRole('button', { name: 'Withdraw cancellation' }).click()
  await confirm(page, 'Withdraw cancellation')
  await page.getByText('This account is cancelled on').waitFor({ state: 'detached' })
  expect(await stored(name)).toMatchObject({ cancelOn: null })

  await statusOf(page).getByRole('button', { name: 'Cancel account' }).click()
  await page.getByLabel('Now', { exact: true }).check()
  await page.getByText('$81.40 is still owed').waitFor()
  await page.getByLabel('Why').fill('Moved')
  const end = page.getByRole('button', { name: 'Cancel account now' })
  await page.getByLabel('to confirm').fill('1001')
  expect(await end.isDisabled()).toBe(true)
  await page.getByLabel('to confirm').fill(opened.accountNumber)
  await confirm(page, 'Cancel account now')
  await statusOf(page).getByText('Cancelled').waitFor()
  expect(await stored(name)).toMatchObject({ status: 'cancelled' })
  expect(await statusOf(page).getByRole('button').count()).toBe(0)
  expect(await isTooWide(page)).toBe(false)
  await page.context().close()
})

test('a cycle is chosen, its calls regrouped, and a row leads to the records it is made of', async () => {
  const page = await office.open(`/customers/${caller.id}`, { as: OWNER })
  const summary = page.getByRole('table', { name: 'Calls and charges' })
  await summary.getByRole('link', { name: 'Mobile' }).waitFor()
  const total = await summary.locator('tfoot td').last().textContent()
  await page.getByText('Billing group').click()
  await page.waitForURL(/groupBy=billing-group/)
  await summary.getByRole('link', { name: 'Local & National' }).waitFor()
  expect(await summary.locator('tfoot td').last().textContent()).toBe(total)
  await page.getByText('Call date').click()
  await summary.getByRole('link', { name: /^25 June? 2026/ }).waitFor()

  await page.getByRole('button', { name: 'Cycle before' }).click()
  await page.waitForURL(/cycle=2026-05-15/)
  await page.getByText('No calls and no charges in this cycle.').waitFor()
  await page.getByRole('button', { name: 'Next cycle' }).click()
  await page.waitForURL((url) => !url.searchParams.has('cycle'))

  await page.getByText('Service type').first().click()
  const mobile = summary.getByRole('row', { name: /^Mobile/ })
  const count = await mobile.locator('td').nth(1).textContent()
  await mobile.getByRole('link').click()
  await page.waitForURL(/billing-records\?.*serviceType=Mobile/)
  await page.locator('tfoot').getByText(`${count} records`).waitFor()
  await page.context().close()
})

test('a limit is set, and a profile changed while somebody else changes it', async () => {
  const { id } = there(office.telco.accounts[0])
  const page = await office.open(`/customers/${id}`, { as: OWNER })
  await page.getByRole('button', { name: 'Change Overseas calls' }).click()
  await page.getByRole('textbox', { name: 'Limit' }).fill('12')
  await confirm(page, 'Save')
  await page.getByRole('group', { name: 'Overseas calls' }).getByText('12 an hour').waitFor()
  const { rows } = await office.pool.query(
    'SELECT overseas_calls AS calls FROM account_controls WHERE account_id = $1',
    [id],
  )
  expect(rows).toEqual([{ calls: 12 }])

  await page.getByRole('link', { name: 'Profile and contacts' }).click()
  await page.getByRole('button', { name: 'Edit: Who it is' }).click()
  await page.getByLabel('Trading name').fill('Bright Signs')
  await page.request.patch(`/api/v1/accounts/${id}`, {
    headers: { origin: office.url },
    data: { legalName: 'Bright Signs Pty Ltd' },
  })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('alert').getByText('Somebody changed this account meanwhile').waitFor()
  await page.getByRole('button', { name: 'Show what is there now' }).click()
  await page.getByLabel('Legal name').and(page.locator('[value="Bright Signs Pty Ltd"]')).waitFor()
  await page.getByLabel('Trading name').fill('Bright Signs')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Bright Signs', { exact: true }).waitFor()
  const { rows: names } = await office.pool.query(
    'SELECT legal_name AS legal, trading_name AS trading FROM accounts WHERE id = $1',
    [id],
  )
  expect(names).toEqual([{ legal: 'Bright Signs Pty Ltd', trading: 'Bright Signs' }])
  await page.context().close()
})

test('users are invited, noted about, and the office signs in as the customer', async () => {
  const { id } = there(office.telco.accounts[2])
  const page = await office.open(`/customers/${id}/users`, { as: OWNER })
  await page.getByRole('button', { name: 'Invite users' }).first().click()
  await page.getByRole('dialog').getByLabel('E-mail address').fill('noah@example.com, ines@example.com')
  const people = page.getByRole('dialog').getByRole('group', { name: '@example.com' })
  await people.nth(0).getByLabel('Name').fill('Noah Haddad')
  await people.nth(1).getByLabel('Name').fill('Ines Costa')
  await confirm(page, 'Send 2 invitations')
  await page
    .getByRole('row', { name: /Ines Costa/ })
    .getByText('Invited', { exact: true })
    .waitFor()
  expect(await office.mailTo('noah@example.com')).toContain('Wattle Voice')
  const { rows } = await office.pool.query('SELECT role FROM memberships WHERE account_id = $1', [id])
  expect(rows).toEqual([{ role: 'customer-user' }, { role: 'customer-user' }])

  await page.getByRole('link', { name: 'Activity' }).click()
  await page.getByText('Invited a user').first().waitFor()
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Rings on Mondays only')
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByRole('article').getByText('Rings on Mondays only').waitFor()
  const { rows: notes } = await office.pool.query('SELECT body FROM account_notes WHERE account_id = $1', [id])
  expect(notes).toEqual([{ body: 'Rings on Mondays only' }])

  await page.getByRole('button', { name: 'What can be done with Account 1003' }).click()
  await page.getByRole('menuitem', { name: 'Sign in as this customer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in as this customer' }).click()
  await page.waitForURL(/\/my/)
  await page.getByText('Account 1003').first().waitFor()
  await page.context().close()
})

test('several customers are suspended at once', async () => {
  const page = await office.open('/customers?search=100', { as: OWNER })
  for (const name of ['Account 1003', 'Account 1004']) await page.getByLabel(`Tick ${name}`).check()
  await page.getByRole('button', { name: 'Suspend 2' }).click()
  await confirm(page, 'Suspend 2 customers')
  await page
    .getByRole('row', { name: /Account 1004/ })
    .getByText('Suspended')
    .waitFor()
  const { rows } = await office.pool.query("SELECT name FROM accounts WHERE status = 'suspended' ORDER BY name")
  expect(rows).toEqual([{ name: 'Account 1003' }, { name: 'Account 1004' }])
  await page.context().close()
})

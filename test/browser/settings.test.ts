import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

const OWNER = 'owner@wattle.example'

let office: Office
let receiver: TestReceiver
beforeAll(async () => {
  receiver = await startReceiver()
  office = await createOffice()
  await office.person(OWNER, 'owner')
})
afterAll(async () => {
  await office.close()
  await receiver.close()
})

test('a brand is seen as it is typed, saved, and shown to everybody from then on', async () => {
  const page = await office.open('/settings/brand', { as: OWNER })
  const preview = page.getByLabel('Preview')
  await page.getByLabel('Brand name').fill('Golden Wattle')
  await preview.getByText('Golden Wattle').first().waitFor()
  await page.getByLabel('ABN').fill('11 111 111 111')
  await page.getByLabel('ABN').blur()
  await page.getByText('This ABN fails its check').waitFor()
  await page.getByLabel('ABN').fill('51 824 753 556')
  await page.getByRole('button', { name: 'Save brand' }).click()
  await page.getByText('Brand saved').waitFor()
  const { rows } = await office.pool.query(
    `SELECT brand_name AS name, brand->>'abn' AS abn FROM resellers WHERE id = $1`,
    [office.telco.resellerId],
  )
  expect(rows).toEqual([{ name: 'Golden Wattle', abn: '51824753556' }])
  await page.reload()
  await page.getByLabel('Brand name').waitFor()
  expect(await page.title()).toBe('Brand · Golden Wattle')
  await page.context().close()
})

test('somebody is invited to the staff, by a mail of the brand', async () => {
  const page = await office.open('/settings/staff', { as: OWNER })
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('jo@wattle.example')
  await page.getByLabel('Name', { exact: true }).fill('Jo Example')
  await page.getByLabel('Billing').check()
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText('Invitation sent to jo@wattle.example').waitFor()
  await page.getByRole('cell', { name: 'Invited' }).waitFor()
  expect(await office.mailTo('jo@wattle.example')).toContain('/link#')
  await page.context().close()
})

test('a key is shown once and opens what its scopes say', async () => {
  const page = await office.open('/settings/keys', { as: OWNER })
  await page.getByRole('button', { name: 'New key' }).first().click()
  await page.getByLabel('What uses it').fill('Accounting')
  await page.getByLabel('accounts.read', { exact: true }).check()
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByText('This is the only time it is shown').waitFor()
  const key = (await page.locator('pre').textContent()) ?? ''
  const ask = (path: string) =>
    page.request.get(`${office.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  expect((await ask('/accounts')).status()).toBe(200)
  expect((await ask('/payments')).status()).toBe(403)
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await page.getByText('Key revoked').waitFor()
  expect((await ask('/accounts')).status()).toBe(401)
  await page.context().close()
})

test('a webhook is told of a test, and its log says what came back', async () => {
  const page = await office.open('/settings/webhooks', { as: OWNER })
  await page.getByRole('button', { name: 'New webhook' }).first().click()
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('button', { name: 'Make webhook' }).click()
  await page.getByText('This is the only time it is shown').waitFor()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByRole('cell', { name: 'Delivered' }).waitFor({ timeout: 30_000 })
  await page.getByRole('link', { name: 'webhook.ping' }).click()
  await page.getByText('Answered 200').waitFor()
  const { rows } = await office.pool.query("SELECT state FROM webhook_deliveries WHERE event_type = 'webhook.ping'")
  expect(rows).toEqual([{ state: 'delivered' }])
  await page.context().close()
})

test('an e-mail has words of one’s own, previewed before they count', async () => {
  const page = await office.open('/settings/mail-templates/receipt', { as: OWNER })
  await page.getByLabel('Subject').fill('Thank you, {{customer.name}}')
  await page.getByLabel('Preview').getByText('Thank you, Acacia Dental').waitFor()
  await page.getByRole('button', { name: 'Save words' }).click()
  await page.getByText('Words saved').waitFor()
  const subjects = async () => (await office.pool.query('SELECT subject FROM mail_templates')).rows
  expect(await subjects()).toEqual([{ subject: 'Thank you, {{customer.name}}' }])
  await page.getByRole('button', { name: 'Words as delivered' }).click()
  await page.getByRole('button', { name: 'Bring them back' }).click()
  await page.getByText('The words as delivered are back').waitFor()
  expect(await subjects()).toEqual([])
  await page.context().close()
})

test('a day the desk is closed counts, and the audit chain holds all of it', async () => {
  const page = await office.open('/settings', { as: OWNER })
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Calendars' }).click()
  await page.getByRole('link', { name: 'Porting desk' }).click()
  await page.getByRole('button', { name: 'Add closed days' }).click()
  await page.getByLabel('Closed from').fill('2026-12-24')
  await page.getByLabel('Why').fill('Christmas shutdown')
  await page.getByRole('button', { name: 'Save calendar' }).click()
  await page.getByText('Calendar saved').waitFor()
  await page.getByRole('row', { name: 'Thu 24 Dec Christmas shutdown Own' }).waitFor()
  const { rows } = await office.pool.query('SELECT closed_days AS days FROM calendars WHERE reseller_id = $1', [
    office.telco.resellerId,
  ])
  expect(rows).toEqual([{ days: [{ date: '2026-12-24', until: null, name: 'Christmas shutdown' }] }])
  await page.goto('/settings/audit')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await page.getByText(/All \d+ lines are as they were written/).waitFor()
  await page.getByRole('link', { name: 'calendars.change' }).first().click()
  await page.getByRole('dialog').getByText('Christmas shutdown').waitFor()
  await page.context().close()
})

const PAGES = ['', '/brand', '/staff', '/security', '/keys', '/webhooks', '/mails', '/mail-templates', '/audit']

test('every page of Settings fits every screen and can be used by everybody', async () => {
  const page = await office.open('/settings', { as: OWNER })
  const faults = await faultsOfPages(
    page,
    PAGES.map((path) => `/settings${path}`),
  )
  expect(faults).toEqual([])
  await page.context().close()
})

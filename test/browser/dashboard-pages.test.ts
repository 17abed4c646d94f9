import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'

const OWNER = 'owner@wattle.example'

let office: Office
beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  await office.telco.importGenerated({ seed: 3, calls: 400, from: '2026-06-20T00:00:00Z', to: '2026-06-30T00:00:00Z' })
})
afterAll(() => office.close())

test.each(['/', '/dashboard/allowances', '/dashboard/limits'])('%s can be used by everybody', async (path) => {
  const page = await office.open(path, { as: OWNER })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  await vi.waitFor(async () => expect(await isTooWide(page)).toBe(false))
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

test('by the keyboard: past the rail to the content, into a filter and back, along the rows', async () => {
  const page = await office.open('/customers', { as: OWNER })
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Skip to the content' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'New customer' }).and(page.locator(':focus')).waitFor()
  const status = page.getByRole('search').getByRole('button', { name: 'Status' })
  await status.focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Suspended').waitFor()
  await page.keyboard.press('Escape')
  await status.and(page.locator(':focus')).waitFor()
  for (const key of ['j', 'j', 'x', 'j', 'k']) await page.keyboard.press(key)
  await page.getByText('1 row ticked').waitFor()
  expect(await page.getByLabel('Tick Account 1002').isChecked()).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Account status' }).waitFor()
  await page.getByText('Account 1002').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  for (const key of ['g', 'd']) await page.keyboard.press(key)
  await page.getByRole('heading', { name: 'Dashboard' }).and(page.locator(':focus')).waitFor()
  await page.context().close()
})

test('an operator opens a reseller: it has no customers yet, and shows the way to the first', async () => {
  await office.person('operator@tollgate.example', 'operator')
  const page = await office.open('/resellers/new', { as: 'operator@tollgate.example' })
  await page.getByLabel('Name', { exact: true }).first().fill('Banksia Talk')
  await page.getByLabel('Support address').fill('help@banksia.example')
  await page.getByLabel('Name', { exact: true }).last().fill('Noah Haddad')
  await page.getByLabel('E-mail address').fill('noah@banksia.example')
  await page.getByRole('button', { name: 'Open reseller' }).click()
  await page.getByText('These steps lead to the first').waitFor()
  expect(await page.locator('main ol li h3').allTextContents()).toEqual([
    'Make it yours',
    'Say what calls cost',
    'Make a calling plan',
    'Bring in your numbers',
    'Open the first customer',
  ])
  expect(await seriousFindings(page)).toEqual([])
  expect(await office.mailTo('noah@banksia.example')).toContain('Banksia Talk')
  await page.getByRole('link', { name: 'Customers' }).click()
  await page.getByText('No customers yet').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'New customer' }).last().click()
  await page.getByRole('heading', { name: 'New customer' }).waitFor()
  const { rows } = await office.pool.query("SELECT id FROM resellers WHERE name = 'Banksia Talk'")
  expect(rows).toHaveLength(1)
  await page.context().close()
})

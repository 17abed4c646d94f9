import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
/** A customer with calls. */
let accountId = 0

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  accountId = there(office.telco.accounts[1]).id
  await office.telco.importGenerated({ seed: 4, calls: 400, from: '2026-06-20T00:00:00Z', to: '2026-06-30T00:00:00Z' })
})
afterAll(() => office.close())

test.each(['', '/profile', '/profile?edit=contacts', '/users', '/activity', '/activity/status', '/activity/mails'])(
  'customer%s can be used by everybody',
  async (path) => {
    const page = await office.open(`/customers/${accountId}${path}`, { as: OWNER })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    await vi.waitFor(async () => expect(await isTooWide(page)).toBe(false))
    await page.context().close()
  },
)

test('the form of a new customer can be used by everybody', async () => {
  const page = await office.open('/customers/new', { as: OWNER })
  await page.getByRole('button', { name: 'Open account' }).click()
  await page.getByText('This cannot be empty.').first().waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  await vi.waitFor(async () => expect(await isTooWide(page)).toBe(false))
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, SCREENS, type Office, type Screen } from '../support/browser.ts'

let office: Office
beforeAll(async () => {
  office = await createOffice()
  await office.person('owner@wattle.example', 'owner')
})
afterAll(() => office.close())

test.each(Object.keys(SCREENS) as Screen[])('the list of customers on a %s', async (screen) => {
  const page = await office.open('/customers', { as: 'owner@wattle.example', screen })
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  expect(await page.title()).toBe('Customers · Wattle Voice')
  await page.keyboard.press('/')
  await page.keyboard.type('1003')
  await page.waitForURL(/search=1003/)
  await page.getByRole('link', { name: 'Account 1001' }).waitFor({ state: 'detached' })
  expect(await page.locator('tbody tr').count()).toBe(1)
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

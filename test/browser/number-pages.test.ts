import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, SCREENS, type Office, type Screen } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
})
afterAll(() => office.close())

test.each(Object.keys(SCREENS) as Screen[])(
  'the pages of numbers fit a %s and can be used by everybody',
  async (screen) => {
    const account = there(office.telco.accounts[0])
    const customer = `/customers/${account.id}/numbers`
    const page = await office.open('/numbers', { as: OWNER, screen })
    for (const path of [
      '/numbers',
      `/numbers/${there(account.numbers[0])}`,
      '/numbers/add',
      '/numbers/import',
      '/numbers/settings',
      '/numbers/orders',
      '/numbers/orders?view=table',
      '/numbers/orders/new',
      customer,
      `${customer}?number=${there(account.numbers[0])}`,
      `${customer}/add`,
      `${customer}/order`,
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).last().waitFor()
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      expect.soft(await isTooWide(page), path).toBe(false)
      expect.soft(await seriousFindings(page), path).toEqual([])
    }
    await page.context().close()
  },
)

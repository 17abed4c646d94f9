import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
})
afterAll(() => office.close())

test('the pages of numbers fit every screen and can be used by everybody', async () => {
  const account = there(office.telco.accounts[0])
  const customer = `/customers/${account.id}/numbers`
  const page = await office.open('/numbers', { as: OWNER })
  const faults = await faultsOfPages(page, [
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
  ])
  expect(faults).toEqual([])
  await page.context().close()
})

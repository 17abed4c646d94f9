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

test('the pages of plans fit every screen and can be used by everybody', async () => {
  const page = await office.open('/plans', { as: OWNER })
  const [deck] = (await office.pool.query<{ id: number }>('SELECT id FROM rate_decks')).rows
  const plan = `/plans/${office.telco.bundlePlanId}`
  const faults = await faultsOfPages(page, [
    '/plans',
    '/plans/new',
    plan,
    `${plan}/new-version`,
    '/plans/numbers',
    '/plans/numbers/new',
    '/plans/decks',
    '/plans/decks/upload',
    `/plans/decks/${there(deck).id}`,
  ])
  expect(faults).toEqual([])
  await page.context().close()
})

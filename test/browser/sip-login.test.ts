import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const HOST = 'sip.wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice({ TOLLGATE_SIP_HOST: HOST })
  await office.person(OWNER, 'owner')
})
afterAll(() => office.close())

test('a number gets a SIP password, shown once; where its phone is stands beside it', async () => {
  const account = there(office.telco.accounts[0])
  const number = there(account.numbers[0])
  const page = await office.open(`/customers/${account.id}/numbers?number=${number}`, { as: OWNER, screen: 'phone' })
  await page.locator('dd', { hasText: 'not known to the switch' }).waitFor()
  await page.getByRole('button', { name: 'SIP login' }).click()
  const dialog = page.getByRole('dialog', { name: /SIP login/ })
  await dialog.getByText('none yet: the line cannot register').waitFor()
  await dialog.getByRole('button', { name: 'Make a new SIP password' }).click()
  await dialog.getByText('This is the only time it is shown.').waitFor()
  const password = there((await dialog.locator('pre').textContent()) ?? undefined)
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  const { rows } = await office.pool.query('SELECT username, ha1 FROM kamailio.subscriber')
  const ha1 = createHash('md5').update(`${number}:${HOST}:${password}`).digest('hex')
  expect(rows).toEqual([{ username: number, ha1 }])

  await dialog.getByRole('button', { name: 'The phone has it' }).click()
  await page.locator('dd', { hasText: 'Not registered' }).waitFor()
  await page.getByRole('button', { name: 'SIP login' }).click()
  await dialog.getByRole('button', { name: 'Remove password' }).click()
  await page.getByRole('button', { name: 'Remove password' }).click()
  await page.locator('dd', { hasText: 'not known to the switch' }).waitFor()
  expect((await office.pool.query('SELECT FROM sip_logins')).rowCount).toBe(0)
  await page.context().close()
})

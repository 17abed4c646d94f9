import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

/** Money that comes by the bank, and what is done where it does not: from click to database. */

const OWNER = 'owner@wattle.example'
let office: Office
let accountId: number
let filePath = ''

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  accountId = there(office.telco.accounts[2]).id
})
afterAll(() => office.close())

async function paid(): Promise<readonly string[]> {
  const { rows } = await office.pool.query<{ amount: string }>(
    'SELECT amount_micros::text AS amount FROM payments ORDER BY id',
  )
  return rows.map(({ amount }) => amount)
}

test('a file of the bank is dropped, posted once, and what is nobody’s is split and undone', async () => {
  const page = await office.open('/billing/transfers', { as: OWNER })
  const text = [
    'Date,Narrative,Debit,Credit',
    '30/06/2026,ACCOUNT 1003 THANKS,,110.00',
    '30/06/2026,J SMITH,,55.50',
    '30/06/2026,RENT,500.00,',
  ].join('\n')
  const file = { name: 'june.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('File of the bank').setInputFiles(file)
  await page.waitForURL(/\/billing\/transfers\/files\/\d+/)
  filePath = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Post 1 payment, $110.00' }).click()
  await page.getByText('1 payment posted, $110.00').waitFor()
  await page.getByRole('button', { name: 'Posted 1' }).waitFor()
  expect(await paid()).toEqual(['110000000'])

  await page.goto(`${office.url}/billing/transfers/open`)
  await page.getByRole('link', { name: 'J SMITH' }).click()
  await page.getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('combobox', { name: 'Customer' }).fill('Account 1001')
  await page.getByRole('option', { name: /Account 1001/ }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('50.00')
  await page.getByText('$5.50 of $55.50 stays unmatched.').waitFor()
  await page.getByRole('button', { name: 'Post it' }).click()
  await page.getByRole('table', { name: 'Where it went' }).waitFor()
  expect(await paid()).toEqual(['110000000', '50000000'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByLabel('Why').fill('Another Smith')
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('taken back', { exact: true }).waitFor()
  expect(await paid()).toEqual(['110000000', '50000000', '-50000000'])
  await page.context().close()
})

test('the steps are switched on, a hold is set on a customer and ended', async () => {
  const page = await office.open('/billing/overdue', { as: OWNER })
  await page.getByText('Nobody is chased yet').waitFor()
  await page.getByRole('link', { name: 'Look at the steps' }).click()
  await page.getByLabel('On', { exact: true }).press('Space')
  await page.getByLabel('Second reminder: days after the due day').fill('8')
  await page.getByRole('button', { name: 'Save the steps' }).click()
  await page.getByText('Steps saved').waitFor()
  const { rows } = await office.pool.query('SELECT is_on, steps -> $1 ->> $2 AS days FROM dunning_ladders', [
    'second-reminder',
    'days',
  ])
  expect(rows).toEqual([{ is_on: true, days: '8' }])

  await page.goto(`${office.url}/customers/${accountId}/statements/overdue`)
  await page.getByRole('button', { name: 'Hold it' }).click()
  await page.getByLabel('Until').fill('2026-07-10')
  await page.getByLabel('What was said').fill('Pays on the tenth')
  await page.getByRole('dialog').getByRole('button', { name: 'Hold it' }).click()
  await page.getByText('Promise to pay until 10 July 2026: Pays on the tenth').waitFor()
  await page.getByRole('button', { name: 'End it' }).click()
  await page.getByLabel('Why').fill('Paid')
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
  await page.getByText('Ended: Promise to pay: Paid').waitFor()
  await page.context().close()
})

test('the pages fit every screen and can be used by everybody', async () => {
  const page = await office.open('/billing/transfers', { as: OWNER })
  const faults = await faultsOfPages(page, [
    '/billing/transfers',
    '/billing/transfers/open?status=unmatched,posted',
    filePath,
    '/billing/overdue',
    '/billing/overdue/steps',
    `/customers/${accountId}/statements/overdue`,
  ])
  expect(faults).toEqual([])
  await page.context().close()
})

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatDollars } from '#domain/money.ts'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CUSTOMER = 'mia@example.com'
const LOST = '61370109999'

let office: Office
let own = ''
let foreign = ''

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  await office.person(CUSTOMER, 'customer-admin', accountOf(2).id)
  own = there(accountOf(2).numbers[0])
  foreign = there(accountOf(3).numbers[0])
})
afterAll(() => office.close())

function accountOf(index: number) {
  return there(office.telco.accounts[index])
}

/** A file of calls: four with a price, two of a number nobody holds, one that cannot be read. */
function fileOfCalls(): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  const rows = [
    'call_id,a_number,b_number,started_at,duration_seconds,direction',
    `mobile,${own},61491570156,2026-06-20T02:00:00Z,95,out`,
    `abroad,${own},447911123456,2026-06-21T03:00:00Z,61,out`,
    `short,${own},61491570157,2026-06-22T04:00:00Z,5,out`,
    `other,${foreign},61491570156,2026-06-20T05:00:00Z,30,out`,
    `lost1,${LOST},61491570156,2026-06-20T06:00:00Z,60,out`,
    `lost2,${LOST},61491570157,2026-06-21T06:00:00Z,60,out`,
    `broken,${own},61491570156,2026-06-20T07:00:00Z,ninety,out`,
    '',
  ]
  return { name: 'june.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
}

async function sendFile(page: Page): Promise<void> {
  await page.getByLabel('File of calls').setInputFiles(fileOfCalls())
  await page.getByRole('button', { name: 'Import calls' }).click()
}

interface Stored {
  readonly charge: string
  readonly cost: string
}

/** A call's price as the database has it. */
async function storedPrice(callId: string): Promise<Stored> {
  const { rows } = await office.pool.query<{ charge: string; cost: string }>(
    'SELECT charge_micros AS charge, cost_micros AS cost FROM calls WHERE source_call_id = $1',
    [callId],
  )
  const { charge, cost } = there(rows[0])
  return { charge: shown(Number(charge)), cost: shown(Number(cost)) }
}

/** `$0.256`: as many places as it has, two at least. */
function shown(micros: number): string {
  return `$${formatDollars(micros).replace(/0{1,4}$/, '')}`
}

test('a source is registered, a file of calls is followed until it is done, and the same file is known again', async () => {
  const page = await office.open('/billing-records/imports', { as: OWNER })
  await page.getByRole('link', { name: 'Register a source' }).click()
  await page.getByLabel('Name').fill('Sydney switch')
  await page.getByRole('button', { name: 'Register source' }).click()
  await sendFile(page)
  await page.getByText('june.csv is read in the background').waitFor()
  const row = page.getByRole('row', { name: /june\.csv/ })
  await row.getByText('Done').waitFor()
  const { rows } = await office.pool.query('SELECT state, file_name AS file FROM imports')
  expect(rows).toEqual([{ state: 'done', file: 'june.csv' }])
  await sendFile(page)
  await page.getByText('This very file is in already').waitFor()
  await row.getByRole('link', { name: 'june.csv' }).click()
  await page.getByText('What became of its rows').waitFor()
  await page.getByText('Still wait in suspense').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download them' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('ninety')
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

test('calls are found by filters, explained as the database has their price, and exported', async () => {
  const page = await office.open('/billing-records', { as: OWNER })
  await page.getByRole('searchbox').fill('7911123')
  await page.waitForURL(/numberContains=7911123/)
  await page.getByRole('row', { name: /447911123456/ }).waitFor()
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  await page.locator('tfoot').getByText('1 record').waitFor()
  await page.locator('tbody [data-row-link]').click()
  await page.waitForURL(/call=/)
  const panel = page.getByRole('dialog', { name: 'Why this price' })
  const { charge, cost } = await storedPrice('abroad')
  await panel.getByRole('row', { name: 'Charge ex GST' }).getByText(charge).waitFor()
  await panel.getByRole('row', { name: 'Wholesale' }).getByText(cost).waitFor()
  await panel.getByText('The longest prefix that matches is 447').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  const link = page.url()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('447911123456')

  await page.goto(link)
  await panel.getByRole('row', { name: 'Charge ex GST' }).getByText(charge).waitFor()
  await page.goto(`/customers/${accountOf(2).id}/billing-records?groupBy=service-type&from=2026-06-01&to=2026-06-30`)
  await page.getByRole('link', { name: 'Mobile' }).click()
  await page.waitForURL(/serviceType=Mobile/)
  await page.locator('tfoot').getByText('2 records').waitFor()
  await page.context().close()
})

test('what calls and revenue come to is grouped one way after the other', async () => {
  const page = await office.open('/billing-records', { as: OWNER })
  const records = page.getByRole('radiogroup', { name: 'Group the records' })
  const table = page.getByRole('table', { name: 'Billing records by group' })
  await records.getByText('Service type').click()
  await table.getByRole('link', { name: 'Mobile' }).waitFor()
  await records.getByText('Day').click()
  await table.getByRole('link', { name: '20 Jun 2026' }).waitFor()
  expect(await table.getByRole('link', { name: 'Mobile' }).count()).toBe(0)
  await page.goto('/reports?from=2026-06-01&to=2026-06-30&groupBy=plan')
  const revenue = page.getByRole('radiogroup', { name: 'Group by' })
  await page.getByRole('columnheader', { name: 'Plan', exact: true }).waitFor()
  await revenue.getByText('Day').click()
  await page.getByRole('link', { name: '20 Jun 2026' }).waitFor()
  await page.context().close()
})

test('a number nobody held is given to its account and its calls are priced with one press; a row is corrected', async () => {
  const page = await office.open('/billing-records/suspense', { as: OWNER })
  const group = page.getByRole('row', { name: /03 7010 9999/ })
  await group.getByRole('button', { name: 'Give the number', exact: true }).click()
  await page.getByRole('combobox', { name: 'Account' }).fill('1004')
  await page.getByRole('option', { name: /1004/ }).click()
  await page.getByRole('button', { name: 'Give the number and retry 2 calls' }).click()
  await page.getByRole('status').getByText('2 priced').waitFor()
  await group.waitFor({ state: 'detached' })
  const { rows } = await office.pool.query('SELECT DISTINCT account_id::int4 AS id FROM calls WHERE a_number = $1', [
    Number(LOST),
  ])
  expect(rows).toEqual([{ id: accountOf(3).id }])

  const broken = page.getByRole('row', { name: /ninety/ })
  await broken.getByRole('button', { name: 'Correct the row', exact: true }).click()
  await page.getByLabel('Answered seconds').fill('90')
  await page.getByLabel('Why').fill('The switch wrote it in words')
  await page.getByRole('button', { name: 'Correct and price the call' }).click()
  await page.getByRole('status').getByText('1 priced').waitFor()
  await page.getByText('Nothing is in suspense').waitFor()
  const { rows: left } = await office.pool.query('SELECT count(*)::int4 AS count FROM calls_suspense')
  expect(left).toEqual([{ count: 0 }])
  await page.context().close()
})

test('a customer sees its own calls and why they cost what they did, never what they cost the reseller', async () => {
  const page = await office.open('/my/calls', { as: CUSTOMER, screen: 'phone' })
  await page.getByRole('combobox', { name: 'Calls of' }).click()
  await page.getByRole('option', { name: /Last month/ }).click()
  await page.getByRole('link', { name: '+447911123456' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(4)
  expect(await isTooWide(page)).toBe(false)
  await page.getByRole('link', { name: '0491 570 157' }).click()
  const panel = page.getByRole('dialog', { name: 'Why this price' })
  const { charge } = await storedPrice('short')
  await panel.getByRole('row', { name: 'Charge ex GST' }).getByText(charge).waitFor()
  await panel.getByText('That is an Australian mobile.').waitFor()
  expect(await panel.textContent()).not.toContain('Wholesale')
  expect(await seriousFindings(page)).toEqual([])

  const staff = await office.open(`/billing-records?number=${foreign}`, { as: OWNER })
  await staff.locator('tbody [data-row-link]').first().click()
  await staff.waitForURL(/call=/)
  const theirs = there(new URL(staff.url()).searchParams.get('call'))
  await page.goto(`/my/calls?call=${theirs}`)
  await page.getByRole('dialog').getByText('Not found').waitFor()
  await staff.context().close()
  await page.context().close()
})

test.each([
  '/billing-records',
  '/billing-records/imports',
  '/billing-records/imports/sources/new',
  '/billing-records/suspense/calls',
  '/billing-records/suspense/dismissed',
  '/reports?from=2026-06-01&to=2026-06-30',
  '/reports?from=2026-06-01&to=2026-06-30&groupBy=destination',
  '/reports/numbers',
  '/reports/late-usage',
])('%s fits a telephone and can be used by everybody', async (path) => {
  const page = await office.open(path, { as: OWNER, screen: 'phone' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
let staff: Page
let carrierId = ''
const ports: string[] = []

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  staff = await office.open('/porting/carriers', { as: OWNER })
  for (let index = 0; index < 4; index++) ports.push(await submitted(`6137010570${index}`))
})
afterAll(() => office.close())

async function post(path: string, data: object): Promise<{ readonly id: string }> {
  const headers = { origin: office.url, 'idempotency-key': crypto.randomUUID() }
  const answer = await staff.request.post(`/api/v1${path}`, { headers, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as { readonly id: string }
}

async function submitted(number: string): Promise<string> {
  const account = there(office.telco.accounts[0])
  const { id } = await post(`/accounts/${account.id}/ports`, {
    numbers: [number],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '200 145 889 3',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow' },
    authorisedOn: '2026-06-20',
    isActive: true,
  })
  await post(`/ports/${id}/submit`, {})
  return id
}

async function stateOf(portId: string): Promise<string> {
  const { rows } = await office.pool.query<{ state: string }>('SELECT state FROM ports WHERE id = $1', [portId])
  return there(rows[0]).state
}

test('a carrier is written down, changed, and one no port refers to removed', async () => {
  await staff.getByRole('button', { name: 'Add carrier' }).first().click()
  const dialog = staff.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Example Upstream')
  await dialog.getByLabel('We lodge ports with it').check()
  await dialog.getByLabel('Request forms by e-mail').check()
  await dialog.getByRole('button', { name: 'Add carrier' }).click()
  await dialog.getByText('Give the e-mail address of its porting desk').waitFor()
  await dialog.getByLabel('E-mail of its porting desk').fill('ports@upstream.example')
  await dialog.getByRole('button', { name: 'Add carrier' }).click()
  await staff.getByRole('link', { name: 'Example Upstream' }).waitFor()
  await staff.getByText('Upstream, default').waitFor()
  await post('/carriers', { name: 'Gone Telecom' })
  await staff.reload()
  await staff.getByRole('link', { name: 'Gone Telecom' }).click()
  await staff.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await staff.getByRole('button', { name: 'Remove carrier' }).click()
  await staff.getByText('Gone Telecom is removed').waitFor()
  const { rows } = await office.pool.query<{ id: number; name: string; way: string }>(
    'SELECT id, name, way FROM carriers',
  )
  expect(rows.map(({ name, way }) => [name, way])).toEqual([['Example Upstream', 'files']])
  carrierId = String(there(rows[0]).id)
})

test('ticked ports are lodged at once; the order page shows what was sent and downloads the form', async () => {
  const page = await office.open('/porting/list', { as: OWNER })
  await page.getByLabel('Tick all on this page').check()
  await page.getByRole('button', { name: 'Lodge 4 with Example Upstream' }).click()
  await page.getByText('4 ports lodged').waitFor()
  await page.goto(`${office.url}/porting/${ports[0]}`)
  const section = page.getByRole('region', { name: 'Upstream carrier' })
  await section.getByText('to ports@upstream.example').waitFor()
  await section.getByRole('button', { name: 'Add its reference' }).click()
  await page.getByLabel('Its number for the order').fill('UP-1')
  await page.getByRole('button', { name: 'Save reference' }).click()
  await section.getByText('UP-1').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    section.getByRole('link', { name: 'PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`port-request-${ports[0]}-1.pdf`)
  await page.context().close()
})

let sheetPath = ''

test('a sheet is dropped, its words are said, its diff is looked at, and its rows are applied', async () => {
  const page = await office.open('/porting/updates', { as: OWNER })
  const sheet = [
    'Order ID,FNN,Order status,Response code,Cutover date,Comments',
    `UP-1,,Accepted,,3/07/2026 10:30,See you`,
    `,0370105701,Rejected,005,,Line hunt`,
    `,0370105702,Over to them,,,`,
    `,0370109999,Accepted,,,`,
    `,0370105703,Scheduled,,4/07/2026,`,
  ].join('\n')
  const file = { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) }
  await page.getByLabel('Sheet of answers').setInputFiles(file)
  await page.waitForURL(/\/porting\/updates\/\d+/)
  sheetPath = new URL(page.url()).pathname
  await page.getByText('Nobody said what “Over to them” means.').waitFor()
  await page.getByText('2026-07-04 cannot be chosen. The porting desk is closed that day.').waitFor()
  await page.getByText('03 7010 9999 is in no port here.').waitFor()
  await page.getByRole('button', { name: 'Refused 3' }).click()
  await page.getByText('1–3 of 3').waitFor()
  await page.getByRole('button', { name: 'All 5' }).click()

  await page.getByRole('link', { name: 'Columns' }).click()
  await page.getByLabel('What Over to them means').selectOption('With the losing carrier')
  await page.getByRole('button', { name: 'Compare with the orders' }).click()
  expect(await stateOf(there(ports[0]))).toBe('lodged')
  await page.getByRole('button', { name: 'Apply 3 rows' }).click()
  await page.getByRole('button', { name: 'Applied 3' }).waitFor()
  await page.getByText('Applied in part').waitFor()
  expect(await Promise.all(ports.map(stateOf))).toEqual(['date-set', 'rejected', 'with-losing-carrier', 'lodged'])

  await page.getByRole('link', { name: 'Carrier updates' }).first().click()
  await page.getByLabel('Sheet of answers').setInputFiles(file)
  await page.getByText('This sheet was here before').waitFor()
  await page.getByRole('button', { name: 'Applied 3' }).waitFor()
  expect(carrierId).not.toBe('')
  await page.context().close()
})

test('carriers and their sheets fit every screen and can be used by everybody', async () => {
  const page = await office.open('/porting/carriers', { as: OWNER })
  const faults = await faultsOfPages(page, [
    '/porting/carriers',
    '/porting/carriers?carrier=1',
    '/porting/updates',
    sheetPath,
    `${sheetPath}?step=columns`,
  ])
  expect(faults).toEqual([])
  await page.context().close()
})

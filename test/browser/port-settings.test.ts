import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages, isLoaded } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  await office.pool.query(
    `INSERT INTO carriers (reseller_id, name, is_upstream) VALUES ($1, 'Example Telecom', false)`,
    [office.telco.resellerId],
  )
})
afterAll(() => office.close())

async function lodged(page: Page, number: string): Promise<string> {
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
    if (!answer.ok()) throw new Error(await answer.text())
    return (await answer.json()) as { id: string }
  }
  const { id } = await post(`/accounts/${there(office.telco.accounts[0]).id}/ports`, {
    numbers: [number],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '200 145 889 3',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
    authorisedOn: '2026-06-20',
    isActive: true,
  })
  for (const step of ['submit', 'lodge', 'pass-on']) await post(`/ports/${id}/${step}`, {})
  return id
}

/** By when the next step of a port is due. */
async function dueOn(portId: string): Promise<string> {
  const { rows } = await office.pool.query<{ due: string }>(
    'SELECT due_on::text AS due FROM ports WHERE id = $1::text::int4',
    [portId],
  )
  return there(rows[0]).due
}

test('a carrier gets a calendar of its own, with a shutdown; what it answers is due by it, until it is deleted', async () => {
  const page = await office.open('/porting/settings', { as: OWNER })
  const portId = await lodged(page, '61370105601')
  // Wednesday 1 July: two business days of the desk.
  expect(await dueOn(portId)).toBe('2026-07-03')
  await page.getByRole('main').getByRole('link', { name: 'Calendars' }).click()
  await page.getByRole('button', { name: 'New calendar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Example Telecom, Perth')
  await dialog.getByLabel('For whom').selectOption('Example Telecom')
  await dialog.getByRole('button', { name: 'Make calendar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Example Telecom, Perth' }).waitFor()
  await page.getByText('All ports that leave Example Telecom. 1 open port goes by it').waitFor()

  await page.getByRole('combobox', { name: 'Time zone' }).click()
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Perth')
  await page.getByRole('option', { name: /Perth/ }).click()
  await page.getByLabel('Those of any of these states').check()
  await page.getByLabel('WA', { exact: true }).check()
  await page.getByRole('button', { name: 'Add closed days' }).click()
  await page.getByLabel('Closed from').fill('2026-07-09')
  await page.getByLabel('To, where it is more than one day').fill('2026-07-02')
  await page.getByLabel('Why').fill('Moving house')
  await page.getByRole('button', { name: 'Save calendar' }).click()
  await page.getByText('2026-07-02 is before 2026-07-09: swap them.').waitFor()
  await page.getByLabel('Closed from').fill('2026-07-02')
  await page.getByLabel('To, where it is more than one day').fill('2026-07-09')
  await page.getByRole('button', { name: 'Save calendar' }).click()
  await page.getByText('Calendar saved').waitFor()
  await page.getByRole('row', { name: '2 Jul – 9 Jul 2026 Moving house Own' }).waitFor()
  await page.getByRole('row', { name: /Mon 28 Sept? .* Public holiday/ }).waitFor()
  await page.getByRole('button', { name: 'Next year' }).click()
  await page.getByRole('heading', { name: 'Closed in 2027' }).waitFor()
  await page.getByText('Moving house').waitFor({ state: 'detached' })
  // Friday 10 and Monday 13 July.
  expect(await dueOn(portId)).toBe('2026-07-13')

  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Calendars' }).click()
  await page.getByRole('row', { name: /Example Telecom, Perth All ports that leave Example Telecom .* WA 1/ }).waitFor()
  await page.getByLabel('Losing carrier').selectOption('Example Telecom')
  await page.getByText('The desk goes by “Porting desk”, the carrier by “Example Telecom, Perth”').waitFor()
  await page.getByRole('row', { name: /Fri 10 July? Day 8 Day 2 10:00.am to 5:00.pm/ }).waitFor()
  await page.getByRole('row', { name: /Thu 2 July? Day 2 Moving house No/ }).waitFor()

  await page.getByRole('link', { name: 'Example Telecom, Perth' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('1 open port goes by it now').waitFor()
  await page.getByRole('button', { name: 'Delete calendar' }).click()
  await page.getByText('Calendar deleted').waitFor()
  expect(await dueOn(portId)).toBe('2026-07-03')
  await page.getByRole('link', { name: 'Porting desk' }).click()
  await page.getByRole('button', { name: 'Save calendar' }).waitFor()
  expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0)
  await page.context().close()
})

test('a code is added, fills a rejection, and keeps its words there when it changes', async () => {
  const page = await office.open('/porting/settings/reject-codes', { as: OWNER })
  const portId = await lodged(page, '61370105602')
  await page.getByRole('link', { name: '005' }).waitFor()
  await page.getByRole('button', { name: 'New code' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add code' }).click()
  await dialog.getByText('This cannot be empty.').first().waitFor()
  await dialog.getByLabel('Code', { exact: true }).fill('042')
  await dialog.getByLabel('What it says').fill('Name differs')
  await dialog.getByLabel('Our reason').selectOption('Name does not match')
  await dialog.getByLabel('The customer reads').fill('The name is not the one on the account.')
  await dialog.getByRole('button', { name: 'Add code' }).click()
  await page.getByText('Code added').waitFor()
  await page.getByRole('row', { name: /042 Simple ports \(SNA\)/ }).waitFor()

  await page.goto(`/porting/${portId}`)
  await page.getByRole('button', { name: 'Note as rejected' }).click()
  await dialog.getByLabel('The carrier’s code').fill('999')
  await dialog.getByText('Nobody here knows that code yet: choose the reason.').waitFor()
  await dialog.getByRole('button', { name: 'Note as rejected' }).click()
  await dialog.getByText('Nobody here knows the code 999 of Simple ports (SNA).').waitFor()
  await dialog.getByLabel('The carrier’s code').fill('04')
  await page.getByRole('option', { name: '042 · Name differs' }).click()
  await dialog.getByText('The customer reads: The name is not the one on the account.').waitFor()
  expect(await dialog.getByLabel('Why it was rejected').inputValue()).toBe('name-mismatch')
  await dialog.getByRole('button', { name: 'Note as rejected' }).click()
  const fix = page.getByRole('region', { name: 'Rejected: name differs' })
  await fix.getByText('The name is not the one on the account.').waitFor()
  await fix.getByText('The carrier’s code: 042.').waitFor()

  await page.goto('/porting/settings/reject-codes?search=042')
  await page.getByRole('link', { name: '042' }).click()
  await dialog.getByText('1 attempt was rejected with it.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Delete' }).count()).toBe(0)
  await dialog.getByLabel('The customer reads').fill('Quite another thing.')
  await dialog.getByRole('button', { name: 'Save code' }).click()
  await page.getByText('Code saved').waitFor()
  await page.getByRole('link', { name: '042' }).click()
  await dialog.getByRole('button', { name: 'Retire' }).click()
  await page.getByText('Code retired').waitFor()
  await page.getByRole('row', { name: /042 .* Retired/ }).waitFor()
  await page.goto(`/porting/${portId}`)
  await fix.getByText('The name is not the one on the account.').waitFor()
  await page.context().close()
})

const PAGES = [
  '',
  '/calendars',
  '/calendars?do=new',
  '/calendars/{desk}',
  '/reject-codes',
  '/reject-codes?do=new',
  '/reject-codes?code={code}',
] as const

test('the settings of ports fit every screen and can be used by everybody', async () => {
  const { rows } = await office.pool.query<{ desk: number; code: number }>(
    `SELECT (SELECT min(id) FROM calendars WHERE reseller_id = $1 AND carrier_id IS NULL) AS desk,
            (SELECT min(id) FROM port_reject_codes WHERE reseller_id = $1) AS code`,
    [office.telco.resellerId],
  )
  const { desk, code } = there(rows[0])
  const page = await office.open('/porting/settings', { as: OWNER })
  const faults = await faultsOfPages(
    page,
    PAGES.map((place) => `/porting/settings${place.replace('{desk}', String(desk)).replace('{code}', String(code))}`),
    async (path) => {
      await isLoaded(page)
      if (path.includes('?')) await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  )
  expect(faults).toEqual([])
  await page.context().close()
})

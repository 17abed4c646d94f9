import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CUSTOMER = 'mia@acacia.example'

let office: Office
let portId = ''

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  const account = there(office.telco.accounts[0])
  await office.person(CUSTOMER, 'customer-admin', account.id)
  const page = await office.open('/', { as: OWNER })
  const send = async (method: 'POST' | 'PATCH', path: string, data: object): Promise<{ id: string }> => {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, headers: { origin: office.url }, data })
    if (!answer.ok()) throw new Error(await answer.text())
    return (await answer.json()) as { id: string }
  }
  await send('PATCH', `/accounts/${account.id}`, { contacts: { main: { name: 'Mia Marlow', email: CUSTOMER } } })
  const port = await send('POST', `/accounts/${account.id}/ports`, {
    numbers: ['61370105550'],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '200 145 889 3',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
    authorisedOn: '2026-06-20',
    isActive: true,
    dayContact: { name: 'Nora Marlow', phone: '61491570006' },
  })
  portId = port.id
  for (const step of ['submit', 'lodge', 'pass-on']) await send('POST', `/ports/${portId}/${step}`, {})
  await send('POST', `/ports/${portId}/accept`, { cutOverAt: '2026-07-02T00:30:00Z' })
  await page.context().close()
  office.now = new Date('2026-07-01T21:00:00Z')
  await movePortsAlong(office.pool, { now: office.now })
})
afterAll(() => office.close())

function staffAt(path: string): Promise<Page> {
  return office.open(path, { as: OWNER })
}

function customerAtMove(): Promise<Page> {
  return office.open(`/my/porting/${portId}`, { as: CUSTOMER, screen: 'phone' })
}

async function looksRight(page: Page): Promise<void> {
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
}

test('before: the desk and the customer tick off what is theirs, and the day goes into a calendar', async () => {
  const customer = await customerAtMove()
  await customer.getByRole('heading', { name: 'The day of the move' }).waitFor()
  await customer.getByLabel('Your phones are registered', { exact: true }).check()
  await customer
    .getByText(/, 2 Jul 2026, 7:00 am/)
    .first()
    .waitFor()
  await customer.getByText('Test calls are written down once the move has begun').waitFor()
  const download = customer.waitForEvent('download')
  await customer.getByRole('link', { name: 'Add to calendar' }).click()
  const file = await readFile(there(await (await download).path()), 'utf8')
  expect(file).toContain('DTSTART:20260702T003000Z')
  await looksRight(customer)
  await customer.context().close()

  const page = await staffAt('/porting/today')
  await page.getByRole('heading', { name: 'Today, Thu 2 Jul' }).waitFor()
  const row = page.getByRole('article', { name: '03 7010 5550' })
  await row.getByText('10:30 am').waitFor()
  expect(await row.getByRole('link', { name: '0491 570 006' }).getAttribute('href')).toBe('tel:+61491570006')
  await row.getByRole('button', { name: /^Checklist/ }).click()
  await row.getByLabel('The contact on the day is reached and has time', { exact: true }).check()
  await row.getByText('Checklist 2/12').waitFor()
  await row.getByRole('button', { name: 'Add a note: The old service is not cancelled' }).click()
  await row.getByLabel('Note: The old service is not cancelled').fill('Asked Nora.')
  await row.getByRole('button', { name: 'Tick with this note' }).click()
  await row.getByText('Asked Nora.').waitFor()
  await looksRight(page)
  await row.getByRole('button', { name: 'Begin cut-over' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Begin cut-over' }).click()
  await row.getByText('Cutting over').waitFor()
  await page.context().close()
})

test('during and after: calls are tried by both, the clock of the return runs, and a call for help is heard', async () => {
  office.now = new Date('2026-07-02T00:40:00Z')
  let customer = await customerAtMove()
  await customer.getByRole('button', { name: 'Tell us how a call went' }).click()
  await customer.getByRole('button', { name: 'Tell us', exact: true }).click()
  await customer.getByText('Say how it went.').waitFor()
  await customer.getByLabel('Failed').check()
  await customer.getByLabel('What was heard').fill('The number is not connected')
  await customer.getByRole('button', { name: 'Tell us', exact: true }).click()
  await customer.getByText('A test call failed').waitFor()
  await looksRight(customer)
  await customer.context().close()

  const page = await staffAt(`/porting/${portId}`)
  await page.getByText('failed, heard: The number is not connected').waitFor()
  await page.getByRole('button', { name: 'Record a test call' }).click()
  await page.getByLabel('Good: both heard each other').check()
  await page.getByRole('button', { name: 'Record test call' }).click()
  await page.getByRole('list', { name: 'Test calls' }).getByText(': good').waitFor()
  expect(await page.getByLabel('A call to the number comes in', { exact: true }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  expect(await page.getByRole('dialog').getByLabel('Complete it without a test call').count()).toBe(0)
  await page.getByRole('dialog').getByRole('button', { name: 'Complete port' }).click()
  await page.getByRole('timer').getByText('4 h 00 min 00 s').waitFor()
  await looksRight(page)

  office.now = new Date('2026-07-02T03:30:00Z')
  customer = await customerAtMove()
  await customer.getByRole('timer').getByText('1 h 10 min 00 s').waitFor()
  await customer.getByRole('button', { name: 'Something is badly wrong' }).click()
  await customer.getByLabel('What is wrong').fill('Every call rings at a stranger’s.')
  await looksRight(customer)
  await customer.getByRole('button', { name: 'Warn us now' }).click()
  await customer.getByText(/and are looking after it/).waitFor()
  expect(await office.mailTo(OWNER)).toContain('Every call rings at a stranger’s.')
  await customer.context().close()

  for (const path of ['/', '/porting']) {
    await page.goto(path)
    await page.getByRole('alert').getByText('Urgent after a cut-over').waitFor()
  }
  await page
    .getByRole('alert')
    .getByRole('link', { name: /03 7010 5550/ })
    .click()
  await page.getByText('Urgent: something is badly wrong').waitFor()
  await page.getByRole('button', { name: 'Settle it' }).click()
  await page.getByRole('dialog').getByLabel('What was done').fill('A wrong route; put right.')
  await page.getByRole('dialog').getByRole('button', { name: 'Settle it' }).click()
  await page.getByText('Urgent: something is badly wrong').waitFor({ state: 'detached' })
  await page.getByText('Looked after: A wrong route; put right.').waitFor()
  const { rows } = await office.pool.query(
    `SELECT settled_by AS "by", (SELECT array_agg(is_good ORDER BY id) FROM port_test_calls) AS calls FROM port_alarms`,
  )
  expect(rows).toEqual([{ by: 'owner Example', calls: [false, true] }])
  await page.context().close()
})

test('every e-mail of the move is on its page, a lost one with the way to send it again', async () => {
  await office.pool.query(`UPDATE mails SET state = 'failed', answer = '550 No mailbox' WHERE kind = 'port-lodged'`)
  const page = await staffAt(`/porting/${portId}`)
  const messages = page.getByRole('region', { name: 'Timeline' })
  await messages.getByText(`E-mail to ${CUSTOMER}: 03 7010 5550 is with Wattle Voice now`).waitFor()
  await messages.getByText(/^failed, .*: 550 No mailbox$/).waitFor()
  await messages.getByRole('button', { name: 'Send again' }).click()
  await messages.getByText('550 No mailbox').waitFor({ state: 'detached' })
  await page.context().close()
  const customer = await customerAtMove()
  const own = customer.getByRole('region', { name: 'What we wrote to you' })
  await own.getByText(/Today 03 7010 5550 moves to Wattle Voice/).waitFor()
  expect(await own.getByText(/Urgent/).count()).toBe(0)
  await customer.context().close()
})

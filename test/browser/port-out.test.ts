import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages, isLoaded } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const STAFF = 'sam@wattle.example'
const CUSTOMER = 'mia@acacia.example'
const OTHER_CUSTOMER = 'lee@banksia.example'

let office: Office
let account = { id: 0, accountNumber: '' }
let other = { id: 0 }
/** In the order they are used up. */
let numbers: readonly string[] = []
/** Waits for its customer's answer. */
let waiting = ''

beforeAll(async () => {
  office = await createOffice()
  await office.person(STAFF, 'owner')
  const first = there(office.telco.accounts[0])
  account = first
  numbers = first.numbers
  await office.person(CUSTOMER, 'customer-admin', first.id)
  await office.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email) VALUES ($1, $2, 'main', 'Mia Marlow', $3)`,
    [first.id, office.telco.resellerId, CUSTOMER],
  )
  await addWaiting()
})
afterAll(() => office.close())

/** A request that waits, of a customer of its own. */
async function addWaiting(): Promise<void> {
  const second = there(office.telco.accounts[1])
  other = second
  await office.person(OTHER_CUSTOMER, 'customer-admin', second.id)
  const page = await office.open('/', { as: STAFF })
  const made = await page.request.post('/api/v1/port-outs', {
    headers: { origin: office.url },
    data: {
      numbers: second.numbers.slice(0, 2),
      gainingCarrier: 'Example Telecom',
      statedName: 'Somebody Else',
      authorisedOn: '2026-01-01',
      receivedAt: '2026-06-01T01:00:00Z',
    },
  })
  waiting = ((await made.json()) as { id: string }).id
  await page.context().close()
}

async function stateOf(id: string): Promise<unknown> {
  const { rows } = await office.pool.query('SELECT state, refusal, answer FROM port_outs WHERE id = $1', [id])
  return rows[0]
}

async function holds(number: string): Promise<boolean> {
  const { rowCount } = await office.pool.query(
    'SELECT FROM number_assignments WHERE number = $1 AND valid_to IS NULL AND superseded_at IS NULL',
    [number],
  )
  return rowCount === 1
}

test('staff write a request down, verify it, set the day, release the number and take that back', async () => {
  const number = there(numbers[0])
  const page = await office.open('/porting/leaving', { as: STAFF })
  await page.getByRole('link', { name: 'New request to leave' }).first().click()
  await page.getByRole('button', { name: 'Write down request' }).click()
  await page.getByText('Write the numbers that are to leave.').waitFor()
  await page.getByRole('textbox', { name: 'Numbers', exact: true }).fill(`0${number.slice(2)}\n03 70`)
  await page.getByText('is no Australian').waitFor()
  await page.getByRole('textbox', { name: 'Numbers', exact: true }).fill(`0${number.slice(2)}`)
  await page.getByText(`account ${account.accountNumber}`).waitFor()
  await page.getByRole('textbox', { name: 'Gaining carrier' }).fill('Example Telecom')
  await page.getByLabel('Account number').fill('9999')
  await page.getByLabel('Account holder').fill('ACCOUNT 1001 PTY LTD')
  await page.getByLabel('Authority of the customer').fill('2026-06-20')
  await page.getByRole('button', { name: 'Write down request' }).click()
  await page.getByText('They stated account number 9999; it is 1001 here.').waitFor()
  const id = there(/leaving\/(\d+)/.exec(page.url())?.[1])
  expect(await office.mailTo(CUSTOMER)).toContain(`/leaving/${id}`)

  await page.getByRole('button', { name: 'Start verifying' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start verifying' }).click()
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByLabel('Why it goes ahead all the same').fill('Their clerk mistyped it.')
  await page.getByRole('button', { name: 'Let it go ahead' }).click()
  await page.getByRole('button', { name: 'Set the cut-over' }).click()
  await page.getByRole('textbox', { name: 'Day', exact: true }).fill('2026-07-01')
  await page.getByRole('textbox', { name: /^Time/ }).fill('15:00')
  await page.getByText('The numbers leave on 1 Jul 2026, 3:00 pm').waitFor()
  await page.getByRole('button', { name: 'Set cut-over' }).click()
  await page.getByRole('button', { name: 'Release numbers' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('2 numbers stay on the account.').waitFor()
  await dialog.getByLabel('Type 1001 to confirm').fill('1001')
  await dialog.getByRole('button', { name: 'Release numbers' }).click()
  await page.getByText('Can be undone until').waitFor()
  expect(await holds(number)).toBe(false)

  await page.getByRole('button', { name: 'Undo the release' }).click()
  await page.getByRole('textbox', { name: 'Why', exact: true }).fill('The carrier called: too early.')
  await page.getByRole('button', { name: 'Bring the numbers back' }).click()
  await page.getByText('Release undone').waitFor()
  expect(await holds(number)).toBe(true)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Call off' }).click()
  await page.getByRole('button', { name: 'Call it off' }).click()
  await page.getByText('Called off by').waitFor()
  expect(await stateOf(id)).toMatchObject({ state: 'cancelled' })
})

test('on a phone the customer is asked on every page, says it was not them, and the staff are warned', async () => {
  const number = there(numbers[1])
  const desk = await office.open('/porting/leaving', { as: STAFF })
  const made = await desk.request.post('/api/v1/port-outs', {
    headers: { origin: office.url },
    data: { numbers: [number], gainingCarrier: 'Quick Connect', statedName: 'J. Smith' },
  })
  const { id } = (await made.json()) as { id: string }
  await desk.goto(`/customers/${account.id}/numbers`)
  await desk.getByText('1 number leaving').waitFor()
  await desk.getByRole('table').getByText('Leaving').waitFor()

  const page = await office.open('/my/', { as: CUSTOMER, screen: 'phone' })
  await page.getByRole('link', { name: 'Answer' }).click()
  await page.getByRole('heading', { name: 'What it means when it leaves' }).waitFor()
  await page.getByRole('button', { name: 'It was me' }).click()
  await page.getByText('You said it was you').waitFor()
  expect(await stateOf(id)).toMatchObject({ state: 'received', answer: 'yes' })
  await page.getByRole('button', { name: 'It was not me' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It was not me' }).click()
  await page.getByText('We did not let Quick Connect have it').waitFor()
  expect(await stateOf(id)).toMatchObject({ state: 'refused', refusal: 'not-authorised', answer: 'no' })
  await page.getByRole('link', { name: 'Numbers' }).first().click()
  await page.getByText('Quick Connect wanted it; it stays with us').waitFor()
  expect(await office.mailTo(STAFF)).toContain('says that it did not ask for')

  await desk.goto('/')
  await desk.getByRole('link', { name: /Numbers asked for, not by their customer/ }).click()
  await desk.getByText('Not asked for').waitFor()
  await desk.goto(`/porting/leaving/${id}`)
  await desk.getByRole('button', { name: 'I take care of it' }).click()
  await desk.getByText('Warning seen').waitFor()
  await desk.goto(`/customers/${account.id}`)
  await desk.getByRole('heading', { level: 1 }).waitFor()
  expect(await desk.getByText('Not asked for by the customer').count()).toBe(0)
})

test.each([
  [
    STAFF,
    [
      '/porting/leaving',
      '/porting/leaving/new',
      '/porting/leaving/{id}',
      '/porting/leaving/{id}?do=refuse',
      '/porting/leaving/{id}?do=confirm',
      '/customers/{account}/porting',
    ],
  ],
  [OTHER_CUSTOMER, ['/my/numbers', '/my/leaving/{id}']],
])('what %s sees of numbers that leave fits every screen and can be used by everybody', async (as, places) => {
  const page = await office.open(there(places[0]), { as })
  const faults = await faultsOfPages(
    page,
    places.map((place) => place.replace('{id}', waiting).replace('{account}', String(other.id))),
    async (path) => {
      await isLoaded(page)
      if (path.includes('?do=')) await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  )
  expect(faults).toEqual([])
  await page.context().close()
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
/** Whose ports these are. */
let account = { id: 0, accountNumber: '' }

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  account = there(office.telco.accounts[0])
})
afterAll(() => office.close())

const REQUEST = {
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145 889 3',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
  authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
  authorisedOn: '2026-06-20',
  isActive: true,
}

async function post(page: Page, path: string, data: object): Promise<{ readonly id: string }> {
  const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()) as { id: string }
}

async function submitted(page: Page, number: string): Promise<string> {
  const { id } = await post(page, `/accounts/${account.id}/ports`, { ...REQUEST, numbers: [number] })
  await post(page, `/ports/${id}/submit`, {})
  return id
}

/** A port as the database has it, with what it was charged in dollars ex GST. */
async function stored(id: string) {
  const { rows } = await office.pool.query<{ state: string; attempt: number; carrier: string; charges: number[] }>(
    `SELECT state, attempt, losing_carrier AS carrier,
            ARRAY(SELECT (amount_micros / 1000000)::int4 FROM charges
                   WHERE starts_with(source, 'port ' || $1::text || ' ') ORDER BY id) AS charges
       FROM ports WHERE id = $1::text::int4`,
    [id],
  )
  return there(rows[0])
}

/** Presses a step, fills in what its dialog asks, and takes it. */
async function take(page: Page, step: string, fill: () => Promise<void> = () => Promise.resolve(), action = step) {
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await fill()
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

function isIn(page: Page, state: string): Promise<void> {
  return page.getByRole('main').getByText(state, { exact: true }).first().waitFor()
}

test('a rejected port is mended and submitted again: two attempts, two charges', async () => {
  const page = await office.open('/', { as: OWNER })
  const id = await submitted(page, '61370105502')
  await page.goto(`/porting/${id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Note as rejected' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Note as rejected' }).click()
  await page.getByText('Choose why it was rejected.').waitFor()
  await page.getByLabel('Why it was rejected').selectOption('Account number does not match')
  await page.getByText('The customer reads: Your present provider has this number').waitFor()
  await page.getByLabel('To the customer').fill('They have 200 145 889 4.')
  await page.getByRole('dialog').getByRole('button', { name: 'Note as rejected' }).click()
  await page.getByRole('region', { name: 'Rejected: account number does not match' }).waitFor()
  expect(await stored(id)).toMatchObject({ state: 'rejected', charges: [20] })

  await page.getByRole('link', { name: 'Fix and resubmit' }).click()
  await page.getByRole('alert').getByText('They have 200 145 889 4.').waitFor()
  await page.getByLabel('Account number at the losing carrier').fill('200 145 889 4')
  await page.getByRole('button', { name: 'Submit again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit request' }).click()
  await page.waitForURL(`**/porting/${id}`)
  await page.getByText('Attempt 2', { exact: true }).waitFor()
  expect(await stored(id)).toMatchObject({ state: 'submitted', attempt: 2, charges: [20, 20] })
  const charges = page.getByRole('table', { name: 'Charges' })
  expect(await charges.getByText('attempt 2').count()).toBe(1)
  await charges.getByRole('row', { name: 'Total ex GST' }).getByText('$40.00').waitFor()
  await page.context().close()
})

test('a port is withdrawn with its reason, and a note is for whom it is meant', async () => {
  const page = await office.open('/', { as: OWNER, screen: 'phone' })
  const id = await submitted(page, '61370105503')
  await page.goto(`/porting/${id}`)
  await take(
    page,
    'Add a note',
    async () => {
      await page.getByRole('textbox', { name: 'Note' }).fill('The customer rings back.')
    },
    'Add note',
  )
  await page.getByText('The customer rings back.').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Withdraw' }).click()
  await page.getByText('Fees that were charged stay charged.').waitFor()
  await page.getByLabel('Why').fill('Moves house.')
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw port' }).click()
  await isIn(page, 'Withdrawn')
  expect(await stored(id)).toMatchObject({ state: 'withdrawn', charges: [20] })
  const { rows } = await office.pool.query(
    `SELECT what, customer_words AS said, staff_words AS aside FROM port_events WHERE port_id = $1 ORDER BY id DESC LIMIT 2`,
    [id],
  )
  expect(rows).toEqual([
    { what: 'withdraw', said: 'Moves house.', aside: '' },
    { what: 'note', said: '', aside: 'The customer rings back.' },
  ])
  await page.context().close()
})

test('ticked ports are noted as lodged at once, and the list goes out as a file', async () => {
  const page = await office.open('/', { as: OWNER })
  const ids = [await submitted(page, '61370105504'), await submitted(page, '61370105505')]
  await page.goto('/porting/list?search=037010550')
  for (const number of ['03 7010 5504', '03 7010 5505'])
    await page.getByRole('row', { name: number }).getByRole('checkbox').check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('ports.csv')
  await page.getByRole('button', { name: 'Note 2 as lodged' }).click()
  await expect
    .poll(async () => (await Promise.all(ids.map(stored))).map(({ state }) => state))
    .toEqual(['lodged', 'lodged'])
  await page.context().close()
})

test('a changed fee is what the next request costs', async () => {
  const page = await office.open('/porting/settings', { as: OWNER })
  await page.getByLabel('13, 1300 or 1800 number, each attempt').fill('95')
  await page.getByRole('button', { name: 'Save fees' }).click()
  await page.getByText('Fees saved').waitFor()
  const { rows } = await office.pool.query(`SELECT amount_micros::text AS amount FROM port_fees WHERE fee = 'special'`)
  expect(rows).toEqual([{ amount: '95000000' }])
  await page.context().close()
})

// The last one: its days go by.
test('a simple port from the first number typed to the line in service', async () => {
  const number = '61370105501'
  let page = await office.open('/porting', { as: OWNER })
  await page.getByRole('link', { name: 'New port' }).first().click()
  await page.getByRole('combobox', { name: 'Whose numbers they become' }).fill(account.accountNumber)
  await page.getByRole('option').first().click()
  await page.getByLabel('Numbers to move').fill('1300 975 744')
  await page.getByText('A 13, 1300 or 1800 number is a special port').waitFor()
  await expect.poll(() => page.getByLabel('13, 1300 or 1800 number').isChecked()).toBe(true)
  await page.getByLabel('Numbers to move').fill('03 7010 5501')
  await expect.poll(() => page.getByLabel('One number', { exact: true }).isChecked()).toBe(true)

  // What is missing is said where it is missing, and what is typed is kept without a button.
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByText('Name the provider the numbers are with today.').waitFor()
  await page.getByRole('combobox', { name: 'Losing carrier' }).fill('Example Telecom')
  await page.getByLabel('Account number at the losing carrier').fill('200 145 889 3')
  await page.getByText('Saved; you can go on later').waitFor()
  const draft = new URL(page.url()).searchParams.get('port') ?? ''
  await expect.poll(async () => (await stored(draft)).carrier).toBe('Example Telecom')
  await page.reload()
  expect(await page.getByLabel('Account number at the losing carrier').inputValue()).toBe('200 145 889 3')

  await page.getByLabel('Account holder', { exact: true }).fill('Acacia Dental Pty Ltd')
  await page.getByLabel('Street').fill('PO Box 12')
  await page.getByLabel('Suburb').fill('Melbourne')
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'VIC' }).click()
  await page.getByLabel('Postcode').fill('3000')
  await page.getByRole('group', { name: 'Authorised person' }).getByLabel('Name').fill('Mia Marlow')
  await page.getByLabel('Authority given on').fill('2026-06-20')
  await page.getByLabel('Declared: the service works').check()
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByText('Something is missing or wrong').waitFor()
  await page.getByText('A post box has no phone line').first().waitFor()
  await page.getByLabel('Street').fill('12 Wattle Street')
  await page.getByText('Saved; you can go on later').waitFor()
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByRole('dialog').getByText('$20.00 ex GST ($22.00 inc. GST) now').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit request' }).click()
  await page.waitForURL(`**/porting/${draft}`)
  await isIn(page, 'Submitted')
  expect(await stored(draft)).toMatchObject({ state: 'submitted', attempt: 1, charges: [20] })

  const fill = async (): Promise<void> => {
    await page.getByLabel('Upstream carrier’s reference').fill('UP-77')
    await page.getByLabel('For staff only').fill('By the portal of the carrier.')
  }
  await take(page, 'Lodge', fill, 'Lodge port')
  await isIn(page, 'Lodged')
  await page.getByText('By the portal of the carrier.').waitFor()
  await take(page, 'Note as passed on')
  await isIn(page, 'With losing carrier')
  await page.context().close()

  office.now = new Date('2026-07-03T01:00:00Z')
  page = await office.open(`/porting/${draft}`, { as: OWNER })
  await take(page, 'Note as accepted', async () => {
    await page.getByLabel('The cut-over date came with it').check()
    const days = page.getByRole('table', { name: 'Day of the cut-over' })
    await expect.poll(() => days.getByRole('button', { name: 'Tue 7 Jul' }).isEnabled()).toBe(true)
    // Today, and a day on which the desk is closed.
    expect(await days.getByRole('button', { name: 'Fri 3 Jul' }).isDisabled()).toBe(true)
    expect(await days.getByRole('button', { name: 'Sat 4 Jul' }).isDisabled()).toBe(true)
    await days.getByRole('button', { name: 'Tue 7 Jul' }).press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByLabel('Time (AEST)').selectOption('10:30')
    await page.getByText('Cut-over on 6 Jul 2026, 10:30 am AEST.').waitFor()
  })
  await isIn(page, 'Date set')
  await page.context().close()

  office.now = new Date('2026-07-05T22:00:00Z')
  page = await office.open(`/porting/${draft}`, { as: OWNER })
  await take(page, 'Put numbers on the account')
  await isIn(page, 'Ready')
  await take(page, 'Begin cut-over')
  await isIn(page, 'Cutting over')
  // What cannot be done any more is not offered.
  expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0)
  await take(page, 'Complete', () => page.getByLabel('Complete it without a test call').check(), 'Complete port')
  await isIn(page, 'Completed')
  expect(await page.getByRole('button', { name: 'Close', exact: true }).count()).toBe(0)
  const { rows } = await office.pool.query(
    `SELECT n.status, a.account_id AS "accountId" FROM numbers n JOIN number_assignments a USING (reseller_id, number)
      WHERE number = $1 AND a.valid_to IS NULL AND a.superseded_at IS NULL`,
    [number],
  )
  expect(rows).toEqual([{ status: 'assigned', accountId: account.id }])
  await page.goto(`/customers/${account.id}/porting`)
  await page.getByRole('row', { name: '03 7010 5501' }).getByText('Completed').waitFor()
  await page.context().close()
})

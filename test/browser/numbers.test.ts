import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office, type Screen } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  await office.pool.query('UPDATE calling_plan_versions SET channel_price_micros = 8000000')
})
afterAll(() => office.close())

function accountOf(index: number) {
  return there(office.telco.accounts[index])
}

async function rowsOf<Row extends object>(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
  return (await office.pool.query<Row>(sql, [...values])).rows
}

/** Where numbers stand, and whose they are. */
function stored(...numbers: readonly string[]): Promise<readonly object[]> {
  return rowsOf(
    `SELECT number, status, account_id AS "accountId" FROM numbers WHERE number = ANY ($1) ORDER BY number`,
    numbers,
  )
}

async function addRange(page: Page, first: string, last: string): Promise<void> {
  await page.goto('/numbers/add')
  await page.getByLabel('First number').fill(first)
  await page.getByLabel('Last number').fill(last)
  await page.getByRole('button', { name: 'Add numbers' }).click()
  await page.getByRole('searchbox').waitFor()
}

/** Presses the button of a dialog, and waits until the dialog is gone. */
async function confirm(page: Page, action: string): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name: action, exact: true })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

test('numbers come into the inventory as a range and from a file; a faulty row is named, and left out when asked', async () => {
  const page = await office.open('/numbers', { as: OWNER })
  await page.getByRole('link', { name: 'Add numbers' }).click()
  await page.getByLabel('First number').fill('03 7010 5009')
  await page.getByLabel('Last number').fill('03 7010 5000')
  await page.getByRole('button', { name: 'Add numbers' }).click()
  await page
    .getByRole('main')
    .getByText(/last number/i)
    .last()
    .waitFor()
  expect(await stored('61370105000')).toEqual([])
  await page.getByLabel('First number').fill('03 7010 5000')
  await page.getByLabel('Last number').fill('03 7010 5009')
  await page.getByRole('button', { name: 'Add numbers' }).click()
  await page.getByText('10 numbers are added').waitFor()
  expect(await stored('61370105000', '61370105009')).toMatchObject([{ status: 'available' }, { status: 'available' }])

  await page.getByRole('link', { name: 'Import' }).click()
  const lines = ['number,status', '0370105100,available', '0370105101,lost', '12,available', '0370105000,available', '']
  await page.getByLabel('File of numbers').setInputFiles({
    name: 'carrier.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  const faulty = page.getByRole('table', { name: 'Faulty rows' })
  await faulty.getByRole('row', { name: /^3 status/ }).waitFor()
  await faulty.getByRole('row', { name: /^4 number "12"/ }).waitFor()
  await faulty.getByRole('row', { name: /^5 number .* is in the inventory already/ }).waitFor()
  const add = page.getByRole('button', { name: 'Add 1 number' })
  expect(await add.isDisabled()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('Leave 3 faulty rows out and add the rest').check()
  expect(await stored('61370105100')).toEqual([])
  await add.click()
  await page.getByText('1 number is added').waitFor()
  expect(await stored('61370105100', '61370105101')).toMatchObject([{ number: '61370105100', status: 'available' }])
  await page.context().close()
})

test('numbers are found by filters, kept for a customer together, set free again, and exported', async () => {
  const { id, accountNumber } = accountOf(1)
  const page = await office.open('/numbers', { as: OWNER })
  await addRange(page, '07 7010 6000', '07 7010 6004')
  await page.getByRole('searchbox').fill('77010600')
  await page.waitForURL(/pattern=/)
  await expect.poll(() => page.locator('tbody tr').count()).toBe(5)
  for (const number of ['07 7010 6001', '07 7010 6002']) {
    await page.getByRole('row', { name: number }).getByRole('checkbox').check()
  }
  await page.getByRole('region', { name: 'Ticked rows' }).getByRole('button', { name: 'Reserve' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(accountNumber)
  await page.getByRole('option', { name: `Account ${accountNumber}` }).click()
  await confirm(page, 'Reserve 2 numbers')
  await page.getByRole('row', { name: /07 7010 6001 .*Reserved Account 1002/ }).waitFor()
  expect(await stored('61770106001', '61770106002')).toMatchObject([
    { status: 'reserved', accountId: id },
    { status: 'reserved', accountId: id },
  ])

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/)
  expect(lines).toHaveLength(6)

  await page.getByRole('link', { name: '07 7010 6001' }).click()
  const panel = page.getByRole('dialog', { name: '07 7010 6001' })
  await panel.getByText('Reserved for').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await panel.getByRole('button', { name: 'Release reservation' }).click()
  await confirm(page, 'Release 1 number')
  await panel.getByText('Available').waitFor()
  expect(await stored('61770106001')).toMatchObject([{ status: 'available', accountId: null }])
  await page.context().close()
})

interface Line {
  readonly number: string
  readonly plan: string
  readonly lineType: string
  readonly callLimit: number | null
  readonly cancelOn: string | null
}

function linesOf(accountId: number, number: string): Promise<readonly Line[]> {
  return rowsOf<Line>(
    `SELECT number, plan.name AS plan, line_type AS "lineType", call_limit AS "callLimit", cancel_on::text AS "cancelOn"
       FROM number_assignments line JOIN number_plans plan ON plan.id = number_plan_id
      WHERE account_id = $1 AND number = $2 AND valid_to IS NULL AND superseded_at IS NULL`,
    accountId,
    number,
  )
}

test.each([
  ['desktop', 2, '03 7010 7001', '61370107001'],
  ['phone', 3, '03 7010 7002', '61370107002'],
] as const)(
  'a %s gives a customer a number, limits its calls, and cancels it',
  async (screen: Screen, index, number, digits) => {
    const { id } = accountOf(index)
    const page = await office.open(`/customers/${id}/numbers`, { as: OWNER, screen })
    await addRange(page, number, number)
    await page.goto(`/customers/${id}/numbers`)
    await page.getByRole('link', { name: 'Add numbers' }).click()
    await page.getByLabel('State').selectOption('VIC')
    await page.getByLabel('Region').selectOption('Melbourne')
    await page.getByLabel('Looks like').fill(digits.slice(2))
    await page.getByRole('checkbox', { name: number }).check()
    await page.getByLabel('Line type').selectOption({ label: 'SIP trunk' })
    await page.getByRole('combobox', { name: 'Number plan' }).click()
    await page.getByRole('option', { name: /^Additional Line, \$5\.00 a month/ }).click()
    await page.getByText(/^Charged today/).waitFor()
    expect(await linesOf(id, digits)).toEqual([])
    await page.getByRole('button', { name: 'Add 1 number' }).click()
    await page.getByText(`${number} is added`).waitFor()
    const row = page.getByRole('row', { name: number })
    await row.getByText('$5.00').waitFor()
    const line = { number: digits, plan: 'Additional Line', lineType: 'sip-trunk', callLimit: null, cancelOn: null }
    expect(await linesOf(id, digits)).toEqual([line])

    const edit = async (): Promise<void> => {
      await row.getByRole('button', { name: `What to do with ${number}` }).click()
      await page.getByRole('menuitem', { name: 'Edit line' }).click()
      await page.getByRole('dialog').getByLabel('Call limit').fill('4')
    }
    await edit()
    await page.getByRole('button', { name: 'Save line' }).click()
    await page.getByText('The account has 0 channels').waitFor()
    await confirm(page, 'Cancel')
    await page.getByRole('button', { name: 'Change channels' }).click()
    await page.getByLabel('Extra channels').fill('5')
    await page.getByText('then $40.00 a month ex GST').waitFor()
    await confirm(page, 'Add 5 channels')
    await page.getByText('5 calls at once from now on').waitFor()
    expect(await rowsOf('SELECT quantity FROM account_channels WHERE account_id = $1', id)).toEqual([{ quantity: 5 }])
    await edit()
    await confirm(page, 'Save line')
    expect(await linesOf(id, digits)).toEqual([{ ...line, callLimit: 4 }])

    await row.getByRole('link', { name: number }).click()
    const panel = page.getByRole('dialog', { name: number })
    await panel.getByText('Call limit').waitFor()
    await panel.getByRole('button', { name: 'Cancel at the anniversary' }).click()
    const warning = page.getByRole('dialog', { name: `Cancel ${number}?` })
    await warning.getByText('$5.00 a month ex GST are charged no more from then on; nothing is given back.').waitFor()
    await warning.getByRole('button', { name: 'Cancel number' }).click()
    await warning.waitFor({ state: 'detached' })
    await panel.getByText('Ends').waitFor()
    const [cancelled] = await linesOf(id, digits)
    expect(cancelled?.cancelOn).toMatch(/^2026-0[78]-/)
    expect(await seriousFindings(page)).toEqual([])

    await panel.getByRole('button', { name: 'Withdraw the cancellation' }).click()
    await confirm(page, 'Withdraw cancellation')
    await panel.getByText('Ends').waitFor({ state: 'detached' })
    expect(await linesOf(id, digits)).toEqual([{ ...line, callLimit: 4 }])
    await panel.getByRole('button', { name: 'Remove now' }).click()
    await page.getByText('its charge is given back').waitFor()
    await confirm(page, 'Remove number')
    await row.waitFor({ state: 'detached' })
    expect(await linesOf(id, digits)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await page.context().close()
  },
)

test('an order is placed, and walks over the board until its numbers are the customer’s', async () => {
  const { id, accountNumber } = accountOf(1)
  const page = await office.open('/numbers/orders', { as: OWNER })
  await page.getByRole('link', { name: 'New order' }).first().click()
  await page.getByRole('button', { name: 'Place order' }).click()
  await page.getByText('Choose a customer.').waitFor()
  await page.getByRole('combobox', { name: 'Customer' }).fill(accountNumber)
  await page.getByRole('option', { name: `Account ${accountNumber}` }).click()
  await page.getByLabel('State').selectOption('VIC')
  await page.getByLabel('Region').selectOption('Melbourne')
  await page.getByRole('combobox', { name: 'Number plan' }).click()
  await page.getByRole('option', { name: /^Additional Line/ }).click()
  await page.getByRole('button', { name: 'Place order' }).click()
  await page.getByRole('heading', { name: /^Order \d+$/ }).waitFor()
  const order = async (): Promise<unknown> =>
    there(
      (
        await rowsOf<{ status: string; reference: string }>(
          'SELECT status, carrier_reference AS reference FROM number_orders WHERE account_id = $1',
          id,
        )
      )[0],
    )
  expect(await order()).toEqual({ status: 'submitted', reference: '' })

  await page.getByRole('button', { name: 'Sent to the carrier' }).click()
  await page.getByLabel('Carrier’s reference').fill('CX-77')
  await confirm(page, 'Note it as sent')
  expect(await order()).toEqual({ status: 'with-carrier', reference: 'CX-77' })
  await page.getByRole('button', { name: 'Allocate numbers' }).click()
  await page.getByLabel('First number').fill('03 7010 8000')
  await page.getByLabel('Last number').fill('03 7010 8009')
  await confirm(page, 'Allocate numbers')
  expect(await stored('61370108000', '61370108009')).toMatchObject([
    { status: 'reserved', accountId: id },
    { status: 'reserved', accountId: id },
  ])

  await page.goto('/numbers/orders')
  const allocated = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Allocated/ }) })
  await allocated.getByRole('link', { name: /10 numbers in Melbourne, VIC/ }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await allocated.getByRole('link').click()
  await page.getByRole('button', { name: 'Complete' }).click()
  await page.getByText(/^Charged today/).waitFor()
  await confirm(page, 'Complete order')
  await page.getByText('Completed').first().waitFor()
  expect(await order()).toEqual({ status: 'completed', reference: 'CX-77' })
  expect(await stored('61370108000', '61370108009')).toMatchObject([
    { status: 'assigned', accountId: id },
    { status: 'assigned', accountId: id },
  ])
  await page.context().close()
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { importRows } from '../support/call-rows.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
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

/** A port that is lodged with the upstream carrier. */
async function lodged(page: Page, asked: object): Promise<string> {
  const { id } = await post(page, `/accounts/${account.id}/ports`, { ...REQUEST, ...asked })
  for (const step of ['submit', 'lodge']) await post(page, `/ports/${id}/${step}`, {})
  return id
}

async function row<Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row> {
  return there((await office.pool.query<Row>(sql, [...values])).rows[0])
}

/** Presses a step, fills in what its dialog asks, and takes it. */
async function take(page: Page, step: string, fill: () => Promise<unknown>, action = step): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await fill()
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

const nothing = (): Promise<void> => Promise.resolve()

function isIn(page: Page, state: string): Promise<void> {
  return page.getByRole('main').getByText(state, { exact: true }).first().waitFor()
}

test('three numbers are validated, one goes on by itself, and the others wait ten business days', async () => {
  const page = await office.open('/', { as: OWNER })
  const id = await lodged(page, { kind: 'complex', numbers: ['0370105500-0370105502'] })
  await page.goto(`/porting/${id}`)
  await take(
    page,
    'Ask for validation',
    () => page.getByText('is charged $30.00 ex GST for the asking').waitFor(),
    'Note as asked',
  )
  await isIn(page, 'Being validated')
  await take(page, 'Note as validated', async () => {
    await page.getByLabel('What the losing carrier said of the numbers').selectOption({ label: 'S: Standalone' })
    await page.getByLabel('Of 03 7010 5500').selectOption({ label: 'P: Prime or directory number of the service' })
  })
  await isIn(page, 'Validated')
  await page.getByText('Validated: P').waitFor()
  await take(page, 'Note as passed on', nothing)

  await take(
    page,
    'Split',
    async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Split port' }).click()
      await page.getByText('Tick the numbers that go on by themselves.').waitFor()
      await page.getByLabel('03 7010 5502').check()
      await page.getByText('1 number goes on as a port of its own; 2 numbers stay in this one.').waitFor()
    },
    'Split port',
  )
  await page.waitForURL((url) => url.pathname !== `/porting/${id}`)
  const other = there(page.url().split('/').at(-1))
  expect(await row('SELECT state, split_from AS "splitFrom" FROM ports WHERE id = $1', other)).toEqual({
    state: 'with-losing-carrier',
    splitFrom: Number(id),
  })
  await post(page, `/ports/${other}/reject`, { reason: 'associated-numbers' })

  await page.goto(`/porting/${id}`)
  await take(page, 'Note as accepted', nothing)
  await take(
    page,
    'Set the date',
    async () => {
      const days = page.getByRole('table', { name: 'Day of the cut-over' })
      await expect.poll(() => days.getByRole('button', { name: 'Wed 15 Jul' }).isEnabled()).toBe(true)
      expect(await days.getByRole('button', { name: 'Tue 14 Jul' }).isDisabled()).toBe(true)
      await days.getByRole('button', { name: 'Wed 15 Jul' }).click()
      await page.getByLabel('Time (AEST)').selectOption('10:00')
    },
    'Set date',
  )
  await isIn(page, 'Date set')
  const early = await page.request.post(`/api/v1/ports/${id}/set-date`, {
    headers: { origin: office.url },
    data: { cutOverAt: '2026-07-14T00:00:00Z' },
  })
  expect([early.status(), await early.text()]).toEqual([
    422,
    expect.stringContaining('A complex port needs 10 business days'),
  ])
  expect(
    await row(
      `SELECT state, (SELECT array_agg(number ORDER BY number) FROM port_numbers WHERE port_id = ports.id) AS numbers,
              (SELECT sum(amount_micros / 1000000)::int4 FROM charges
                WHERE starts_with(source, 'port ' || ports.id || ' ')) AS dollars
         FROM ports WHERE id = $1`,
      id,
    ),
  ).toEqual({ state: 'date-set', numbers: ['61370105500', '61370105501'], dollars: 180 })
  await page.context().close()
})

// The last one: its days go by.
test('a number comes over, its first call is billed, and in an emergency it goes back', async () => {
  const number = '61370105510'
  let page = await office.open('/', { as: OWNER })
  const id = await lodged(page, { numbers: [number] })
  await post(page, `/ports/${id}/pass-on`, {})
  await post(page, `/ports/${id}/accept`, { cutOverAt: '2026-07-02T00:30:00Z' })
  await page.context().close()

  office.now = new Date('2026-07-02T01:00:00Z')
  page = await office.open(`/porting/${id}`, { as: OWNER })
  await take(page, 'Put numbers on the account', nothing)
  await isIn(page, 'Ready')
  await take(page, 'Begin cut-over', nothing)
  await isIn(page, 'Cutting over')
  await take(page, 'Complete', () => page.getByLabel('Complete it without a test call').check(), 'Complete port')
  await isIn(page, 'Completed')
  const monthly = await row<{ charged: bigint }>(
    `SELECT coalesce(sum(amount_micros), 0)::int8 AS charged FROM charges
      WHERE account_id = $1 AND description LIKE '%03 7010 5510%' AND NOT starts_with(source, 'port ')`,
    account.id,
  )

  await importRows(office.telco.url, `first,${number},61491570156,2026-07-02T01:20:00Z,60,out`)
  await page.goto(`/customers/${account.id}/billing-records?from=2026-07-02&to=2026-07-02`)
  await page.getByRole('row', { name: /03 7010 5510/ }).waitFor()
  const call = await row<{ accountId: number }>(
    `SELECT account_id AS "accountId" FROM calls WHERE a_number = $1 AND started_at >= '2026-07-02'`,
    number,
  )
  expect(call.accountId).toBe(account.id)

  await page.goto(`/porting/${id}`)
  await take(
    page,
    'Emergency return',
    async () => {
      await page.getByLabel('Why').fill('Calls from mobiles do not get through.')
      await page.getByLabel(account.accountNumber).fill(account.accountNumber)
    },
    'Return the numbers',
  )
  await isIn(page, 'Returned')
  expect(
    await row(
      `SELECT n.status, (SELECT count(*)::int4 FROM number_assignments a
                          WHERE a.number = n.number AND a.valid_to IS NULL AND a.superseded_at IS NULL) AS holders
         FROM numbers n WHERE number = $1`,
      number,
    ),
  ).toEqual({ status: 'retired', holders: 0 })
  const after = await row<{ charged: bigint }>(
    `SELECT coalesce(sum(amount_micros), 0)::int8 AS charged FROM charges
      WHERE account_id = $1 AND description LIKE '%03 7010 5510%' AND NOT starts_with(source, 'port ')`,
    account.id,
  )
  expect([Number(monthly.charged) > 0, after.charged]).toEqual([true, 0n])
  await page.context().close()
})

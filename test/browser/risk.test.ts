import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchAccounts } from '#operations/credit-control/watch-accounts.ts'
import { createOffice, type Office } from '../support/browser.ts'
import { importRows } from '../support/call-rows.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CUSTOMER = 'customer@wattle.example'
const MOBILE = '61491570006'
/** A night's burst to France: 40 calls of ten minutes, 3.51 each. */
const BURST = 40

let office: Office
let burst: { id: number; number: string }
let asked: { id: number; number: string }
beforeAll(async () => {
  office = await createOffice()
  const [, , third, fourth] = office.telco.accounts
  burst = { id: there(third).id, number: there(there(third).numbers[0]) }
  asked = { id: there(fourth).id, number: there(there(fourth).numbers[0]) }
  await office.person(OWNER, 'owner')
  await office.person(CUSTOMER, 'customer-admin', asked.id)
  const rows = Array.from({ length: BURST }, (_, nth) => {
    const minute = String(nth).padStart(2, '0')
    return `burst-${nth},${burst.number},33199000${minute}0,2026-06-30T15:${minute}:00Z,600,out`
  })
  await importRows(office.telco.url, ...rows, `dear,${asked.number},33199000990,2026-06-30T20:00:00Z,3600,out`)
  for (const [nth, { id }] of [burst, asked].entries())
    await office.pool.query(
      `INSERT INTO account_controls (account_id, reseller_id, fraud_spend_day_on, fraud_spend_day_micros, version)
       VALUES ($1, $2, true, $3, 1)`,
      [id, office.telco.resellerId, [100_000_000, 10_000_000][nth]],
    )
  await watchAccounts(office.pool, { now: office.now })
})
afterAll(() => office.close())

async function post(page: Page, path: string, data: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.status() === 204 ? {} : ((await answer.json()) as Readonly<Record<string, unknown>>)
}

test('calls show as a switch asks about them, and go as it tells of their end', async () => {
  const page = await office.open('/billing-records/live', { as: OWNER })
  await page.getByText('Nobody is on the phone').waitFor()
  await post(page, '/call-sources', { name: 'exchange', profile: 'tollgate' })
  const from = there(there(office.telco.accounts[1]).numbers[0])
  const call = { source: 'exchange', callId: 'seen', from, to: MOBILE, direction: 'out' }
  const { id } = await post(page, '/call-authorizations', call)
  const row = page.getByRole('row').filter({ hasText: '0491 570 006' })
  await row.getByText('Ringing').waitFor()
  await row.getByRole('link', { name: 'Account 1002' }).waitFor()
  await post(page, `/call-authorizations/${String(id)}/answer`, {})
  await row.getByText('Talking').waitFor()
  const strip = await office.open(`/customers/${there(office.telco.accounts[1]).id}`, { as: OWNER })
  await strip.getByRole('region', { name: 'Calls now' }).getByText('1 call').waitFor()
  await post(page, `/call-authorizations/${String(id)}/end`, {
    ...call,
    startedAt: office.now.toISOString(),
    durationSeconds: 30,
  })
  await row.getByText('Ended').waitFor()
  const { rows } = await office.pool.query('SELECT FROM call_reservations')
  expect(rows).toEqual([])
  await strip.getByRole('region', { name: 'Calls now' }).getByText('none').waitFor()
  await page.context().close()
  await strip.context().close()
})

test('who is held back is seen with its dear calls, and lifted with the name of whoever confirmed', async () => {
  const page = await office.open('/risk', { as: OWNER })
  const held = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Account 1003' }) })
  await held.getByText('$140.40 in the last 24 hours, at most $100.00 a day').waitFor()
  await held.getByText('$3.51').first().waitFor()
  await held.getByRole('button', { name: 'They were theirs' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'They were theirs' }).click()
  await dialog.getByText('Write who said so').waitFor()
  await dialog.getByLabel('Who confirmed it').fill('Mia Marlow, called back')
  await dialog.getByRole('button', { name: 'They were theirs' }).click()
  const lifted = page.getByRole('row').filter({ hasText: 'Mia Marlow, called back' })
  await lifted.getByRole('link', { name: 'Account 1003' }).waitFor()
  await held.waitFor({ state: 'detached' })
  expect(await lifted.textContent()).toContain('Fraud spend in a day')
  await page.context().close()
})

test('a rule is tried on past calls, shows the burst, and is switched on', async () => {
  const page = await office.open('/risk/rules', { as: OWNER })
  await page.getByRole('button', { name: 'Change Channels overseas' }).click()
  await page.getByRole('switch', { name: 'Hold calls overseas at once to a number' }).check()
  await page.getByLabel('At most').fill('2')
  await page.getByRole('button', { name: 'Keep for trying' }).click()
  await page.getByRole('button', { name: 'Try on the last 30 days' }).click()
  const byRule = page.getByRole('table', { name: 'By rule' })
  await byRule.getByText('Channels overseas').waitFor()
  await page.getByRole('table', { name: 'By customer' }).getByRole('link', { name: 'Account 1003' }).waitFor()
  await page.getByRole('table', { name: 'By destination' }).getByText('France').waitFor()
  await page.getByRole('button', { name: 'Switch on' }).click()
  const rule = page.getByRole('list', { name: 'Rules' }).getByRole('listitem').filter({ hasText: 'Channels overseas' })
  await rule.getByText('your own').waitFor()
  await rule.getByText('2 calls').waitFor()
  const { rows } = await office.pool.query('SELECT state FROM back_tests')
  expect(rows).toMatchObject([{ state: 'done' }])
  await page.context().close()
})

test('a customer says that the calls were its own, and they go on', async () => {
  const page = await office.open('/my', { as: CUSTOMER, screen: 'phone' })
  await page.getByText('Your calls out are stopped').waitFor()
  await page.getByRole('button', { name: 'It was me' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It was me' }).click()
  await page.getByText('Your calls out are stopped').waitFor({ state: 'detached' })
  const { rows } = await office.pool.query('SELECT was_me, by_customer FROM fraud_answers WHERE account_id = $1', [
    asked.id,
  ])
  expect(rows).toEqual([{ was_me: true, by_customer: true }])
  await page.context().close()
})

test('the pages fit and can be used by everybody', async () => {
  const page = await office.open('/risk', { as: OWNER })
  const paths = ['/billing-records/live', '/risk', '/risk/refused', '/risk/rules', `/customers/${burst.id}/call-rules`]
  expect(await faultsOfPages(page, paths)).toEqual([])
  await page.context().close()
})

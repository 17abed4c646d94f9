import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
let accountId = 0

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  accountId = there(office.telco.accounts[0]).id
})
afterAll(() => office.close())

/** A port of today's, on its way from a carrier. */
async function submitted(page: Page, number: string): Promise<string> {
  const post = async (path: string, data: object): Promise<string> => {
    const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
    if (!answer.ok()) throw new Error(await answer.text())
    return ((await answer.json()) as { id: string }).id
  }
  const id = await post(`/accounts/${accountId}/ports`, {
    numbers: [number],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '200 145 889 3',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow', position: 'Director' },
    authorisedOn: '2026-06-20',
    isActive: true,
  })
  await post(`/ports/${id}/submit`, {})
  return id
}

/** Twenty ports of the carrier that were finished in the weeks before, each from a Monday to the Thursday. */
async function finishTwenty(): Promise<void> {
  await office.pool.query(
    `WITH p AS (
       INSERT INTO ports (reseller_id, account_id, kind, state, state_since, attempt, losing_carrier, details, cut_over_at,
                          provision_at, completed_at, return_until, created_at, changed_at)
       SELECT $1, $2, 'simple', 'closed', done, 1, 'EXAMPLE TELECOM', '{}', done, done, done, done, begun, done
         FROM generate_series(1, 20) AS d (nth),
              LATERAL (SELECT '2026-03-02T02:00:00Z'::timestamptz + make_interval(days => 7 * (nth % 10)) AS begun) b,
              LATERAL (SELECT begun + interval '3 days' AS done) e
       RETURNING id, reseller_id, account_id, created_at, completed_at),
     t AS (
       INSERT INTO port_attempts (reseller_id, account_id, port_id, no, kind, numbers, request, submitted_at, submitted_by,
                                  outcome)
       SELECT reseller_id, account_id, id, 1, 'simple', '{}', '{}', created_at, 'Sam Example', 'completed' FROM p)
     INSERT INTO port_events (reseller_id, account_id, port_id, attempt, at, actor_name, is_customer, what, state)
     SELECT reseller_id, account_id, id, 1, at, 'Sam Example', false, what, state
       FROM p, LATERAL (VALUES (created_at, 'submit', 'submitted'), (completed_at, 'complete', 'completed')) v (at, what, state)`,
    [office.telco.resellerId, accountId],
  )
}

test('the order page says when the number will be here and how that is known; the report says how the carrier works', async () => {
  const page = await office.open('/', { as: OWNER })
  const id = await submitted(page, '61370105601')
  await page.goto(`/porting/${id}`)
  await page.getByText('From how long the steps take, as no port of this kind is finished yet.').waitFor()
  await page.getByRole('button', { name: 'See the steps' }).click()
  const steps = page.getByRole('row').filter({ hasText: 'With losing carrier' })
  expect(await steps.first().innerText()).toMatch(/3\s+5/)

  await finishTwenty()
  await page.goto(`/porting/${id}`)
  await page.getByText('From 20 ports from Example Telecom since March 2026.').waitFor()
  // It was submitted on Wednesday 1 July.
  await page.getByText('Likely by Mon 6 Jul, in 8 of 10 cases.').waitFor()

  await page.goto('/reports')
  await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Porting' }).click()
  const row = page
    .getByRole('row')
    .filter({ hasText: /EXAMPLE TELECOM/i })
    .last()
  expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/20 3 days 3 days/)
  await page.context().close()
})

test.each(['/reports/porting', '/reports/porting?kind=complex'])(
  '%s fits a telephone and can be used by everybody',
  async (path) => {
    const page = await office.open(path, { as: OWNER, screen: 'phone' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    expect(await isTooWide(page)).toBe(false)
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  },
)

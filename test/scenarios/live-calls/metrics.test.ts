import { afterAll, beforeAll, expect, test } from 'vitest'
import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { createPool } from '#storage/pool.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { openCutLine, type CutLine } from '../../support/cut-line.ts'
import { createLiveTelco, SWITCH, type LiveTelco } from '../../support/live-calls.ts'

/** What an operator's instruments read of calls: with the database, and without it. */

const MOBILE = '61491570006'
let given: LiveTelco
let line: CutLine
let pool: ReturnType<typeof createPool>
/** Its only way to the database can be cut. */
let api: TestApi
let exchange: TestClient
let caller: { readonly id: number; readonly number: string }

beforeAll(async () => {
  given = await createLiveTelco()
  const { telco } = given
  line = await openCutLine(telco.url)
  pool = createPool(line.url, 4)
  api = await createTestApi({ ...telco, url: line.url, pool }, telco.resellerId, given.api.now)
  exchange = api.as({ role: 'admin', kind: 'key' })
  const account = telco.accounts[2]
  caller = { id: account?.id ?? 0, number: account?.numbers[0] ?? '' }
  await given.setCredit(caller.id, 1)
})
afterAll(async () => {
  await api.close()
  await pool.end()
  await line.close()
  await given.close()
})

let calls = 0
function ask(to = MOBILE, from = caller.number) {
  return exchange.call(callAuthorizationsEndpoints.authorizeCall, {
    headers: { authorization: 'Bearer of the switch' },
    body: { source: SWITCH, callId: `metrics-${++calls}`, from, to, direction: 'out', seconds: 60 },
  })
}

/** The lines about calls; undefined where there is none of the name. */
async function figures(): Promise<(name: string) => number | undefined> {
  const { statusCode, body } = await api.server.inject({ url: '/metrics' })
  expect(statusCode).toBe(200)
  for (const named of ['Wattle', 'wattle', caller.number, MOBILE]) expect(body).not.toContain(named)
  const values = new Map(
    body.split('\n').map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ') + 1))]),
  )
  return (name) => values.get(`tollgate_${name}`)
}

test('calls in progress, those refused by cause, and how many go into one commit', async () => {
  const before = await figures()
  expect([before('live_calls'), before('live_refusals_total{cause="insufficient_credit"}')]).toEqual([0, 0])
  // A dollar pays for five minutes of a mobile call, and some seconds of a sixth.
  const answers = await Promise.all(Array.from({ length: 9 }, () => ask()))
  const through = answers.filter(({ allow }) => allow).length
  await ask(MOBILE, '61255501234')
  const after = await figures()
  expect(after('live_calls')).toBe(through)
  expect(after('live_refusals_total{cause="insufficient_credit"}')).toBe(9 - through)
  expect(after('live_refusals_total{cause="unknown_number"}')).toBe(1)
  expect(after('live_calls_per_commit_sum')).toBeGreaterThanOrEqual(through)
  expect(after('live_calls_per_commit_count')).toBeLessThan(after('live_calls_per_commit_sum') ?? 0)
  expect(after('live_database_away')).toBe(0)
})

test('a database that is away is told of, and what only it knows is left out', async () => {
  line.cut()
  expect(await ask()).toMatchObject({ allow: false, cause: 'unavailable' })
  const away = await figures()
  expect([away('live_database_away'), away('live_refusals_total{cause="unavailable"}')]).toEqual([1, 1])
  expect([away('live_calls'), away('jobs_waiting'), away('switch_records_waiting')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  line.mend()
  await expect.poll(async () => (await figures())('live_database_away'), { timeout: 10_000 }).toBe(0)
  expect((await figures())('live_calls')).toBeGreaterThan(0)
})

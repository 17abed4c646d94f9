import { afterAll, beforeAll, expect, test } from 'vitest'
import { portForecastEndpoints } from '#contract/port-forecast.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { readPortForecast, reportPortPace } = portForecastEndpoints

/** Writes down ports of a carrier that were finished in the winter before, each in as many days as it is told. */
async function finished(losingCarrier: string, days: readonly number[]): Promise<void> {
  await given.telco.pool.query(
    `WITH p AS (
       INSERT INTO ports (reseller_id, account_id, kind, state, state_since, attempt, losing_carrier, details, cut_over_at,
                          provision_at, completed_at, return_until, created_at, changed_at)
       SELECT $1, $2, 'simple', 'closed', done, 1, $3, '{}', done, done, done, done, begun, done
         FROM unnest($4::int4[]) WITH ORDINALITY AS d (days, nth),
              LATERAL (SELECT '2026-06-01T02:00:00Z'::timestamptz + make_interval(days => 7 * (nth::int4 % 10)) AS begun) b,
              LATERAL (SELECT begun + make_interval(days => days) AS done) e
       RETURNING id, reseller_id, account_id, created_at, completed_at)
     INSERT INTO port_events (reseller_id, account_id, port_id, attempt, at, actor_name, is_customer, what, state)
     SELECT reseller_id, account_id, id, 1, at, 'Sam Example', false, what, state
       FROM p, LATERAL (VALUES (created_at, 'submit', 'submitted'), (created_at + interval '1 hour', 'lodge', 'lodged'),
                               (completed_at, 'complete', 'completed')) v (at, what, state)`,
    [given.telco.resellerId, Number(given.telco.accounts[1]?.id), losingCarrier, days],
  )
}

test('by the rules until twenty ports are finished, then by those of the losing carrier, however it is spelt', async () => {
  const { staff, customer } = given
  const { id } = await given.request({ losingCarrier: 'Example Telecom' })
  const ask = (by = staff) => by.call(readPortForecast, { params: { portId: id } })
  expect(await ask()).toMatchObject({ ifSubmittedNow: true, basis: { from: 'rules', count: 0 } })
  await staff.call(portsEndpoints.submitPort, { params: { portId: id }, body: {} })
  // Monday 7 September.
  expect(await ask()).toMatchObject({
    typicalOn: '2026-09-14',
    likelyBy: '2026-09-17',
    ifSubmittedNow: false,
    words: 'Likely Mon 14 Sep, by Thu 17 Sep in 8 of 10 cases.',
  })
  await finished(
    'EXAMPLE telecom',
    Array.from({ length: 19 }, () => 2),
  )
  expect((await ask()).basis).toMatchObject({ from: 'rules', count: 19 })
  await finished('Other Carrier', [3])
  expect(await ask()).toMatchObject({ likelyBy: '2026-09-09', basis: { from: 'kind', count: 20 } })
  await finished('example telecom', [3])
  expect(await ask()).toMatchObject({
    typicalOn: '2026-09-09',
    likelyBy: '2026-09-09',
    words: 'Likely by Wed 9 Sep, in 8 of 10 cases.',
    basis: {
      from: 'carrier',
      count: 20,
      since: '2026-06-03',
      words: 'From 20 ports from Example Telecom since June 2026.',
    },
    steps: [
      { state: 'submitted', count: 20, half: 2, eightOfTen: 2, nineteenOfTwenty: 2 },
      { state: 'lodged', count: 20 },
    ],
  })
  // The other ports are another customer's: what they took is said, and not how many they are.
  expect(await ask(customer)).toMatchObject({
    likelyBy: '2026-09-09',
    basis: { from: 'carrier', count: null, words: 'From what earlier moves from Example Telecom took.' },
    steps: [{ count: null }, { count: null }],
  })
})

test('the date that is set is the forecast, and nothing is forecast of what is over', async () => {
  const { staff } = given
  const { id } = await given.lodged()
  const params = { portId: id }
  await staff.call(portsEndpoints.acceptPort, { params, body: { cutOverAt: '2026-09-09T23:30:00Z' } })
  expect(await staff.call(readPortForecast, { params })).toMatchObject({
    typicalOn: '2026-09-10',
    likelyBy: '2026-09-10',
    words: 'Set for Thu 10 Sep.',
    basis: { from: 'date' },
  })
  await staff.call(portsEndpoints.withdrawPort, { params, body: { reason: 'Changed their mind.' } })
  expect(await staff.call(readPortForecast, { params })).toEqual({
    typicalOn: null,
    likelyBy: null,
    ifSubmittedNow: false,
    words: '',
    basis: null,
    steps: [],
  })
})

test('the report on carriers: how long, how much they reject and why, and what they answered late', async () => {
  const { staff, customer, api } = given
  const { acceptPort, rejectPort, submitPort, lodgePort, passOnPort } = portsEndpoints
  const losingCarrier = 'Bluegum Example'
  const before = api.now
  const [quick, late, rejected] = [
    await given.lodged({ losingCarrier }),
    await given.lodged({ losingCarrier }),
    await given.lodged({ losingCarrier: 'bluegum example' }),
  ]
  const early = await given.request({ losingCarrier })
  for (const step of [submitPort, lodgePort]) await staff.call(step, { params: { portId: early.id }, body: {} })
  // Before the losing carrier had it: rejected, and no answer of its.
  await staff.call(rejectPort, { params: { portId: early.id }, body: { reason: 'name-mismatch' } })
  await staff.call(acceptPort, { params: { portId: quick.id }, body: {} })
  await staff.call(rejectPort, { params: { portId: rejected.id }, body: { reason: 'account-mismatch' } })
  for (const step of [submitPort, lodgePort, passOnPort])
    await staff.call(step, { params: { portId: rejected.id }, body: {} })
  await staff.call(rejectPort, { params: { portId: rejected.id }, body: { reason: 'account-mismatch' } })
  // Lodged on Monday and due on Wednesday.
  api.now = new Date('2026-09-10T00:00:00Z')
  await staff.call(acceptPort, { params: { portId: late.id }, body: {} })
  const { from, rows } = await staff.call(reportPortPace, {})
  expect(from).toBe('2025-09-10')
  const { lateShare, ...row } = there(rows.find(({ carrier }) => carrier === losingCarrier))
  expect(lateShare).toBe(0.25)
  expect(row).toEqual({
    carrier: losingCarrier,
    kind: 'simple',
    finished: 0,
    half: null,
    eightOfTen: null,
    decided: 5,
    rejected: 3,
    rejectedShare: 0.6,
    answered: 4,
    late: 1,
    reasons: [
      { reason: 'account-mismatch', label: 'Account number does not match', count: 2 },
      { reason: 'name-mismatch', label: 'Name does not match', count: 1 },
    ],
    open: 4,
    overdue: 1,
  })
  expect((await customer.refusal(reportPortPace)).code).toBe('forbidden')
  const file = await staff.get('/reports/port-pace?format=csv')
  expect(file.text.split('\r\n')).toContain(
    `${losingCarrier},simple,0,,,5,3,Account number does not match; Name does not match,4,1,4,1`,
  )
  api.now = before
})

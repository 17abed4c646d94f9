import { expect, test } from 'vitest'
import { explainPrice } from '#domain/rating/explain-price.ts'
import { rateInProcess } from '../../support/rate-in-process.ts'

const PLAN = {
  name: 'a little of everything',
  type: 'payg',
  homeNumbers: ['61270101234'],
  international: 'deck',
  rates: {
    Mobile: { perMinute: '0.15', flagfall: '0.05' },
    '6113': { perCall: '0.30' },
    Local: { untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.05' } },
    'Inbound 611800': { perMinute: '0.08', fromMobile: { perMinute: '0.22' } },
  },
  allowances: [{ name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 30 }],
}
const CALLS = [
  'allowance,61270101234,61491570156,2026-07-01T00:00:00Z,75,out',
  'flat,61270101234,611300975707,2026-07-01T00:10:00Z,75,out',
  'untimed,61270101234,61293334444,2026-07-01T00:20:00Z,5500,out',
  'deck,61270101234,447911123456,2026-07-01T00:30:00Z,75,out',
  'freephone from a mobile,61491570156,611800975707,2026-07-01T00:40:00Z,75,in',
  'no rate,61270101234,61383334444,2026-07-01T00:50:00Z,75,out',
  'not offered,61270101234,19005551212,2026-07-01T01:00:00Z,75,out',
  'unanswered,61270101234,447911123456,2026-07-01T01:10:00Z,0,out',
  'emergency,61270101234,112,2026-07-01T01:20:00Z,75,out',
]
const DECK = ['44,United Kingdom,0.01,,,,,,', '4479,UK mobile,0.30,,30,6,,,', '1900,Premium USA,,,,,,,']

// IvozProvider 1200: a call had cost -1, and nothing said why.
test('every price has its reason: what is not rated says why, what is rated can be explained to the micro-dollar', async () => {
  const { rows } = await rateInProcess({ plan: PLAN, deck: DECK, calls: CALLS })
  expect(rows.map((row) => row['status'] === 'rated' || row['reason'] !== '')).toEqual(CALLS.map(() => true))
  for (const row of rows) {
    const { explained } = (await rateInProcess({ plan: PLAN, deck: DECK, calls: CALLS, explain: row['call_id'] ?? '' }))
      .outcome
    if (explained?.row.direction === undefined) throw new Error(`${row['call_id']} was not found`)
    const { steps, totals } = explainPrice({
      plan: explained.run.plan.plan,
      deck: explained.run.deck,
      direction: explained.row.direction,
      a: { written: explained.written.a, code: explained.row.a },
      b: { written: explained.written.b, code: explained.row.b },
      serviceType: explained.row.call.serviceType,
      startedAtMs: explained.row.call.startedAtMs,
      durationSeconds: explained.row.call.durationSeconds,
      result: explained.result,
      allowances: explained.allowances,
    })
    expect([row['call_id'], totals?.charge ?? '', totals?.gst ?? '']).toEqual([
      row['call_id'],
      row['charge'],
      row['gst'],
    ])
    expect(steps.length).toBeGreaterThan(2)
  }
})

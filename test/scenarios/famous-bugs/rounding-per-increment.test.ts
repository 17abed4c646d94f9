import { describe, expect, test } from 'vitest'
import { rateInProcess } from '../../support/rate-in-process.ts'

// CGRateS 118 and 361, IvozProvider 692: each increment's cost was rounded on its own and then summed, so that a
// minute at 0.50, billed by the second, became 0.4980.
describe('a charge is rounded once, half up to the micro-dollar', () => {
  test.each([
    ['0.50', 1, 60, '0.500000'],
    ['0.50', 1, 3600, '30.000000'],
    ['0.10', 6, 66, '0.110000'],
    ['0.01', 1, 1, '0.000167'],
    ['0.01', 1, 59, '0.009833'],
    ['0.000001', 1, 29, '0.000000'],
    ['0.000001', 1, 30, '0.000001'],
    ['0.000003', 1, 30, '0.000002'],
  ])('%s a minute in blocks of %i for %i seconds is %s', async (perMinute, block, seconds, charge) => {
    const { rows } = await rateInProcess({
      plan: {
        name: 'small blocks',
        type: 'payg',
        rates: { Mobile: { perMinute, increment: { first: block, next: block } } },
      },
      calls: [`x,61270101234,61491570156,2026-07-01T00:00:00Z,${seconds},out`],
    })
    expect(rows[0]?.['charge']).toBe(charge)
  })

  test('also where the increments of a call fall into two bands', async () => {
    const { rows } = await rateInProcess({
      plan: {
        name: 'cheaper from seven',
        type: 'payg',
        bandRule: 'split',
        rates: { Mobile: { perMinute: '0.10', increment: { first: 1, next: 1 } } },
        bands: [{ name: 'evening', days: ['wed'], from: '19:00', to: '24:00', factor: '0.3333' }],
      },
      calls: ['x,61270101234,61491570156,2026-07-01T18:59:30+10:00,60,out'],
    })
    // 0.10 × (30 + 30 × 0.3333) / 60 = 0.066665
    expect(rows[0]?.['charge']).toBe('0.066665')
  })
})

import { expect, test } from 'vitest'
import { rateInProcess } from '../../support/rate-in-process.ts'

// CGRateS 181: the connect fee was charged on calls that the included minutes covered.
test('a call that draws on an allowance pays neither flagfall nor minimum charge, drawn in part or in whole', async () => {
  const { rows } = await rateInProcess({
    plan: {
      name: 'two minutes in',
      type: 'bundle',
      rates: { Mobile: { perMinute: '0.10', flagfall: '0.25', minimumCharge: '0.50' } },
      allowances: [{ name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 120 }],
    },
    calls: [
      'whole,61270101234,61491570156,2026-07-01T00:00:00Z,90,out',
      'part,61270101234,61491570156,2026-07-01T01:00:00Z,60,out',
      'none left,61270101234,61491570156,2026-07-01T02:00:00Z,60,out',
    ],
  })
  expect(rows.map((row) => [row['call_id'], row['allowance_seconds'], row['charge']])).toEqual([
    ['whole', '90', '0.000000'],
    ['part', '30', '0.050000'],
    ['none left', '0', '0.500000'],
  ])
})

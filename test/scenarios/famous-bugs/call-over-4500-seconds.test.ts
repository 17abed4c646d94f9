import { expect, test } from 'vitest'
import { rateInProcess } from '../../support/rate-in-process.ts'

// ASTPP 276: a call of more than 4,500 seconds was debited exactly 1.00, however long it was.
test('a long call costs what its minutes cost', async () => {
  const seconds = [4499, 4500, 4501, 9000, 36_000, 604_800]
  const { rows } = await rateInProcess({
    plan: {
      name: 'by the second',
      type: 'payg',
      rates: { Mobile: { perMinute: '0.15', increment: { first: 1, next: 1 } } },
    },
    calls: seconds.map((length) => `${length},61270101234,61491570156,2026-07-01T00:00:00Z,${length},out`),
  })
  expect(rows.map((row) => [row['billed_seconds'], row['charge']])).toEqual([
    ['4499', '11.247500'],
    ['4500', '11.250000'],
    ['4501', '11.252500'],
    ['9000', '22.500000'],
    ['36000', '90.000000'],
    ['604800', '1512.000000'],
  ])
})

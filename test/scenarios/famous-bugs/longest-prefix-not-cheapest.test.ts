import { expect, test } from 'vitest'
import { rateInProcess } from '../../support/rate-in-process.ts'

// ASTPP 273: of all prefixes that match, the cheapest was taken instead of the longest.
test('a call is priced by its longest prefix, be it the dearest', async () => {
  const { rows } = await rateInProcess({
    plan: { name: 'overseas', type: 'payg', international: 'deck' },
    deck: ['44,United Kingdom,0.01', '447,UK mobile,0.30', '4479,UK mobile other,0.25', '4,Europe,0.005'].map(pad),
    calls: [
      'landline,61270101234,442079460000,2026-07-01T00:00:00Z,60,out',
      'mobile,61270101234,447411123456,2026-07-01T00:00:00Z,60,out',
      'other,61270101234,447911123456,2026-07-01T00:00:00Z,60,out',
      'elsewhere,61270101234,491711234567,2026-07-01T00:00:00Z,60,out',
    ],
  })
  expect(rows.map((row) => [row['call_id'], row['matched_prefix'], row['charge']])).toEqual([
    ['landline', '44', '0.010000'],
    ['mobile', '447', '0.300000'],
    ['other', '4479', '0.250000'],
    ['elsewhere', '4', '0.005000'],
  ])
})

function pad(cells: string): string {
  return `${cells},,,,,,`
}

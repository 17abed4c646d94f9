import { expect, test } from 'vitest'
import { rateInProcess } from '../../support/rate-in-process.ts'

// CGRateS 205: a call without a rate was written as free.
test('a call that cannot be priced is suspended with its cause and no charge; only emergency and unanswered are free', async () => {
  const { rows } = await rateInProcess({
    plan: { name: 'overseas only', type: 'payg', international: 'deck' },
    deck: ['1900,Premium USA,,,,,,,'],
    calls: [
      'no prefix,61270101234,442079460000,2026-07-01T00:00:00Z,60,out',
      'not offered,61270101234,19005551212,2026-07-01T00:00:00Z,60,out',
      'not in the plan,61270101234,61491570156,2026-07-01T00:00:00Z,60,out',
      'no such number,61270101234,banana,2026-07-01T00:00:00Z,60,out',
      'no such type,61270101234,61198123456,2026-07-01T00:00:00Z,60,out',
      'a week and a second,61270101234,442079460000,2026-07-01T00:00:00Z,604801,out',
      'in 1970,61270101234,442079460000,1970-01-01T00:00:00Z,60,out',
      'no zone,61270101234,442079460000,2026-07-01T00:00:00,60,out',
      'emergency,61270101234,000,2026-07-01T00:00:00Z,60,out',
      'unanswered,61270101234,442079460000,2026-07-01T00:00:00Z,0,out',
    ],
  })
  expect(rows.map((row) => [row['call_id'], row['status'], row['reason'], row['charge'], row['gst']])).toEqual([
    ['no prefix', 'suspended', 'no_rate', '', ''],
    ['not offered', 'suspended', 'not_offered', '', ''],
    ['not in the plan', 'suspended', 'no_rate', '', ''],
    ['no such number', 'suspended', 'bad_number', '', ''],
    ['no such type', 'suspended', 'unclassified', '', ''],
    ['a week and a second', 'suspended', 'implausible_duration', '', ''],
    ['in 1970', 'suspended', 'implausible_time', '', ''],
    ['no zone', 'suspended', 'unreadable_row', '', ''],
    ['emergency', 'free', 'emergency', '0.000000', '0.000000'],
    ['unanswered', 'free', 'unanswered', '0.000000', '0.000000'],
  ])
})

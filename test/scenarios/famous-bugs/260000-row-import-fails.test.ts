import { expect, test } from 'vitest'
import { createDeckBench } from '../../support/decks.ts'

const ROWS = 260_000
const priceOf = (index: number): number => 10_000 + (index % 9000) * 100

// P-Kiss-SBC 165: a sheet of 260,000 rates could not be imported. CGRateS 41: one of 170,000 destinations took from
// twenty minutes to an hour and a half; here the test's own time limit of two minutes would end such an import.
test('a sheet of 260,000 rates over 170,000 destinations is imported whole', async () => {
  const bench = await createDeckBench()
  const lines = Array.from(
    { length: ROWS },
    (_, index) => `${1_000_000 + index * 7},Destination ${index % 170_000},${(priceOf(index) / 1e6).toFixed(6)}`,
  )
  const report = await bench.importText(`Prefix,Destination,Rate\n${lines.join('\n')}\n`)
  expect(report.sheet.counts).toMatchObject({ rows: ROWS, destinations: 170_000, notOffered: 0, duplicates: 0 })

  const total = Array.from({ length: ROWS }, (_, index) => priceOf(index)).reduce((sum, price) => sum + price, 0)
  const { rows } = await bench.pool.query(
    `SELECT count(*)::int AS rates, count(DISTINCT prefix)::int AS prefixes, sum(per_minute_micros)::float8 AS total,
            count(DISTINCT destination)::int AS destinations, bool_and(reseller_id = 1) AS own,
            max(id) - min(id) + 1 AS span, min(prefix) AS first, max(prefix) AS last
       FROM rates`,
  )
  expect(rows).toEqual([
    {
      rates: ROWS,
      prefixes: ROWS,
      total,
      destinations: 170_000,
      own: true,
      span: ROWS,
      first: '1000000',
      last: String(1_000_000 + (ROWS - 1) * 7),
    },
  ])
})

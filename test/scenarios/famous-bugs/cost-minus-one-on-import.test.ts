import { expect, test } from 'vitest'
import { SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { createTelco, importText, storedCalls, tollgateCsv } from '../../support/import-fixture.ts'

const OFFICE = '61255501234'

// IvozProvider 1200: a call whose price could not be found was shown with the cost -1, and nobody could say why.
test('a cost is an amount or unknown, never a number that means something else; what waits says why and what to do', async () => {
  const telco = await createTelco()
  await telco.open({ name: 'Office', numbers: [OFFICE] })
  const report = await importText(
    telco,
    tollgateCsv(
      `known,${OFFICE},61491570156,2026-07-01T00:00:00Z,60,out`,
      `unknown,${OFFICE},611300975702,2026-07-01T00:01:00Z,60,out`,
      `no price,${OFFICE},442079460123,2026-07-01T00:02:00Z,60,out`,
    ),
  )
  expect(report).toMatchObject({ rated: 2, suspended: 1, costUnknown: 1, costMicros: 60_000n })
  expect((await storedCalls(telco)).map(({ id, charge, cost }) => [id, charge, cost])).toEqual([
    ['known', 120_000, 60_000],
    ['unknown', 300_000, null],
  ])
  const { rows } = await telco.pool.query<{ cause: number; detail: string }>('SELECT cause, detail FROM calls_suspense')
  const cause = suspenseCauseOf(rows[0]?.cause ?? 0) ?? 'unreadable_row'
  expect(rows).toEqual([{ cause: 5, detail: SUSPENSE_CAUSES.no_rate.meaning }])
  expect(SUSPENSE_CAUSES[cause].fix).toMatch(/then retry/)
})

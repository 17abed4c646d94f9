import { expect, test } from 'vitest'
import { expectBooksToAgree } from '../../support/import-books.ts'
import { CASUAL_PLAN, createTelco, importText, suspended, tollgateCsv } from '../../support/import-fixture.ts'

const OFFICE = '61255501234'

// CGRateS 205: a call that could not be priced was stored as free.
test('an import stores nothing as free but emergency and unanswered calls; what has no price waits with its cause', async () => {
  const telco = await createTelco()
  const { planId } = await telco.publish({ ...CASUAL_PLAN, name: 'Deck without a deck', international: 'deck' })
  await telco.open({ name: 'Office', numbers: [OFFICE], planId })
  const to = (id: string, b: string, seconds = 60): string => `${id},${OFFICE},${b},2026-07-01T00:00:00Z,${seconds},out`
  const report = await importText(
    telco,
    tollgateCsv(
      to('abroad', '442079460123'),
      to('directory', '1223'),
      to('data', '61198333333'),
      to('premium', '611902555555'),
      to('no number', 'banana'),
      to('emergency', '000'),
      to('unanswered', '442079460123', 0),
    ),
  )
  expect(report).toMatchObject({ rated: 0, free: 2, suspended: 5 })
  const { rows } = await telco.pool.query('SELECT source_call_id AS id FROM calls ORDER BY 1')
  expect(rows).toEqual([{ id: 'emergency' }, { id: 'unanswered' }])
  expect((await suspended(telco)).map(({ cause }) => cause)).toEqual([
    'no_rate',
    'no_rate',
    'unclassified',
    'no_rate',
    'bad_number',
  ])
  await expectBooksToAgree(telco.pool)
})

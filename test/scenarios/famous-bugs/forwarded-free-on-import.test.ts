import { expect, test } from 'vitest'
import { expectBooksToAgree } from '../../support/import-books.ts'
import { createTelco, importText, storedCalls, TOLLGATE_HEADER } from '../../support/import-fixture.ts'

const OFFICE = '61255501234'
const CALLER = '61370105555'

// IvozProvider 2340: the second leg of a call that a customer's number forwarded was billed to nobody.
test.each([
  ['as one row with the target', `c1,${CALLER},${OFFICE},2026-07-01T00:00:00Z,90,in,,61491570156`, ['out', 'in']],
  [
    'as a row of its own with the number that forwards',
    `c1,${CALLER},61491570156,2026-07-01T00:00:00Z,90,out,${OFFICE},`,
    ['out'],
  ],
])('a forwarded call written %s is paid by the number that forwards it', async (_, row, directions) => {
  const telco = await createTelco()
  await telco.open({ name: 'Office', numbers: [OFFICE] })
  await importText(telco, `${TOLLGATE_HEADER},forwarded_by,forwarded_to\n${row}\n`)
  const calls = await storedCalls(telco)
  expect(calls.map(({ direction }) => direction)).toEqual(directions)
  expect(calls[0]).toMatchObject({
    account: 'Office',
    type: 'Mobile',
    a: OFFICE,
    b: '61491570156',
    forwardedFrom: CALLER,
    charge: 180_000,
    cost: 90_000,
  })
  const { rows } = await telco.pool.query('SELECT balance_micros, wholesale_micros FROM balances')
  expect(rows).toEqual([{ balance_micros: -198_000n, wholesale_micros: -90_000n }])
  await expectBooksToAgree(telco.pool)
})

import { expect, test } from 'vitest'
import { createBillTelco, linesOf } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

// ASTPP 180: a DID's monthly charge was never taken. ASTPP 245: it was taken every day.
test('the monthly charge of a number is taken once a month, however often bills are run', async () => {
  const telco = await createBillTelco()
  const number = '61370101234'
  const account = await telco.open({
    accountNumber: '1001',
    from: '2026-06-20T02:00:00Z',
    billDay: 20,
    numbers: [number],
  })
  for (let day = 1; day <= 62; day++) {
    await telco.bill(new Date(Date.UTC(2026, 5, 30 + day, 14, 5)).toISOString())
  }
  const taken = (await telco.documents(account)).map((document) =>
    linesOf(document).filter((line) => line.startsWith('Number')),
  )
  expect(taken).toEqual([
    [`Number Additional Line ${spaced(number)} 2026-07-20–2026-08-19 5.00`],
    [`Number Additional Line ${spaced(number)} 2026-08-20–2026-09-19 5.00`],
  ])
  expect(await telco.damage()).toEqual([])
})

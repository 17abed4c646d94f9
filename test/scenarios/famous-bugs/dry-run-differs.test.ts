import { expect, test } from 'vitest'
import { createBillTelco } from '../../support/billing.ts'

// Kill Bill 2249: the invoice of a dry run differed from the one that was then issued.
test('a dry run shows the invoice that is then issued, to the cent', async () => {
  const telco = await createBillTelco()
  const number = '61370101234'
  await telco.open({
    accountNumber: '1001',
    from: '2026-06-20T02:00:00Z',
    billDay: 20,
    plan: 'casual',
    numbers: [number],
  })
  await telco.call([number, '61491570006', '2026-07-01T01:00:00Z', 1777])
  const now = '2026-09-19T14:05:00Z'
  const dry = await telco.bill(now, { dryRun: true })
  const again = await telco.bill(now, { dryRun: true })
  const real = await telco.bill(now)
  const money = ({ statements, subtotalMicros, gstMicros, totalMicros }: typeof real) => [
    statements,
    subtotalMicros,
    gstMicros,
    totalMicros,
  ]
  expect([money(dry), money(again)]).toEqual([money(real), money(real)])
  expect(real.statements).toBe(3)
})

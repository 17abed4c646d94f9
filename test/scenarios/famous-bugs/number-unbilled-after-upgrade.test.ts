import { expect, test } from 'vitest'
import { accountPlansEndpoints } from '#contract/account-plans.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco, linesOf } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

// MagnusBilling 516: after a customer's plan was upgraded its DIDs were not billed any more.
test.each(['now', 'anniversary'] as const)('a number is billed on after an upgrade (%s)', async (when) => {
  const telco = await createBillTelco()
  const number = '61370101234'
  const account = await telco.open({
    accountNumber: '1001',
    from: '2026-06-20T02:00:00Z',
    billDay: 20,
    plan: 'casual',
    numbers: [number],
  })
  const api = await createTestApi(telco, telco.resellerId, new Date('2026-07-01T00:00:00Z'))
  await api.as({ role: 'admin' }).call(accountPlansEndpoints.changeAccountPlan, {
    params: { accountId: String(account) },
    body: { planId: String(telco.plans.bundle), when },
  })
  await telco.bill('2026-08-19T14:05:00Z')
  const billed = (await telco.documents(account)).map((document) =>
    linesOf(document).filter((line) => line.startsWith('Number')),
  )
  expect(billed).toEqual([
    [`Number Additional Line ${spaced(number)} 2026-07-20–2026-08-19 5.00`],
    [`Number Additional Line ${spaced(number)} 2026-08-20–2026-09-19 5.00`],
  ])
  await api.close()
})

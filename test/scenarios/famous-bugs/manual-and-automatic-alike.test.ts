import { expect, test } from 'vitest'
import { chargesEndpoints } from '#contract/charges.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco } from '../../support/billing.ts'

// ASTPP 429: an invoice made by hand lowered the balance, one made by itself raised it.
test.each(['prepaid', 'postpaid'] as const)(
  '%s: charges by hand and by the bill run both lower the balance',
  async (paymentMode) => {
    const telco = await createBillTelco()
    const account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, paymentMode })
    const api = await createTestApi(telco, telco.resellerId)
    await api.as({ role: 'billing' }).call(chargesEndpoints.adjustAccount, {
      params: { accountId: String(account) },
      body: { kind: 'charge', description: 'Call-out', amount: '10.00', reason: 'Visit' },
    })
    const byHand = await telco.balance(account)
    await telco.bill('2026-07-19T14:05:00Z')
    const byItself = (await telco.balance(account)) - byHand
    expect([byHand, byItself]).toEqual([-11_000_000n, -53_900_000n])
    expect(await telco.damage()).toEqual([])
    await api.close()
  },
)

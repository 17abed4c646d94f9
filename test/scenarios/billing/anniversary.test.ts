import { expect, test } from 'vitest'
import { createBillTelco } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

const NUMBER = '61370101234'
const MOBILE = '61491570006'

test('an account is billed on its anniversary, and what it says is what the ledger holds', async () => {
  const telco = await createBillTelco()
  const account = await telco.open({
    accountNumber: '1001',
    from: '2026-06-20T00:00:00+10:00',
    billDay: 20,
    numbers: [NUMBER],
  })
  await telco.call([NUMBER, MOBILE, '2026-06-25T02:00:00Z', 2060], [NUMBER, '61255501234', '2026-06-26T02:00:00Z', 90])

  expect(await telco.bill('2026-07-19T13:59:59Z')).toMatchObject({ accounts: 0, statements: 0 })
  expect(await telco.bill('2026-07-19T14:05:00Z')).toMatchObject({ accounts: 1, statements: 1, failures: [] })

  const [invoice] = await telco.documents(account)
  expect(invoice).toMatchObject({
    kind: 'invoice',
    title: 'Tax Invoice/Statement',
    number: 'INV-000001',
    period: { from: '2026-06-20', to: '2026-07-19' },
    issuedOn: '2026-07-20',
    terms: { days: 14, dueOn: '2026-08-03', amountDue: '59.63' },
    plans: [{ name: 'Office', type: 'bundle', from: '2026-06-20', to: '2026-07-19' }],
    usage: {
      lines: [
        { serviceType: 'National', calls: 1, durationSeconds: 90, amount: '0.09' },
        { serviceType: 'Mobile', calls: 1, durationSeconds: 2060, amount: '0.12' },
      ],
    },
    services: {
      lines: [
        { serviceType: 'CallingPlan', description: 'Office', amount: '49.00', from: '2026-07-20', to: '2026-08-19' },
        { serviceType: 'Number', description: `Additional Line ${spaced(NUMBER)}`, amount: '5.00' },
      ],
    },
    allowances: [{ name: 'Mobile minutes', unit: 'seconds', included: '2000', used: '2000', remaining: '0' }],
    overview: { openingBalance: '0.00', payments: '0.00', newCharges: '59.63', closingBalance: '-59.63' },
    gst: { subtotal: '54.21', amount: '5.42', total: '59.63' },
  })
  expect(await telco.balance(account)).toBe(-59_630_000n)
  expect(await telco.damage()).toEqual([])
  expect(await telco.bill('2026-07-20T14:05:00Z')).toMatchObject({ accounts: 0, statements: 0 })
})

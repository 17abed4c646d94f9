import { expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { LEDGER_CODES, POSTING_REASON_CODES } from '#domain/ledger/posting.ts'
import { createTestApi } from '../../support/api.ts'
import { BUNDLE, createBillTelco, linesOf, moneyOf } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

const LINE = '61370101200'
const MOBILE = '61491570006'
const NATIONAL = '61255501234'

/** The worked example of docs/guides/bills.md: whoever changes a figure here changes it there. */
test('two months of a pay-as-you-go customer come to what the guide on bills says', async () => {
  const telco = await createBillTelco()
  const api = await createTestApi(telco, telco.resellerId, new Date('2026-06-05T00:00:00Z'))
  const owner = api.as({ role: 'owner' })
  const definition = { ...BUNDLE, name: 'Casual Plus', type: 'payg', allowances: [], minimumMonthlySpend: '10.00' }
  const plan = await owner.call(callingPlansEndpoints.createCallingPlan, {
    body: { definition, monthlyPrice: '12.00' },
  })
  await owner.call(numbersEndpoints.addNumbers, { body: { number: LINE } })
  const { id: accountId } = await owner.call(accountsEndpoints.openAccount, {
    body: {
      name: 'Kestrel Bikes',
      paymentMode: 'postpaid',
      timeZone: 'Australia/Sydney',
      contacts: { main: { name: 'Noor Hale', email: 'noor@kestrelbikes.example' } },
    },
  })
  await owner.call(accountsEndpoints.activateAccount, { params: { accountId }, body: { planId: plan.id } })

  api.now = new Date('2026-06-20T00:00:00Z')
  await owner.call(accountNumbersEndpoints.addAccountNumbers, {
    params: { accountId },
    body: { numbers: [{ number: LINE, numberPlanId: String(telco.numberPlans.additional) }] },
  })
  await telco.call(
    [LINE, MOBILE, '2026-06-26T01:00:00Z', 1027],
    [LINE, MOBILE, '2026-06-26T02:00:00Z', 611],
    [LINE, NATIONAL, '2026-06-26T03:00:00Z', 733],
  )
  await telco.bill('2026-07-04T14:05:00Z')
  // Of a day that is billed: it comes on the next invoice, and lowers no minimum that was charged.
  await telco.call([LINE, MOBILE, '2026-06-28T01:00:00Z', 300])

  api.now = new Date('2026-07-15T01:00:00Z')
  await owner.call(paymentsEndpoints.recordPayment, {
    params: { accountId },
    body: { amount: '45.65', method: 'bank-transfer' },
  })
  await telco.call([LINE, MOBILE, '2026-07-16T01:00:00Z', 4533], [LINE, NATIONAL, '2026-07-16T03:00:00Z', 2345])
  await telco.bill('2026-08-04T14:05:00Z')

  const [first, second] = await telco.documents(Number(accountId))
  expect(linesOf(first)).toEqual([
    'National 1 calls 0.73',
    'Mobile 2 calls 3.28',
    'CallingPlan Casual Plus 2026-06-05–2026-07-04 12.00',
    `Number Additional Line ${spaced(LINE)} 2026-06-20–2026-07-04 2.50`,
    'BillingRecord Minimum monthly spend not reached 2026-06-05–2026-07-04 5.99',
    'CallingPlan Casual Plus 2026-07-05–2026-08-04 12.00',
    `Number Additional Line ${spaced(LINE)} 2026-07-05–2026-08-04 5.00`,
  ])
  expect(moneyOf(first)).toEqual(['opening 0.00', 'payments 0.00', '41.50 + GST 4.15 = 45.65', 'closing -45.65'])
  expect(first?.terms).toEqual({ amountDue: '45.65', days: 14, dueOn: '2026-07-19' })
  expect(linesOf(second)).toEqual([
    'National 1 calls 2.35',
    'Mobile 1 calls 9.07',
    'Mobile 1 calls late 2026-06-05–2026-07-04 0.60',
    'CallingPlan Casual Plus 2026-08-05–2026-09-04 12.00',
    `Number Additional Line ${spaced(LINE)} 2026-08-05–2026-09-04 5.00`,
  ])
  expect(moneyOf(second)).toEqual(['opening -45.65', 'payments 45.65', '29.02 + GST 2.90 = 31.92', 'closing -31.92'])
  expect(await telco.balance(Number(accountId))).toBe(-31_920_000n)
  const { rows } = await telco.pool.query<{ posting: string }>(
    `SELECT from_ledger || ' to ' || to_ledger || ': ' || reason || ' ' || amount_micros AS posting FROM postings
      WHERE account_id = $1 AND batch_id = (SELECT max(batch_id) FROM statements WHERE account_id = $1) ORDER BY reason, 1`,
    [accountId],
  )
  const { account, gst, recurring, adjustment } = LEDGER_CODES
  const { charge, charge_gst: chargeGst, rounding, rounding_gst: roundingGst } = POSTING_REASON_CODES
  expect(rows.map(({ posting }) => posting)).toEqual([
    `${account} to ${recurring}: ${charge} 12000000`,
    `${account} to ${recurring}: ${charge} 5000000`,
    `${account} to ${gst}: ${chargeGst} 1700000`,
    `${account} to ${adjustment}: ${rounding} 9000`,
    `${gst} to ${account}: ${roundingGst} 1100`,
  ])
  expect(await telco.damage()).toEqual([])
  await api.close()
})

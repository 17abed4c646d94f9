import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { brandEndpoints } from '#contract/brand.ts'
import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

const { readPaymentSettings, writePaymentSettings } = paymentSettingsEndpoints

let telco: TestTelco
let api: TestApi
let accountId = 0
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  accountId = there(telco.accounts[0]).id
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const customer = () => api.as({ role: 'customer-admin', accountId })
const at = () => ({ params: { accountId: String(accountId) } })
const TOP_UP = { isOn: false, mode: 'fixed', threshold: '20.00', amount: '100.00', weeklyMaximum: '300.00' } as const

test('how an account pays before anybody said more, and how it can pay', async () => {
  const bank = { bankName: 'Banksia Bank', accountName: 'Wattle Voice', bsb: '062000', accountNumber: '12345678' }
  const before = await customer().call(readPaymentSettings, at())
  expect(before).toMatchObject({
    paymentMode: 'postpaid',
    autoTopUp: { isOn: false, mode: 'fixed', threshold: '10.00', amount: '50.00', weeklyMaximum: '200.00' },
    autoDebit: { isOn: false },
    lowBalanceWarning: { isOn: false, amount: '10.00' },
    allowanceWarnings: { isOn: true },
    notices: { contact: 'billing', alsoTo: [] },
    noticesGoTo: [],
    canCharge: false,
    howToPay: { bank: null, reference: '1001', supportEmail: 'help@wattle.example' },
    version: 1,
  })
  expect(before.cannotChargeReason).toContain('does not take cards yet')
  await api.as({ role: 'admin' }).call(brandEndpoints.writeBrand, { body: { bank } })
  expect((await customer().call(readPaymentSettings, at())).howToPay).toMatchObject({ bank, reference: '1001' })
})

test('values are prepared section by section, against the version, and audited', async () => {
  const ifFirst = { 'if-match': '"1"' }
  const set = await customer().call(writePaymentSettings, { ...at(), headers: ifFirst, body: { autoTopUp: TOP_UP } })
  expect(set).toMatchObject({ autoTopUp: TOP_UP, allowanceWarnings: { isOn: true }, version: 2 })
  const lost = await customer().refusal(writePaymentSettings, {
    ...at(),
    headers: ifFirst,
    body: { autoTopUp: TOP_UP },
  })
  expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])
  const restore = { ...TOP_UP, mode: 'restore', amount: '2000.00', weeklyMaximum: '4000.00' } as const
  await api.as({ role: 'billing' }).call(writePaymentSettings, { ...at(), body: { autoTopUp: restore } })
  expect(await customer().call(readPaymentSettings, at())).toMatchObject({ autoTopUp: restore, version: 3 })
  const { items } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit)
  expect(items[0]).toMatchObject({
    operation: 'payment-settings.change',
    before: { autoTopUp: { mode: 'fixed', amount: '100.00' } },
    after: { autoTopUp: { mode: 'restore', amount: '2000.00' } },
  })
})

test('the least threshold is $2.00', async () => {
  const refused = await customer().refusal(writePaymentSettings, {
    ...at(),
    body: { autoTopUp: { ...TOP_UP, threshold: '1.99' } },
  })
  expect(refused).toMatchObject({
    status: 422,
    errors: [{ field: 'autoTopUp.threshold', message: 'The balance threshold cannot be under $2.00.' }],
  })
  const taken = await customer().call(writePaymentSettings, {
    ...at(),
    body: { autoTopUp: { ...TOP_UP, threshold: '2.00' } },
  })
  expect(taken.autoTopUp.threshold).toBe('2.00')
})

test.each([
  ['autoTopUp.weeklyMaximum', { autoTopUp: { ...TOP_UP, weeklyMaximum: '99.99' } }],
  ['autoTopUp.amount', { autoTopUp: { ...TOP_UP, mode: 'restore', amount: '20.00' } }],
  ['autoTopUp.weeklyMaximum', { autoTopUp: { ...TOP_UP, mode: 'restore', weeklyMaximum: '79.99' } }],
  ['autoTopUp.amount', { autoTopUp: { ...TOP_UP, amount: '0.00' } }],
  ['autoTopUp.amount', { autoTopUp: { ...TOP_UP, amount: '10.005' } }],
  ['lowBalanceWarning.amount', { lowBalanceWarning: { isOn: true, amount: '-1.00' } }],
  ['notices.alsoTo.0', { notices: { contact: 'main', alsoTo: ['nobody'] } }],
] as const)('%s is refused in %j', async (field, body) => {
  const refused = await customer().refusal(writePaymentSettings, { ...at(), body: body as never })
  expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, field])
})

test('what would charge a card cannot be switched on while no card is taken', async () => {
  for (const [field, body] of [
    ['autoTopUp.isOn', { autoTopUp: { ...TOP_UP, isOn: true } }],
    ['autoDebit.isOn', { autoDebit: { isOn: true } }],
  ] as const) {
    const refused = await customer().refusal(writePaymentSettings, { ...at(), body })
    expect([refused.status, refused.code, refused.errors?.[0]?.field]).toEqual([409, 'conflict', field])
    expect(refused.detail).toContain('does not take cards yet')
  }
  expect(await customer().call(readPaymentSettings, at())).toMatchObject({ autoTopUp: { isOn: false } })
})

test('a customer user, staff who only look and other customers are kept out', async () => {
  const body = { allowanceWarnings: { isOn: false } }
  const user = api.as({ role: 'customer-user', accountId, numbers: [] })
  expect((await user.refusal(readPaymentSettings, at())).status).toBe(403)
  expect((await api.as({ role: 'read-only' }).refusal(writePaymentSettings, { ...at(), body })).status).toBe(403)
  const other = api.as({ role: 'customer-admin', accountId: there(telco.accounts[1]).id })
  expect((await other.refusal(writePaymentSettings, { ...at(), body })).status).toBe(404)
})

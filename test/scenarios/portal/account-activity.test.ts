import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountActivityEndpoints } from '#contract/account-activity.ts'
import { accountNotesEndpoints } from '#contract/account-notes.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let params: { accountId: string }

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  params = { accountId: String(there(telco.accounts[0]).id) }
  const mia = api.as({ role: 'admin', name: 'Mia Example' })
  await mia.call(accountsEndpoints.changeAccount, { params, body: { name: 'Acacia Bakery' } })
  await mia.call(accountNotesEndpoints.writeNote, { params, body: { body: 'Rings on Mondays' } })
  const payment = { amount: '20.00', method: 'cash' } as const
  await api.as({ role: 'billing', name: 'Bo Example' }).call(paymentsEndpoints.recordPayment, { params, body: payment })
  const suspension = { reason: 'unpaid', words: 'Two reminders' } as const
  await mia.call(accountsEndpoints.suspendAccount, { params, body: suspension })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { listAccountActivity } = accountActivityEndpoints
const support = () => api.as({ role: 'support' })

test('who did what, newest first, with what changed', async () => {
  const { items } = await support().call(listAccountActivity, { params })
  expect(items.map(({ who, kind, what }) => `${who}: ${kind}: ${what}`)).toEqual([
    'Mia Example: status: Suspended the account',
    'Bo Example: payments: Recorded a payment',
    'Mia Example: notes: Wrote a note',
    'Mia Example: profile: Changed the profile',
  ])
  expect(items.at(-1)).toMatchObject({
    operation: 'accounts.change',
    at: api.now.toISOString(),
    changes: [{ field: 'Name', before: 'Account 1001', after: 'Acacia Bakery' }],
  })
  expect(items[0]?.changes).toContainEqual({ field: 'Status', before: 'active', after: 'suspended' })
})

test('of some kinds only, a page at a time', async () => {
  const some = { kind: 'status,profile', limit: '1' } as const
  const first = await support().call(listAccountActivity, { params, query: some })
  expect(first.items.map(({ kind }) => kind)).toEqual(['status'])
  const next = await support().call(listAccountActivity, { params, query: { ...some, cursor: first.nextCursor ?? '' } })
  expect(next.items.map(({ kind }) => kind)).toEqual(['profile'])
  expect(next.nextCursor).toBeNull()
  expect((await support().call(listAccountActivity, { params, query: { kind: 'other' } })).items).toEqual([])
})

test('staff only', async () => {
  const customer = api.as({ role: 'customer-admin', accountId: Number(params.accountId) })
  expect(await customer.refusal(listAccountActivity, { params })).toMatchObject({ code: 'forbidden' })
  expect(await support().refusal(listAccountActivity, { params: { accountId: '999999' } })).toMatchObject({
    code: 'not_found',
  })
})

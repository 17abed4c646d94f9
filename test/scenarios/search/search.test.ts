import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { searchEndpoints } from '#contract/search.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'

const NUMBER = '61370101234'
const { search } = searchEndpoints

let telco: BillTelco
let api: TestApi
let account: number

beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T01:00:00Z'))
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers: [NUMBER] })
  await telco.open({ accountNumber: '10010', from: '2026-06-20T02:00:00Z', billDay: 20 })
  await telco.open({ accountNumber: '701012', from: '2026-06-20T02:00:00Z', billDay: 21 })
  await telco.bill('2026-07-19T14:05:00Z')
  const admin = api.as({ role: 'admin' })
  for (const name of ['Acacia Bakery', 'Banksia Dental']) {
    await admin.call(accountsEndpoints.openAccount, {
      body: {
        name,
        paymentMode: 'prepaid',
        timeZone: 'Australia/Perth',
        contacts: { main: { name: 'Bea Example', email: `${name.slice(0, 6).toLowerCase()}@example.com` } },
        ...(name === 'Banksia Dental' && { abn: '51824753556' }),
      },
    })
  }
  const params = { accountId: String(account) }
  await admin.call(paymentsEndpoints.recordPayment, { params, body: { amount: '20.00', method: 'cash' } })
  const order = { kind: 'prefix-range', state: 'VIC', region: 'Melbourne', pattern: '0370*', quantity: 20 } as const
  await admin.call(numberOrdersEndpoints.placeNumberOrder, {
    body: { ...order, ...params, numberPlanId: String(telco.numberPlans.additional) },
  })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function found(q: string, role: 'admin' | 'read-only' = 'admin', limit?: string): Promise<readonly string[]> {
  const query = { q, ...(limit !== undefined && { limit }) }
  const { items } = await api.as({ role }).call(search, { query })
  return items.map(({ kind, title }) => `${kind} ${title}`)
}

describe('finds', () => {
  test.each<[string, string, readonly string[]]>([
    ['a name from its beginning first', 'ba', ['account Banksia Dental', 'account Acacia Bakery']],
    ['an account of exactly this number first', '1001', ['account Account 1001', 'account Account 10010']],
    [
      'an account of exactly this number before a number with these digits',
      '701012',
      ['account Account 701012', 'account Account 1001', 'number 0370101234'],
    ],
    ['an e-mail address', 'acacia@example.com', ['account Acacia Bakery']],
    ['a business number', '51 824 753 556', ['account Banksia Dental']],
    ['a number as it is dialled, and who holds it', '03 7010 1234', ['number 0370101234', 'account Account 1001']],
    ['a number as E.164', '+61 3 7010 1234', ['number 0370101234', 'account Account 1001']],
    ['a number without its area', '7010 1234', ['number 0370101234', 'account Account 1001']],
    ['the beginning of a number', '037010', ['number 0370101234', 'account Account 1001']],
    ['a document by its number', 'inv-000001', ['statement INV-000001']],
    ['a document by its digits', '#2', ['statement INV-000002']],
    ['a receipt', 'REC-1', ['payment REC-000001']],
    ['an order by its id', '#1', ['statement INV-000001', 'number-order Number order 1']],
    ['a calling plan', 'offi', ['calling-plan Office']],
    ['number plans', '1800 num', ['number-plan 1300/1800 Number']],
    ['nothing', 'wombat', []],
    ['nothing by a sign LIKE takes for itself', '%', []],
  ])('%s', async (_, q, hits) => {
    expect(await found(q)).toEqual(hits)
  })

  test('so many of each kind', async () => {
    const hits = await found('a', 'admin', '2')
    expect(hits.filter((hit) => hit.startsWith('account '))).toHaveLength(2)
    expect(hits.filter((hit) => hit.startsWith('calling-plan '))).toHaveLength(1)
  })
})

test('a hit says what it is, how it stands and where it leads', async () => {
  const { items } = await api.as({ role: 'read-only' }).call(search, { query: { q: 'INV-000001' } })
  const owner = { accountId: String(account), accountNumber: '1001', accountName: 'Account 1001' }
  expect(items).toMatchObject([{ kind: 'statement', title: 'INV-000001', status: 'overdue', ...owner }])
  expect(items[0]?.detail).toMatch(/^Account 1001 · \d+ July 2026 · \$\d+\.\d\d$/)
  const numbers = await api.as({ role: 'read-only' }).call(search, { query: { q: NUMBER } })
  expect(numbers.items[0]).toEqual({
    kind: 'number',
    id: NUMBER,
    title: '0370101234',
    detail: 'Account 1001 (1001) · Melbourne, VIC',
    status: 'assigned',
    ...owner,
  })
})

describe('walls', () => {
  test('a key finds what its scopes read', async () => {
    const key = api.as({ role: 'key', kind: 'key', scopes: ['search.read', 'plans.read'] })
    expect((await key.call(search, { query: { q: '1001' } })).items).toEqual([])
    expect((await key.call(search, { query: { q: 'office' } })).items).toHaveLength(1)
  })

  test('customers do not search, and another reseller finds nothing', async () => {
    const customer = api.as({ role: 'customer-admin', accountId: account })
    expect(await customer.refusal(search, { query: { q: '1001' } })).toMatchObject({ code: 'forbidden' })
    const otherId = await withTransaction(telco.pool, (db) =>
      openReseller(db, {
        name: 'Mulga Tel',
        brandName: 'Mulga Tel',
        brandColour: '#336699',
        supportEmail: 'help@mulga.example',
      }),
    )
    const other = api.as({ role: 'admin', resellerId: otherId })
    for (const q of ['1001', '03 7010 1234', 'INV-000001', 'Office', 'Account']) {
      expect((await other.call(search, { query: { q } })).items).toEqual([])
    }
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let admin: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  admin = api.as({ role: 'admin' })
  for (const [name, main] of PEOPLE) {
    api.now = new Date(api.now.getTime() + 60_000)
    await admin.call(openAccount, {
      body: {
        name,
        paymentMode: 'prepaid',
        timeZone: 'Australia/Perth',
        contacts: { main },
        ...(name === 'Osprey 100%' && { legalName: 'Kestrel Holdings Pty Ltd', abn: '51824753556' }),
      },
    })
  }
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { listAccounts, openAccount, exportAccounts } = accountsEndpoints
const PEOPLE = [
  ['Banksia Bakery', { name: 'Bea Example', email: 'bea@bakery.example' }],
  ['ibis Motors', { name: 'Ivo Example', email: 'ivo@motors.example' }],
  ['Osprey 100%', { name: '=HYPERLINK("x")', email: 'ole@osprey.example', phone: '61491570156' }],
] as const

type Query = NonNullable<Parameters<typeof find>[0]>
async function find(query: Record<string, string>): Promise<readonly string[]> {
  const { json } = await admin.get(`/accounts?${new URLSearchParams(query).toString()}`)
  return (json as { items: { name: string }[] }).items.map(({ name }) => name)
}

describe('the list', () => {
  test('shows what is looked for first, by name whatever its case', async () => {
    const { items, nextCursor } = await admin.call(listAccounts)
    expect(items.map(({ name }) => name)).toEqual([
      'Account 1001',
      'Account 1002',
      'Account 1003',
      'Account 1004',
      'Banksia Bakery',
      'ibis Motors',
      'Osprey 100%',
    ])
    expect(nextCursor).toBeNull()
    expect(items[0]).toEqual({
      id: String(telco.accounts[0]?.id),
      accountNumber: '1001',
      name: 'Account 1001',
      status: 'active',
      paymentMode: 'postpaid',
      balance: '0.00',
      currency: 'AUD',
      plan: { id: String(telco.bundlePlanId), name: 'Bundle' },
      billDay: 31,
      cancelOn: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    })
  })

  test.each<[string, Query, readonly string[]]>([
    ['part of a name, in any case', { search: 'BAKER' }, ['Banksia Bakery']],
    ['a sign LIKE takes for itself', { search: '0%' }, ['Osprey 100%']],
    ['nothing by that sign alone', { search: '_' }, []],
    ['part of a legal name', { search: 'kestrel' }, ['Osprey 100%']],
    ['an account number', { search: '1003' }, ['Account 1003']],
    ['an e-mail address', { search: 'ivo@motors.example' }, ['ibis Motors']],
    ['an e-mail address by itself', { email: 'Ivo@Motors.example' }, ['ibis Motors']],
    ['a business number with spaces', { search: '51 824 753 556' }, ['Osprey 100%']],
    ['a status', { status: 'new' }, ['Banksia Bakery', 'ibis Motors', 'Osprey 100%']],
    ['two filters at once', { status: 'new', search: 'i' }, ['Banksia Bakery', 'ibis Motors', 'Osprey 100%']],
    ['a way of payment', { paymentMode: 'postpaid', search: '1004' }, ['Account 1004']],
    ['nobody', { search: 'no such customer' }, []],
  ])('finds %s', async (_, query, names) => {
    expect(await find(query)).toEqual(names)
  })

  test('finds a plan', async () => {
    expect(await find({ planId: String(telco.paygPlanId) })).toEqual(['Account 1003', 'Account 1004'])
  })

  test('finds a phone number as it is kept, as it is dialled, and in part', async () => {
    const number = telco.accounts[1]?.numbers[0] ?? ''
    const dialled = `0${number.slice(2, 3)} ${number.slice(3, 7)} ${number.slice(7)}`
    expect(await find({ number })).toEqual(['Account 1002'])
    expect(await find({ search: number })).toEqual(['Account 1002'])
    expect(await find({ search: dialled })).toEqual(['Account 1002'])
    expect(await find({ search: number.slice(-8) })).toContain('Account 1002')
    expect(await find({ number: '61370109999' })).toEqual([])
  })

  test('finds who held a number before, but not who was never meant to', async () => {
    const [first = '', second = ''] = telco.accounts[3]?.numbers ?? []
    await telco.pool.query("UPDATE number_assignments SET valid_to = '2026-05-01' WHERE number = $1", [first])
    await telco.pool.query("UPDATE number_assignments SET superseded_at = '2026-05-01' WHERE number = $1", [second])
    expect(await find({ number: first })).toEqual(['Account 1004'])
    expect(await find({ number: second })).toEqual([])
  })

  test.each<[string, Query, readonly string[]]>([
    ['by name backwards', { order: 'desc', limit: '2' }, ['Osprey 100%', 'ibis Motors']],
    ['by account number', { sort: 'accountNumber', limit: '5' }, ['Banksia Bakery', 'ibis Motors', 'Osprey 100%']],
    ['the newest first', { sort: 'createdAt', order: 'desc', limit: '2' }, ['Osprey 100%', 'ibis Motors']],
  ])('is sorted %s', async (_, query, names) => {
    expect((await find(query)).filter((name) => !name.startsWith('Account'))).toEqual(names)
  })

  test.each(['name', 'accountNumber', 'createdAt', 'balance', 'status'] as const)(
    'page by page by %s leaves nobody out and shows nobody twice',
    async (sort) => {
      for (const order of ['asc', 'desc'] as const) {
        const whole = await admin.call(listAccounts, { query: { sort, order } })
        const seen: string[] = []
        let cursor: string | null | undefined
        do {
          const query = { sort, order, limit: 2, ...(typeof cursor === 'string' && { cursor }) }
          const { items, nextCursor } = await admin.call(listAccounts, { query })
          seen.push(...items.map(({ id }) => id))
          cursor = nextCursor
        } while (cursor !== null)
        expect(seen).toEqual(whole.items.map(({ id }) => id))
        expect(seen).toHaveLength(7)
      }
    },
  )

  test('a cursor of another order, or of nobody’s making, is refused', async () => {
    const { nextCursor } = await admin.call(listAccounts, { query: { limit: 1 } })
    const forged = [nextCursor ?? '', ...[['balance', 'asc', '1;x', 1], ['balance', 'asc', '\0', 1], [1]].map(encode)]
    for (const cursor of forged) {
      const refused = await admin.refusal(listAccounts, { query: { cursor, sort: 'balance' } })
      expect(refused).toMatchObject({ status: 422, errors: [{ field: 'cursor' }] })
    }
  })

  test('another reseller finds nobody', async () => {
    const otherId = await withTransaction(telco.pool, (db) =>
      openReseller(db, {
        name: 'Other',
        brandName: 'Other',
        brandColour: '#000000',
        supportEmail: 'help@other.example',
      }),
    )
    const other = api.as({ role: 'admin', resellerId: otherId })
    expect(await other.call(listAccounts)).toEqual({ items: [], nextCursor: null, total: null, sums: null })
    expect(await other.call(listAccounts, { query: { number: telco.accounts[0]?.numbers[0] ?? '' } })).toMatchObject({
      items: [],
    })
    const id = telco.accounts[0]?.id
    for (const path of [`/accounts/${id}`, `/accounts/${id}/history`, `/accounts/${id}/notes`]) {
      expect((await other.get(path)).status).toBe(404)
    }
    expect((await other.post(`/accounts/${id}/suspend`, { reason: 'other' })).status).toBe(404)
  })
})

function encode(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

describe('the file', () => {
  test('has the same customers by the same filters, and nothing a spreadsheet would run', async () => {
    const file = await admin.get(`${exportAccounts.path}?status=new&order=desc`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.headers['content-disposition']).toContain('accounts.csv')
    const [header, ...rows] = file.text.trimEnd().split('\r\n')
    expect(header).toMatch(/^Account number,Name,Legal name/)
    expect(rows.map((row) => row.split(',')[1])).toEqual(['Osprey 100%', 'ibis Motors', 'Banksia Bakery'])
    expect(rows[0]).toContain(`"'=HYPERLINK(""x"")"`)
    expect(rows[0]).toContain('51824753556')
  })

  test('is refused in whole where a filter cannot be used', async () => {
    expect((await admin.get('/accounts.csv?status=dead')).status).toBe(422)
  })
})

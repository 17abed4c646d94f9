import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { hasCheckDigit } from '#domain/accounts/account-number.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let admin: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-01T15:00:00Z'))
  admin = api.as({ role: 'admin' })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { openAccount, readAccount, changeAccount } = accountsEndpoints
const MIA = { name: 'Mia Example', email: 'mia@example.com', phone: '61370101234' }
const NEW = {
  name: 'Quokka Legal',
  paymentMode: 'postpaid',
  timeZone: 'Australia/Perth',
  contacts: { main: MIA },
} as const
const SYDNEY = { lines: ['Level 3', '1 Example Street'], suburb: 'Sydney', state: 'NSW', postcode: '2000' }

describe('opening an account', () => {
  test('gives it a number to check by, the status New and today’s bill day in its zone', async () => {
    const opened = await admin.call(openAccount, {
      body: {
        ...NEW,
        legalName: 'Quokka Legal Pty Ltd',
        abn: '51 824 753 556',
        acn: '004 085 616',
        billingAddress: SYDNEY,
        contacts: { main: MIA, billing: { name: 'Bill Example', email: 'Bills@Example.com' } },
        termsDays: 21,
      },
    })
    expect(opened).toMatchObject({
      accountNumber: '1000002',
      status: 'new',
      allowedSteps: ['activate', 'cancel'],
      balance: '0.00',
      plan: null,
      // 15:00 UTC is the 1st in Perth, and the 2nd in Sydney.
      billDay: 1,
      abn: '51824753556',
      acn: '004085616',
      arbn: null,
      tradingName: null,
      isConsumer: true,
      termsDays: 21,
      billingAddress: { ...SYDNEY, country: 'AU' },
      contacts: {
        main: MIA,
        billing: { name: 'Bill Example', email: 'bills@example.com', phone: null },
        technical: null,
      },
      activatedAt: null,
      version: 1,
    })
    expect(hasCheckDigit(opened.accountNumber)).toBe(true)
    const read = await admin.get(`/accounts/${opened.id}`)
    expect(read.headers['etag']).toBe('"1"')
    expect(read.json).toEqual(opened)
  })

  test('takes a number brought over, once, and passes it over when its turn comes', async () => {
    const body = { ...NEW, accountNumber: '1000015' }
    expect(await admin.call(openAccount, { body })).toMatchObject({ accountNumber: '1000015' })
    const twice = await admin.refusal(openAccount, { body })
    expect(twice).toMatchObject({ status: 409, code: 'already_exists', errors: [{ field: 'accountNumber' }] })
    expect(await admin.call(openAccount, { body: NEW })).toMatchObject({ accountNumber: '1000028' })
  })

  test('asked twice with one key opens one account', async () => {
    const asked = { body: { ...NEW, name: 'Once Only' }, headers: { 'idempotency-key': 'open-once' } }
    const first = await admin.call(openAccount, asked)
    expect(await admin.call(openAccount, asked)).toEqual(first)
    expect(await telco.pool.query("SELECT FROM accounts WHERE name = 'Once Only'")).toMatchObject({ rowCount: 1 })
  })

  test.each([
    ['an ABN with two digits swapped', { abn: '51824753565' }, 'abn', 'first two digits would be 53'],
    ['an ACN of eight digits', { acn: '00408561' }, 'acn', 'An ACN has 9 digits, and this has 8.'],
    ['a postcode of another state', { serviceAddress: { ...SYDNEY, state: 'VIC' } }, 'serviceAddress.postcode', 'NSW'],
    ['no main contact', { contacts: {} }, 'contacts.main', 'This is missing.'],
    ['a zone that is none', { timeZone: 'Australia/Nowhere' }, 'timeZone', 'IANA'],
    ['terms of a prepaid account', { paymentMode: 'prepaid', termsDays: 14 }, 'termsDays', 'prepaid'],
    ['a country that is none', { billingAddress: { ...SYDNEY, country: 'ZZ' } }, 'billingAddress.country', 'AU'],
    ['an empty name', { name: '  ' }, 'name', 'empty'],
  ])('refuses %s at its field', async (_, change, field, words) => {
    const refused = await admin.post('/accounts', { ...NEW, ...change })
    expect(refused.status).toBe(422)
    expect(refused.json).toMatchObject({ errors: [{ field, message: expect.stringContaining(words) as string }] })
  })

  test('takes an address abroad as it is', async () => {
    const abroad = { lines: ['10 Example Lane'], suburb: 'Wellington', country: 'nz', postcode: '6011' }
    const opened = await admin.call(openAccount, { body: { ...NEW, billingAddress: abroad } })
    expect(opened.billingAddress).toEqual({ ...abroad, country: 'NZ', state: '' })
  })

  test('is for administrators', async () => {
    for (const role of ['billing', 'support', 'read-only', 'customer-admin'] as const) {
      expect((await api.as({ role }).post('/accounts', NEW)).status).toBe(403)
    }
  })
})

describe('editing an account', () => {
  const open = async () => admin.call(openAccount, { body: { ...NEW, tradingName: 'Quokkas' } })

  test('changes what is said, clears what is null, leaves the rest, and keeps both states', async () => {
    const { id } = await open()
    const body = {
      tradingName: null,
      abn: '51824753556',
      creditNote: 'Agreed $500 by phone',
      contacts: { technical: { ...MIA, name: 'Tess Example' } },
    }
    const changed = await admin.call(changeAccount, { params: { accountId: id }, body, headers: { 'if-match': '"1"' } })
    expect(changed).toMatchObject({
      name: 'Quokka Legal',
      tradingName: null,
      abn: '51824753556',
      contacts: { main: MIA, technical: { name: 'Tess Example' } },
      version: 2,
    })
    const { items } = await admin.call(auditEndpoints.listAudit, { query: { subject: `account ${id}` } })
    expect(items[0]).toMatchObject({
      operation: 'accounts.change',
      accountId: id,
      before: { tradingName: 'Quokkas', abn: null, creditNote: '', contacts: {} },
      after: { tradingName: '', abn: '51824753556', contacts: { technical: { name: 'Tess Example' } } },
    })
    const cleared = await admin.call(changeAccount, {
      params: { accountId: id },
      body: { contacts: { technical: null } },
    })
    expect(cleared.contacts.technical).toBeNull()
  })

  test('refuses a lost update, and what changes nothing is no change', async () => {
    const { id } = await open()
    const at = { params: { accountId: id }, headers: { 'if-match': '"1"' } }
    await admin.call(changeAccount, { ...at, body: { name: 'Numbat Legal' } })
    const lost = await admin.refusal(changeAccount, { ...at, body: { name: 'Bilby Legal' } })
    expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])
    const same = await admin.call(changeAccount, {
      params: { accountId: id },
      body: { name: 'Numbat Legal', contacts: { main: MIA } },
    })
    expect(same.version).toBe(2)
  })

  test('leaves the time zone of a billed account alone', async () => {
    const [billed] = telco.accounts
    const refused = await admin.patch(`/accounts/${billed?.id}`, { timeZone: 'Australia/Perth' })
    expect(refused.json).toMatchObject({ status: 409, code: 'conflict', errors: [{ field: 'timeZone' }] })
    const { id } = await open()
    const moved = await admin.call(changeAccount, { params: { accountId: id }, body: { timeZone: 'Australia/Sydney' } })
    expect(moved.timeZone).toBe('Australia/Sydney')
  })

  test('a main contact cannot be taken away', async () => {
    const { id } = await open()
    expect((await admin.patch(`/accounts/${id}`, { contacts: { main: null } })).status).toBe(422)
  })
})

describe('a customer', () => {
  test('sees its own account without what staff noted, changes contacts and addresses, and nothing else', async () => {
    const [mine, other] = telco.accounts
    const accountId = mine?.id ?? 0
    await admin.patch(`/accounts/${accountId}`, { creditNote: 'Pays late' })
    const customer = api.as({ role: 'customer-admin', accountId })
    const params = { accountId: String(accountId) }
    expect(await customer.call(readAccount, { params })).toMatchObject({ accountNumber: '1001', creditNote: null })
    expect((await customer.get(`/accounts/${other?.id}`)).status).toBe(404)
    const moved = await customer.call(changeAccount, { params, body: { billingAddress: SYDNEY } })
    expect(moved.billingAddress).toMatchObject({ suburb: 'Sydney' })
    const refused = await customer.patch(`/accounts/${accountId}`, { name: 'Free Calls', termsDays: 90 })
    expect(refused.json).toMatchObject({ status: 403, detail: expect.stringContaining('name, termsDays') as string })
    expect((await customer.patch(`/accounts/${other?.id}`, { billingAddress: null })).status).toBe(404)
    const { items } = (await customer.get('/accounts')).json as { items: { accountNumber: string }[] }
    expect(items.map(({ accountNumber }) => accountNumber)).toEqual(['1001'])
    expect((await customer.get(`/accounts/${accountId}/history`)).status).toBe(403)
    expect((await customer.get(`/accounts/${accountId}/notes`)).status).toBe(403)
    expect((await api.as({ role: 'customer-user', accountId }).get(`/accounts/${accountId}`)).status).toBe(403)
  })
})

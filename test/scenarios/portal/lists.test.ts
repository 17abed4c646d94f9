import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { chargesEndpoints } from '#contract/charges.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { mailsEndpoints } from '#contract/mails.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { suspenseEndpoints } from '#contract/suspense.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

const NUMBERS = ['61370101234', '61370101235', '61370105678']

let telco: BillTelco
let api: TestApi
let admin: TestClient
let first: { accountId: string }
let second: { accountId: string }

/** Two accounts with an invoice each, of 20 July; it is 10 August. */
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T01:00:00Z'))
  admin = api.as({ role: 'admin' })
  const opened = { from: '2026-06-20T02:00:00Z', billDay: 20 }
  const one = await telco.open({ ...opened, accountNumber: '1001', numbers: NUMBERS.slice(0, 2) })
  const two = await telco.open({ ...opened, accountNumber: '1002', numbers: NUMBERS.slice(2) })
  first = { accountId: String(one) }
  second = { accountId: String(two) }
  await telco.bill('2026-07-19T14:05:00Z')
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

describe('how many there are', () => {
  test.each([
    ['accounts', accountsEndpoints.listAccounts, 2],
    ['statements', statementsEndpoints.listStatements, 2],
    ['numbers', numbersEndpoints.listNumbers, 3],
    ['number orders', numberOrdersEndpoints.listNumberOrders, 0],
    ['imports', importsEndpoints.listImports, 0],
    ['suspended calls', suspenseEndpoints.listSuspense, 0],
    ['mails', mailsEndpoints.listMails, 0],
    ['payments', paymentsEndpoints.listPayments, 0],
  ])('%s: all of them whatever the page, and only where that is asked', async (_, endpoint, total) => {
    const { items } = await admin.call(endpoint)
    expect(items).toHaveLength(total)
    const page = await admin.call(endpoint, { query: { withTotal: 'true', limit: '1' } })
    expect([page.items.length, page.total]).toEqual([Math.min(1, total), total])
    expect(await admin.call(endpoint)).toMatchObject({ total: null })
  })

  test('lines of the audit chain, by their filter', async () => {
    const body = { name: 'Acacia Bakery' }
    await admin.call(accountsEndpoints.changeAccount, { params: first, body })
    const { listAudit } = auditEndpoints
    const all = await admin.call(listAudit, { query: { withTotal: 'true' } })
    expect(all.total).toBe(all.items.length)
    const query = { withTotal: 'true', operation: 'accounts.change' } as const
    expect((await admin.call(listAudit, { query })).total).toBe(1)
  })
})

describe('accounts', () => {
  const find = async (query: Record<string, string>) => {
    const { items, total, sums } = await admin.call(accountsEndpoints.listAccounts, {
      query: { ...query, withTotal: 'true' },
    })
    expect(total).toBe(items.length)
    return { numbers: items.map(({ accountNumber }) => accountNumber).toSorted(), sums, items }
  }

  test('their balances add up, and what those that owe owe', async () => {
    const { sums, items } = await find({})
    const sum = items.reduce((all, { balance }) => all + Number(balance), 0)
    expect(Number(sums?.balance)).toBeCloseTo(sum, 6)
    expect(Number(sums?.owing)).toBeCloseTo(-sum, 6)
    expect(sum).toBeLessThan(0)
  })

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['more than one status', { status: 'active,suspended' }, ['1001', '1002']],
    ['a status none has', { status: 'new,cancelled' }, []],
    ['owing', { balanceBelow: '0' }, ['1001', '1002']],
    ['in credit', { balanceFrom: '0' }, []],
    ['leaving', { cancelling: 'true' }, []],
    ['billed in the next days', { billedUntil: '2026-08-20' }, ['1001', '1002']],
    ['billed later', { billedUntil: '2026-08-19' }, []],
    ['staying', { cancelling: 'false' }, ['1001', '1002']],
  ])('%s', async (_, query, numbers) => {
    expect((await find(query)).numbers).toEqual(numbers)
  })

  test.each([
    ['a shorter month takes its last day', '2026-02-27T02:00:00Z', '2026-02-28', 1],
    ['not the day before', '2026-02-27T02:00:00Z', '2026-02-27', 0],
    ['on the day itself it is the next month’s', '2026-02-28T02:00:00Z', '2026-03-30', 0],
    ['which has all its days', '2026-02-28T02:00:00Z', '2026-03-31', 1],
  ])('an anniversary on the 31st: %s', async (_, now, billedUntil, count) => {
    await telco.pool.query(`UPDATE accounts SET bill_day = 31 WHERE account_number = '1002'`)
    const clock = api.now
    api.now = new Date(now)
    const { items } = await admin.call(accountsEndpoints.listAccounts, { query: { billedUntil, search: '1002' } })
    api.now = clock
    await telco.pool.query(`UPDATE accounts SET bill_day = 20 WHERE account_number = '1002'`)
    expect(items).toHaveLength(count)
  })

  test('the export takes the same filters', async () => {
    const { text } = await admin.get('/accounts.csv?status=new,cancelled')
    expect(text.trim().split('\n')).toHaveLength(1)
  })
})

describe('payments', () => {
  beforeAll(async () => {
    const record = async (params: { accountId: string }, body: Record<string, string>) =>
      admin.call(paymentsEndpoints.recordPayment, { params, body: body as never })
    await record(first, { amount: '20.00', method: 'cash', receivedOn: '2026-08-01' })
    await record(first, { amount: '30.00', method: 'cheque', reference: 'Cheque 77 Acacia' })
    const wrong = await record(second, { amount: '5.00', method: 'bank-transfer', reference: 'acacia bakery' })
    const params = { ...second, paymentId: wrong.id }
    await admin.call(paymentsEndpoints.reversePayment, { params, body: { reason: 'Typed wrong' } })
  })

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['the last recorded first', {}, ['-5.00', '5.00', '30.00', '20.00']],
    ['by method', { method: 'cash,cheque' }, ['30.00', '20.00']],
    ['from a day', { from: '2026-08-02' }, ['-5.00', '5.00', '30.00']],
    ['to a day', { to: '2026-08-01' }, ['20.00']],
    ['part of a reference, in any case', { search: 'ACACIA', state: 'standing,reversed' }, ['5.00', '30.00']],
    ['the number of a receipt', { search: 'rec-2' }, ['30.00']],
    ['those that stand', { state: 'standing' }, ['30.00', '20.00']],
    ['those taken back', { state: 'reversed' }, ['5.00']],
    ['what took them back', { state: 'reversal' }, ['-5.00']],
  ])('%s', async (_, query, amounts) => {
    const { items, total, sums } = await admin.call(paymentsEndpoints.listPayments, {
      query: { ...query, withTotal: 'true' },
    })
    expect(items.map(({ amount }) => amount)).toEqual(amounts)
    expect(total).toBe(amounts.length)
    expect(Number(sums?.amount)).toBe(amounts.reduce((sum, amount) => sum + Number(amount), 0))
  })

  test('of one account', async () => {
    const query = { accountId: first.accountId }
    const { items } = await admin.call(paymentsEndpoints.listPayments, { query })
    expect(items.map(({ amount }) => amount)).toEqual(['30.00', '20.00'])
    const own = await admin.call(paymentsEndpoints.listAccountPayments, { params: first, query: { method: 'cash' } })
    expect(own.items.map(({ amount }) => amount)).toEqual(['20.00'])
  })
})

describe('statements', () => {
  const { listStatements, sendStatement } = statementsEndpoints
  const find = async (query: Record<string, string> = {}) => {
    const { items } = await admin.call(listStatements, { query })
    return items.map(({ number }) => number)
  }

  beforeAll(async () => {
    const [last] = (await admin.call(listStatements)).items
    await admin.call(statementsEndpoints.adjustStatement, {
      params: { statementId: there(last?.id) },
      body: { kind: 'credit', reason: 'Goodwill', lines: [{ description: 'Goodwill', amount: '10.00' }] },
    })
  })

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['the newest first', {}, ['ADJ-000001', 'INV-000002', 'INV-000001']],
    ['of a kind', { kind: 'adjustment-note' }, ['ADJ-000001']],
    ['of two kinds', { kind: 'invoice,statement' }, ['INV-000002', 'INV-000001']],
    ['by the beginning of a number', { number: 'inv' }, ['INV-000002', 'INV-000001']],
    ['what is owed on', { status: 'overdue,part-paid,unpaid' }, ['INV-000002', 'INV-000001']],
    ['what is paid', { status: 'paid' }, []],
    ['never mailed', { mailStatus: 'none', number: 'INV' }, ['INV-000002', 'INV-000001']],
    ['the dearest first', { sort: 'total' }, ['INV-000001', 'INV-000002', 'ADJ-000001']],
    ['the cheapest first', { sort: 'total', order: 'asc' }, ['ADJ-000001', 'INV-000002', 'INV-000001']],
    ['the first due first', { sort: 'dueOn', order: 'asc' }, ['INV-000001', 'INV-000002', 'ADJ-000001']],
  ])('%s', async (_, query, numbers) => {
    expect(await find(query)).toEqual(numbers)
  })

  test.each([{ sort: 'total', order: 'asc' }, { sort: 'dueOn', order: 'desc' }, {}])(
    'a page at a time, none twice: %o',
    async (query) => {
      const all = await find(query)
      const paged: string[] = []
      let cursor: string | null = null
      do {
        const asked: Record<string, string> = { ...query, limit: '1', ...(cursor !== null && { cursor }) }
        const page = await admin.call(listStatements, { query: asked })
        paged.push(...page.items.map(({ number }) => number))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(paged).toEqual(all)
    },
  )

  test('a cursor of another order is refused', async () => {
    const { nextCursor } = await admin.call(listStatements, { query: { sort: 'total', limit: '1' } })
    const query = { sort: 'dueOn', cursor: there(nextCursor) } as const
    expect(await admin.refusal(listStatements, { query })).toMatchObject({ errors: [{ field: 'cursor' }] })
  })

  test('what they come to, and what of it is outstanding', async () => {
    const { items, total, sums } = await admin.call(listStatements, { query: { withTotal: 'true' } })
    const add = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum + Number(amount), 0)
    expect(total).toBe(3)
    expect(Number(sums?.total)).toBeCloseTo(add(items.map((item) => item.total)), 6)
    expect(Number(sums?.outstanding)).toBeCloseTo(add(items.map(({ outstanding }) => outstanding)), 6)
  })

  test('one is mailed again: to an address, or to the contact for bills', async () => {
    const [, statement] = (await admin.call(listStatements)).items
    const params = { statementId: there(statement?.id) }
    expect(await admin.refusal(sendStatement, { params, body: {} })).toMatchObject({
      code: 'invalid_value',
      errors: [{ field: 'to' }],
    })
    const mail = await admin.call(sendStatement, { params, body: { to: 'Mia@Example.com' } })
    expect(mail).toMatchObject({
      kind: 'statement',
      to: 'mia@example.com',
      status: 'queued',
      accountId: second.accountId,
    })
    expect(await find({ mailStatus: 'queued' })).toEqual(['INV-000002'])
    expect(await find({ mailStatus: 'queued,none', number: 'INV' })).toEqual(['INV-000002', 'INV-000001'])
    expect((await admin.call(listStatements)).items.map(({ mailStatus }) => mailStatus)).toEqual([null, 'queued', null])
    const { items } = await admin.call(auditEndpoints.listAudit, { query: { operation: 'statements.send' } })
    expect(items[0]).toMatchObject({
      accountId: second.accountId,
      after: { number: 'INV-000002', to: 'mia@example.com' },
    })

    const contacts = { main: { name: 'Bea Example', email: 'bea@example.com' } }
    await admin.call(accountsEndpoints.changeAccount, { params: second, body: { contacts } })
    expect(await admin.call(sendStatement, { params, body: {} })).toMatchObject({ to: 'bea@example.com' })
    expect(await api.as({ role: 'read-only' }).refusal(sendStatement, { params, body: {} })).toMatchObject({
      code: 'forbidden',
    })
    const missing = { params: { statementId: '999999' }, body: {} }
    expect(await admin.refusal(sendStatement, missing)).toMatchObject({ code: 'not_found' })
  })
})

test('charges of an account: how many, and what they come to', async () => {
  const { listCharges } = chargesEndpoints
  const { items, total, sums } = await admin.call(listCharges, { params: first, query: { withTotal: 'true' } })
  expect(total).toBe(items.length)
  expect(total).toBeGreaterThan(0)
  const add = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum + Number(amount), 0)
  expect(Number(sums?.amount)).toBeCloseTo(add(items.map(({ amount }) => amount)), 6)
  expect(Number(sums?.gst)).toBeCloseTo(add(items.map(({ gst }) => gst)), 6)
})

test('mails by several states', async () => {
  const { listMails } = mailsEndpoints
  const of = async (status: string) =>
    (await admin.call(listMails, { query: { status, withTotal: 'true' } as never })).total
  expect(await of('queued,waiting')).toBe(2)
  expect(await of('sent,failed')).toBe(0)
})

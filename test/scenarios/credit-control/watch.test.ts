import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { mailsEndpoints } from '#contract/mails.ts'
import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { watchAccounts } from '#operations/credit-control/watch-accounts.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Tells of what an account crosses: once each, whatever is done twice, and again after it came back. */

let telco: TestTelco
let api: TestApi
let account: TestTelco['accounts'][number]
let bundled: TestTelco['accounts'][number]
let callsMade = 0

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-10T04:00:00Z'))
  bundled = there(telco.accounts[0])
  account = there(telco.accounts[2])
  const contact = (kind: string): string =>
    `(${account.id}, ${telco.resellerId}, '${kind}', 'Robin', '${kind}@customer.example')`
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email)
     VALUES ${contact('main')}, ${contact('billing')}, ${contact('technical')}`,
  )
  await telco.pool.query(`INSERT INTO account_contacts (account_id, reseller_id, kind, name, email)
     VALUES (${bundled.id}, ${telco.resellerId}, 'main', 'Robin', 'bundled@customer.example')`)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(forget)

/** What was told so far is told and done with. */
async function forget(): Promise<void> {
  await telco.pool.query('DELETE FROM mails')
  await telco.pool.query('DELETE FROM events')
}

/** Pays, or takes credit away: dollars. */
async function setBalance(dollars: number, id = account.id): Promise<void> {
  await telco.pool.query('UPDATE balances SET balance_micros = $2::int8 * 1000000 WHERE account_id = $1', [id, dollars])
}

async function setMode(mode: 'prepaid' | 'postpaid'): Promise<void> {
  await telco.pool.query('UPDATE accounts SET payment_mode = $2 WHERE id = $1', [account.id, mode])
}

/** Calls of ten minutes to a country, $3.51 each, one every minute. */
async function callAbroad(own: string, from: string, calls: number): Promise<void> {
  const rows = Array.from({ length: calls }, (_, at) => {
    callsMade += 1
    const start = new Date(Date.parse(from) + at * 60_000).toISOString().replace('.000', '')
    return `call-${callsMade},${own},33184160000,${start},600,out`
  })
  await importRows(telco.url, ...rows)
}

/** Watches, and tells what came of it, every event twice. */
async function watchAndTell() {
  const report = await watchAccounts(telco.pool, { now: api.now })
  expect(report.failures).toEqual([])
  await watchAccounts(telco.pool, { now: api.now })
  const { rows } = await telco.pool.query<{ id: bigint }>(
    `SELECT id FROM events WHERE type LIKE 'account.%' ORDER BY id`,
  )
  for (const { id } of [...rows, ...rows]) await tellEvent(telco.pool, id, api.now)
  return report
}

async function mailsSent() {
  const { rows } = await telco.pool.query<{ kind: string; recipient: string; variables: Record<string, string> }>(
    'SELECT kind, recipient, variables FROM mails ORDER BY kind, recipient',
  )
  return rows
}

async function told() {
  return (await mailsSent()).map(({ kind, recipient }) => `${kind} ${recipient}`)
}

test('a low balance is told once, and again after it was above', async () => {
  await setMode('prepaid')
  await setBalance(12)
  await watchAndTell()
  expect(await told()).toEqual([])
  await setBalance(9)
  expect(await watchAndTell()).toMatchObject({ accounts: 4, crossings: 1 })
  const [mail, ...others] = await mailsSent()
  expect(mail).toMatchObject({
    kind: 'low-balance',
    recipient: 'billing@customer.example',
    variables: { 'account.balance': '$9.00 credit', 'warning.amount': '$10.00' },
  })
  expect(others).toEqual([])
  await setBalance(8)
  expect((await watchAndTell()).crossings).toBe(0)
  expect((await told()).length).toBe(1)
  await setBalance(50)
  await watchAndTell()
  await setBalance(3)
  await watchAndTell()
  expect((await told()).length).toBe(2)
})

test('credit that runs out is told as that, not as low as well', async () => {
  await setBalance(50)
  await watchAndTell()
  await forget()
  await setBalance(-1)
  expect((await watchAndTell()).crossings).toBe(2)
  const mails = await mailsSent()
  expect(mails.map(({ kind }) => kind)).toEqual(['control-tripped'])
  expect(mails[0]?.variables['control.detail']).toBe(
    'The credit of your account is used up; the balance is $1.00 owed.',
  )
})

test('who is told and of what is the customer’s choice', async () => {
  await setBalance(50)
  await watchAndTell()
  await forget()
  await api.as({ role: 'customer-admin', accountId: account.id }).call(paymentSettingsEndpoints.writePaymentSettings, {
    params: { accountId: String(account.id) },
    body: {
      lowBalanceWarning: { isOn: true, amount: '30.00' },
      notices: { contact: 'technical', alsoTo: ['Boss@customer.example', 'technical@customer.example'] },
    },
  })
  await setBalance(25)
  await watchAndTell()
  expect(await told()).toEqual(['low-balance boss@customer.example', 'low-balance technical@customer.example'])
})

test('fraud limits trip, are told to every contact and stay tripped until they are released', async () => {
  await setMode('postpaid')
  await setBalance(1000)
  await watchAndTell()
  await forget()
  await callAbroad(there(account.numbers[0]), '2026-07-10T02:00:00Z', 60)
  expect((await watchAndTell()).crossings).toBe(2)
  const everybody = ['billing', 'boss', 'main', 'technical'].map((name) => `control-tripped ${name}@customer.example`)
  expect((await told()).toSorted()).toEqual([...everybody, ...everybody].toSorted())
  const details = new Set((await mailsSent()).map(({ variables }) => variables['control.detail']))
  expect(details).toEqual(
    new Set([
      'Calls of the last 24 hours come to $210.60 ex GST; the limit is $100.00.',
      '60 calls went to other countries within one hour; the limit is 50.',
    ]),
  )

  api.now = new Date('2026-07-13T04:00:00Z')
  await watchAndTell()
  expect((await told()).length).toBe(8)
  const staff = api.as({ role: 'support' })
  const params = { accountId: String(account.id) }
  const { controls } = await staff.call(creditControlEndpoints.readCreditControl, { params })
  const since = '2026-07-10T04:00:00.000Z'
  expect(controls).toMatchObject({
    fraudSpendDay: { state: 'tripped', used: '0.00', since },
    overseasCalls: { state: 'tripped', used: '0', since },
  })
  const { items } = await staff.call(creditControlEndpoints.listTrippedControls)
  expect(items.map(({ accountNumber, control }) => `${accountNumber} ${control}`)).toEqual([
    '1003 overseas-calls',
    '1003 fraud-spend-day',
  ])
  const first = await staff.call(creditControlEndpoints.listTrippedControls, { query: { limit: 1 } })
  const second = await staff.call(creditControlEndpoints.listTrippedControls, {
    query: { limit: 1, cursor: first.nextCursor ?? '' },
  })
  expect([...first.items, ...second.items]).toEqual(items)

  const released = await staff.call(creditControlEndpoints.releaseControl, {
    params: { ...params, control: 'overseas-calls' },
    body: { words: 'Theirs.' },
  })
  expect(released.controls.overseasCalls.state).toBe('armed')
  await staff.call(creditControlEndpoints.writeCreditControl, {
    params,
    body: { fraudSpendDay: { isOn: true, amount: '300.00' } },
  })
  expect((await staff.call(creditControlEndpoints.listTrippedControls)).items).toEqual([])

  await forget()
  await callAbroad(there(account.numbers[0]), '2026-07-13T04:05:00Z', 100)
  api.now = new Date('2026-07-13T06:00:00Z')
  await watchAndTell()
  // Overseas is released still; what is spent reaches the new limit.
  expect(new Set((await mailsSent()).map(({ variables }) => variables['control.name']))).toEqual(
    new Set(['Fraud spend in a day']),
  )
})

test('50, 85 and 100 per cent of an allowance are told once each in a cycle, with what more costs', async () => {
  const own = there(bundled.numbers[0])
  const call = (id: string, start: string, seconds: number) => `${id},${own},61491570156,${start},${seconds},out`
  api.now = new Date('2026-07-13T06:00:00Z')
  await importRows(telco.url, call('few', '2026-07-12T00:00:00Z', 2970))
  await watchAndTell()
  expect(await told()).toEqual([])
  await importRows(telco.url, call('half', '2026-07-12T01:00:00Z', 2100))
  await watchAndTell()
  expect((await mailsSent())[0]?.variables['allowance.percent']).toBe('50 %')
  await forget()
  await importRows(telco.url, call('more', '2026-07-12T02:00:00Z', 30))
  await watchAndTell()
  const [mail] = await mailsSent()
  expect(await told()).toEqual(['allowance-used bundled@customer.example'])
  expect(mail?.variables).toEqual({
    'allowance.name': 'Minutes',
    'allowance.percent': '85 %',
    'allowance.used': '1 h 25 min of 1 h 40 min',
    'allowance.until': '30 July 2026',
    'allowance.beyond':
      'Local $0.15 a call, National $0.08 a minute and $0.05 to connect, Mobile $0.12 a minute and $0.05 to connect (ex GST)',
  })
  await importRows(telco.url, call('rest', '2026-07-12T03:00:00Z', 900))
  await watchAndTell()
  expect((await mailsSent()).map(({ variables }) => variables['allowance.percent'])).toEqual(['85 %', '100 %'])
  api.now = new Date('2026-08-10T00:00:00Z')
  await importRows(telco.url, call('next', '2026-08-01T00:00:00Z', 5200))
  await watchAndTell()
  expect((await mailsSent()).map(({ variables }) => variables['allowance.until'])).toEqual([
    '30 July 2026',
    '30 July 2026',
    '30 August 2026',
  ])
})

test('what a customer sets itself for a month is told at its marks; the credit limit at 50 and 85 per cent', async () => {
  const params = { accountId: String(account.id) }
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  await setMode('postpaid')
  await setBalance(0)
  const body = { spendAlert: { isOn: true, amount: '40.00' }, notices: { contact: 'main' as const, alsoTo: [] } }
  await customer.call(paymentSettingsEndpoints.writePaymentSettings, { params, body })
  await watchAndTell()
  await forget()
  await callAbroad(there(account.numbers[0]), '2026-08-09T02:00:00Z', 9)
  await setBalance(-260)
  await watchAndTell()
  const mails = (await mailsSent()).filter(({ kind }) => kind === 'spend-alert').map(({ variables }) => variables)
  expect(
    mails.map((said) => `${said['spend.percent']} of ${said['spend.what']}: ${said['spend.used']}`).toSorted(),
  ).toEqual(['50 % of your credit limit: $260.00', '85 % of what you set for a billing month: $34.75'])
  await forget()
  await customer.call(paymentSettingsEndpoints.writePaymentSettings, {
    params,
    body: { spendAlert: { isOn: false, amount: '40.00' }, allowanceWarnings: { isOn: false } },
  })
  await setBalance(-450)
  await watchAndTell()
  expect(await told()).toEqual([])
})

test('two watches at once tell one', async () => {
  await setMode('prepaid')
  await setBalance(80)
  await watchAndTell()
  await forget()
  await setBalance(1)
  await Promise.all([1, 2, 3].map(() => watchAccounts(telco.pool, { now: api.now })))
  const { rows } = await telco.pool.query(`SELECT FROM events WHERE type = 'account.balance-low'`)
  expect(rows.length).toBe(1)
})

test('the words of the warnings are the reseller’s to change, and accounts that are not active are left alone', async () => {
  const template = await api
    .as({ role: 'admin' })
    .call(mailsEndpoints.readMailTemplate, { params: { kind: 'control-tripped' } })
  expect(template.body).toContain('{{control.detail}}')
  await setBalance(80)
  await watchAndTell()
  await telco.pool.query(`UPDATE accounts SET status = 'suspended' WHERE id = $1`, [account.id])
  await setBalance(1)
  expect((await watchAndTell()).accounts).toBe(3)
})

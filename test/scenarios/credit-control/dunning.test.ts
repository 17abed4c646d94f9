import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { dunningEndpoints as dunning } from '#contract/dunning.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { chaseAccounts } from '#operations/credit-control/chase-accounts.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { restrictedAccounts } from '#storage/queries/dunning.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Invoices that are not paid: letters with their dates, service taken after notice and given back, whatever is done twice. */

let telco: TestTelco
let api: TestApi
let staff: TestClient
let accountId: string
let invoices = 0

beforeAll(async () => {
  telco = await createTestTelco()
  const { id } = there(telco.accounts[2])
  accountId = String(id)
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email)
     VALUES ($1, $2, 'billing', 'Robin', 'bills@customer.example')`,
    [id, telco.resellerId],
  )
  await telco.pool.query(
    `UPDATE accounts SET is_consumer = true, service_address =
       '{"lines":["1 Example Street"],"suburb":"Sydney","state":"NSW","postcode":"2000","country":"AU"}' WHERE id = $1`,
    [id],
  )
  api = await createTestApi(telco, telco.resellerId, at('2026-12-01'))
  staff = api.as({ role: 'billing' })
  const { units: _, version: __, currency: ___, ...ladder } = await staff.call(dunning.readDunningLadder)
  await staff.call(dunning.writeDunningLadder, { body: { ...ladder, isOn: true } })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(async () => {
  await telco.pool.query('DELETE FROM mails')
  await telco.pool.query('DELETE FROM events')
})

/** Eleven in the morning in Sydney. */
function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** An invoice of the account, as far as what is owed knows it. */
async function invoice(dueOn: string, dollars: number): Promise<void> {
  invoices++
  await telco.pool.query(
    `INSERT INTO statements (id, reseller_id, account_id, kind, number, number_no, period_from, period_to, cycle_to,
       usage_watermark, issued_at, issued_on, due_on, opening_micros, payments_micros, adjustments_micros, subtotal_micros,
       gst_micros, total_micros, closing_micros, usage_exact_micros, usage_gst_exact_micros, charges_exact_micros,
       charges_gst_exact_micros, written_off_micros, written_off_gst_micros, batch_id, document, hash)
     VALUES (nextval('statement_ids'), $1, $2, 'invoice', $3, $4, '2026-01-01', '2026-02-01', $5::date, 0, now(), $5, $5, 0, 0,
       0, 0, 0, $6, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '')`,
    [telco.resellerId, accountId, `INV-${String(invoices).padStart(6, '0')}`, invoices, dueOn, dollars * 1_000_000],
  )
}

/** The job on each day from one to another, again where it did something; what it did by day. */
async function run(from: string, to: string): Promise<readonly string[]> {
  const done: string[] = []
  for (let day = from; day <= to; day = Temporal.PlainDate.from(day).add({ days: 1 }).toString()) {
    api.now = at(day)
    const { steps, failures } = await chaseAccounts(telco.pool, { now: api.now })
    expect(failures).toEqual([])
    if (steps === 0) continue
    done.push(`${day} ${(await read()).step ?? 'none'}`)
    expect((await chaseAccounts(telco.pool, { now: api.now })).steps).toBe(0)
  }
  return done
}

function read() {
  return staff.call(dunning.readAccountDunning, { params: { accountId } })
}

async function letters() {
  const { rows } = await telco.pool.query<{ id: bigint }>('SELECT id FROM events ORDER BY id')
  for (const { id } of [...rows, ...rows]) await tellEvent(telco.pool, id, api.now)
  const found = await telco.pool.query<{ kind: string; recipient: string; variables: Record<string, string> }>(
    'SELECT kind, recipient, variables FROM mails ORDER BY id',
  )
  return found.rows
}

async function isRestricted(): Promise<boolean> {
  return (await restrictedAccounts(telco.pool, [Number(accountId)])).has(Number(accountId))
}

async function statusNow(): Promise<string> {
  return (await staff.call(accountsEndpoints.readAccount, { params: { accountId } })).status
}

async function pay(amount: string): Promise<void> {
  await staff.call(paymentsEndpoints.recordPayment, {
    params: { accountId },
    body: { amount, method: 'bank-transfer', confirmDuplicate: true },
  })
}

test('from the due day to the list of a person: one step a day, each after its notice; a payment ends it all at once', async () => {
  await invoice('2026-11-30', 110)
  expect((await read()).nextStep).toBe('reminder')
  const tomorrow = await staff.call(dunning.previewDunning, { query: { on: '2026-12-01' } })
  expect(tomorrow.items).toMatchObject([{ step: 'reminder', chased: '110.00', recipient: 'bills@customer.example' }])
  expect(await letters()).toEqual([])
  expect(await run('2026-12-01', '2026-12-14')).toEqual([
    '2026-12-01 reminder',
    '2026-12-07 second-reminder',
    '2026-12-14 restriction-notice',
  ])
  expect(await read()).toMatchObject({ nextStep: 'restriction', nextOn: '2026-12-22', chased: '110.00' })
  expect(await run('2026-12-15', '2026-12-21')).toEqual([])
  expect(await isRestricted()).toBe(false)
  expect(await run('2026-12-22', '2026-12-22')).toEqual(['2026-12-22 restriction'])
  expect([await isRestricted(), await statusNow()]).toEqual([true, 'active'])
  expect(await run('2026-12-23', '2027-02-10')).toEqual([
    '2026-12-29 suspension-notice',
    '2027-01-07 suspension',
    '2027-01-21 disconnection-notice',
    '2027-02-08 disconnection',
  ])
  expect(await statusNow()).toBe('suspended')
  const { items } = await staff.call(dunning.listDunningCases, { query: { show: 'for-a-person' } })
  expect(items).toMatchObject([{ account: { id: accountId }, nextStep: null, isSuspended: true }])

  await pay('110.00')
  expect([await isRestricted(), await statusNow()]).toEqual([false, 'active'])
  expect(await read()).toMatchObject({
    step: null,
    overdue: '0.00',
    timeline: [{ kind: 'closed', words: 'paid' }, {}, {}, {}, {}, {}, {}, {}, {}],
  })
  const sent = await letters()
  expect(sent.map(({ kind }) => kind)).toEqual([
    'overdue-reminder',
    'overdue-second-reminder',
    'restriction-notice',
    'service-restricted',
    'suspension-notice',
    'account-suspended',
    'disconnection-notice',
    'receipt',
    'account-reinstated',
  ])
  expect(sent[2]).toMatchObject({
    recipient: 'bills@customer.example',
    variables: {
      'overdue.amount': '$110.00',
      'overdue.since': '30 November 2026',
      'overdue.invoices': '- INV-000001, due 30 November 2026: $110.00',
      'notice.date': '22 December 2026',
    },
  })
  expect(await run('2027-02-11', '2027-02-12')).toEqual([])
})

test('hardship gives the service back and holds while instalments come; broken, the notice is given anew', async () => {
  await invoice('2027-02-28', 200)
  await run('2027-03-01', '2027-03-24')
  expect(await isRestricted()).toBe(true)
  const params = { accountId }
  const body = { kind: 'hardship' as const, until: '2027-05-01', words: 'Lost the job', instalments: [] }
  expect(await staff.refusal(dunning.setDunningHold, { params, body })).toMatchObject({ code: 'invalid_value' })
  await staff.call(dunning.setDunningHold, {
    params,
    body: {
      ...body,
      instalments: [
        { on: '2027-04-01', amount: '50.00' },
        { on: '2027-05-01', amount: '150.00' },
      ],
    },
  })
  expect(await isRestricted()).toBe(false)
  expect(await read()).toMatchObject({ heldBy: { kind: 'hardship', standing: 'holds' }, step: 'second-reminder' })
  await pay('50.00')
  expect(await run('2027-03-25', '2027-05-01')).toEqual([])
  // The arrangement is over, and its second instalment did not come.
  expect(await run('2027-05-02', '2027-05-12')).toEqual(['2027-05-02 restriction-notice', '2027-05-10 restriction'])
  expect(await isRestricted()).toBe(true)
  const promise = { kind: 'promise' as const, until: '2027-05-20', words: 'Pays on the 20th' }
  const { holds } = await staff.call(dunning.setDunningHold, { params, body: promise })
  expect(await isRestricted()).toBe(true)
  expect(await run('2027-05-13', '2027-05-19')).toEqual([])
  await staff.call(dunning.endDunningHold, {
    params: { accountId, dunningHoldId: there(holds[0]).id },
    body: { words: 'Paid sooner' },
  })
  await pay('150.00')
  expect(await isRestricted()).toBe(false)
  expect((await letters()).at(-1)?.kind).toBe('service-restored')
})

test('a dispute over all holds, over a part chases the rest; missed days jump nothing; a fraud suspension stays', async () => {
  await invoice('2027-06-30', 100)
  const params = { accountId }
  const dispute = { kind: 'dispute' as const, until: '2027-07-10', words: 'Calls in question' }
  await staff.call(dunning.setDunningHold, { params, body: { ...dispute, until: '2027-06-05', amount: '1.00' } })
  api.now = at('2027-07-01')
  await staff.call(dunning.setDunningHold, { params, body: dispute })
  expect(await run('2027-07-01', '2027-07-10')).toEqual([])
  await staff.call(dunning.setDunningHold, { params, body: { ...dispute, until: '2027-12-01', amount: '40.00' } })
  // Nothing ran for a month and a half.
  expect(await run('2027-08-16', '2027-08-18')).toEqual([
    '2027-08-16 reminder',
    '2027-08-17 second-reminder',
    '2027-08-18 restriction-notice',
  ])
  expect(await read()).toMatchObject({ overdue: '100.00', disputed: '40.00', chased: '60.00', nextOn: '2027-08-26' })
  const admin = api.as({ role: 'admin' })
  await admin.call(accountsEndpoints.suspendAccount, {
    params,
    body: { reason: 'suspected-fraud', words: 'Odd calls' },
  })
  await run('2027-08-19', '2027-10-05')
  expect(await read()).toMatchObject({ isSuspended: false, isRestricted: true })
  await pay('100.00')
  expect([await isRestricted(), await statusNow()]).toEqual([false, 'suspended'])
})

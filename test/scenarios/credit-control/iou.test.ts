import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { riskEndpoints } from '#contract/risk.ts'
import { systemActor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { expireIous, startIou, type IouAsked } from '#operations/credit-control/iou.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { perform } from '#operations/operation.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Short credit of prepaid accounts: begins by itself, once, and is over by a payment or at midday. */

const { readIou, stopIou, writePlanIou } = riskEndpoints

let telco: TestTelco
let api: TestApi
let account: TestTelco['accounts'][number]

/** Friday evening in Sydney. */
const FRIDAY = new Date('2026-11-06T09:00:00Z')

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, FRIDAY)
  account = there(telco.accounts[2])
  await telco.pool.query(`UPDATE accounts SET payment_mode = 'prepaid' WHERE id = $1`, [account.id])
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email)
     VALUES ($1, $2, 'main', 'Robin', 'robin@customer.example')`,
    [account.id, telco.resellerId],
  )
  await admin().call(writePlanIou, { params: { planId: String(telco.paygPlanId) }, body: { isAllowed: true } })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(async () => {
  api.now = FRIDAY
  await telco.pool.query('DELETE FROM ious')
  await telco.pool.query('DELETE FROM mails')
  await telco.pool.query('DELETE FROM events')
  await setBalance(0)
})

const admin = () => api.as({ role: 'admin' })
const of = ({ id }: { readonly id: number }) => ({ params: { accountId: String(id) } })

/** Dollars, as if calls had taken them. */
async function setBalance(dollars: number): Promise<void> {
  await telco.pool.query('UPDATE balances SET balance_micros = $2 WHERE account_id = $1', [
    account.id,
    Math.round(dollars * 1e6),
  ])
}

function tryCall(call: Partial<IouAsked> = {}) {
  const input = {
    accountId: account.id,
    serviceType: SERVICE_TYPE_CODES.Mobile,
    firstMinuteMicros: micros(170_000n),
    ...call,
  }
  const request = { actor: systemActor(telco.resellerId), input, now: api.now, origin: 'a call' }
  return perform(telco.pool, startIou, request, (iou) => iou)
}

const pay = (amount: string) =>
  admin().call(paymentsEndpoints.recordPayment, {
    ...of(account),
    body: { amount, method: 'bank-transfer', reference: `paid ${amount} ${api.now.toISOString()}` },
  })

async function mails() {
  const { rows } = await telco.pool.query<{ id: bigint }>(`SELECT id FROM events WHERE type LIKE 'iou.%' ORDER BY id`)
  for (const { id } of rows) await tellEvent(telco.pool, id, api.now)
  const sent = await telco.pool.query<{ kind: string; variables: Record<string, string> }>(
    `SELECT kind, variables FROM mails WHERE kind LIKE 'iou%' ORDER BY id`,
  )
  return sent.rows
}

test('from Friday evening until Tuesday midday calls within Australia go on, and a payment ends it', async () => {
  expect(await admin().call(readIou, of(account))).toMatchObject({ isOn: true, byPlan: true, value: '20.00' })
  const iou = there(await tryCall())
  expect(iou).toMatchObject({
    expiresAt: new Date('2026-11-10T01:00:00Z'),
    valueMicros: 20_000_000n,
    floorMicros: -22_000_000n,
  })
  expect(await tryCall()).toEqual(iou)
  await setBalance(-5.5)
  const view = await admin().call(readIou, of(account))
  expect(view).toMatchObject({ used: '5.00', owed: true, open: { endedAt: null, floor: '-22.00' } })
  const { controls } = await admin().call(creditControlEndpoints.readCreditControl, of(account))
  expect(controls.iou).toMatchObject({ state: 'armed', used: '5.00', value: '20.00' })

  api.now = new Date('2026-11-07T02:00:00Z')
  await pay('5.00')
  expect((await admin().call(readIou, of(account))).open).not.toBeNull()
  await pay('10.00')
  expect(await admin().call(readIou, of(account))).toMatchObject({
    open: null,
    owed: false,
    items: [{ endedBecause: 'paid', repaidAt: '2026-11-07T02:00:00.000Z' }],
  })
  expect(await mails()).toMatchObject([
    {
      kind: 'iou-started',
      variables: { 'iou.value': '$20.00', 'iou.expires': '10 November 2026 at 12:00 pm AEDT' },
    },
    { kind: 'iou-ended', variables: { 'account.balance': '$9.50 credit' } },
  ])
})

test('at its time it is over, and there is no other before the debt is paid', async () => {
  await tryCall()
  await setBalance(-3.3)
  api.now = new Date('2026-11-10T00:59:59Z')
  expect(await expireIous(telco.pool, { now: api.now })).toEqual({ ended: 0, failures: [] })
  api.now = new Date('2026-11-10T01:00:00Z')
  expect(await tryCall()).toBeUndefined()
  expect(await expireIous(telco.pool, { now: api.now })).toEqual({ ended: 1, failures: [] })
  expect(await expireIous(telco.pool, { now: api.now })).toEqual({ ended: 0, failures: [] })
  expect(await tryCall()).toBeUndefined()
  expect((await mails()).map(({ kind }) => kind)).toEqual(['iou-started', 'iou-ended'])
  await pay('2.00')
  expect(await tryCall()).toBeUndefined()
  await pay('2.30')
  await setBalance(0)
  expect(there(await tryCall()).startedAt).toEqual(api.now)
})

test.each<[string, Partial<IouAsked>, number]>([
  ['a call overseas', { serviceType: SERVICE_TYPE_CODES.International }, 0],
  ['a premium call', { serviceType: SERVICE_TYPE_CODES.Premium }, 0],
  ['there is enough for the first minute', {}, 0.19],
])('none begins where it is %s', async (_, call, balance) => {
  await setBalance(balance)
  expect(await tryCall(call)).toBeUndefined()
})

test('thirty calls at once begin one', async () => {
  const ious = await Promise.all(Array.from({ length: 30 }, () => tryCall()))
  expect(new Set(ious.map((iou) => there(iou).id)).size).toBe(1)
  expect((await telco.pool.query('SELECT FROM ious')).rowCount).toBe(1)
})

test('it is switched off on request: that ends it, and none begins', async () => {
  await tryCall()
  const off = { iou: { isOn: false, amount: '20.00' } }
  await admin().call(creditControlEndpoints.writeCreditControl, { ...of(account), body: off })
  expect(await admin().call(readIou, of(account))).toMatchObject({
    isOn: false,
    open: null,
    items: [{ endedBecause: 'stopped' }],
  })
  await telco.pool.query('DELETE FROM ious')
  expect(await tryCall()).toBeUndefined()
  expect(await admin().refusal(stopIou, of(account))).toMatchObject({ code: 'conflict' })
  const on = { iou: { isOn: true, amount: '10.00' } }
  await admin().call(creditControlEndpoints.writeCreditControl, { ...of(account), body: on })
  expect(there(await tryCall()).floorMicros).toBe(-11_000_000n)
  await admin().call(stopIou, of(account))
  expect((await admin().call(readIou, of(account))).open).toBeNull()
})

test('an IOU that lets the balance come down too far, or began beside another, is found', async () => {
  const found = async (): Promise<readonly string[]> =>
    (await verifyLedger(telco.pool, { reprice: false })).checks.flatMap(({ name, total }) =>
      name.includes('IOUs') && total > 0 ? [name] : [],
    )
  await tryCall()
  await pay('1.00')
  api.now = new Date('2026-11-12T00:00:00Z')
  await setBalance(-7)
  await tryCall()
  expect(await found()).toEqual([])
  await telco.pool.query('UPDATE ious SET floor_micros = floor_micros - 1 WHERE cleared_at IS NULL')
  expect(await found()).toEqual(['floors of IOUs'])
  await telco.pool.query(`UPDATE ious SET started_at = '2026-11-06T08:59:00Z' WHERE cleared_at IS NULL`)
  expect(await found()).toEqual(['floors of IOUs', 'IOUs one at a time'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { operation, perform } from '#operations/operation.ts'
import { systemActor } from '#domain/access/actor.ts'
import { releaseNumbers } from '#operations/numbers/release-numbers.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const NOW = new Date('2026-09-02T14:30:00Z')

let telco: TestTelco
let api: TestApi
let admin: TestClient
let accountId: string
let plans: { additional: string; inbound: string; block: string }
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  admin = api.as({ role: 'admin' })
  ;[accountId = ''] = telco.accounts.map(({ id }) => String(id))
  await telco.pool.query(
    `INSERT INTO number_plans (reseller_id, name, monthly_price_micros, unit) VALUES ($1, 'Block of 100', 25000000, 'block')`,
    [telco.resellerId],
  )
  const { rows } = await telco.pool.query<{ id: number; name: string }>('SELECT id, name FROM number_plans')
  const idOf = (name: string): string => String(rows.find((row) => row.name === name)?.id)
  plans = { additional: idOf('Additional Line'), inbound: idOf('1300/1800 Number'), block: idOf('Block of 100') }
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { placeNumberOrder, sendNumberOrder, allocateNumberOrder, completeNumberOrder } = numberOrdersEndpoints
const { withdrawNumberOrder, rejectNumberOrder, readNumberOrder, noteOnNumberOrder } = numberOrdersEndpoints

const MELBOURNE = { state: 'VIC', region: 'Melbourne' } as const

async function place(wish: object) {
  return admin.call(placeNumberOrder, { body: { accountId, numberPlanId: plans.additional, ...wish } as never })
}

async function refusePlacing(wish: object) {
  return admin.refusal(placeNumberOrder, { body: { accountId, numberPlanId: plans.additional, ...wish } as never })
}

async function chargesLike(words: string): Promise<readonly number[]> {
  const { rows } = await telco.pool.query<{ amount: bigint }>(
    'SELECT amount_micros AS amount FROM charges WHERE account_id = $1 AND description LIKE $2 ORDER BY id',
    [accountId, words],
  )
  return rows.map(({ amount }) => Number(amount) / 1e6)
}

test('nine numbers of a prefix are refused, ten go all the way', async () => {
  const nine = await refusePlacing({ kind: 'prefix-range', ...MELBOURNE, quantity: 9 })
  expect([nine.code, nine.errors?.[0]?.field]).toEqual(['invalid_value', 'quantity'])
  const wish = { kind: 'prefix-range', ...MELBOURNE, quantity: 10, pattern: '037010*', note: 'for the new floor' }
  const { id, status, allowedSteps } = await place(wish)
  expect([status, allowedSteps]).toEqual(['submitted', ['send', 'allocate', 'reject', 'withdraw']])
  const params = { orderId: id }
  const early = await admin.refusal(completeNumberOrder, { params, body: {} })
  expect([early.code, early.detail]).toEqual([
    'illegal_transition',
    `Order ${id} is submitted and cannot be completed. Now it can be sent to the carrier, allocated its numbers, ` +
      'rejected or withdrawn.',
  ])
  await admin.call(sendNumberOrder, { params, body: { carrierReference: 'C-4711' } })
  await admin.call(noteOnNumberOrder, { params, body: { note: 'The carrier called.' } })
  const few = await admin.refusal(allocateNumberOrder, { params, body: { from: '0370108000', to: '0370108008' } })
  expect(few.detail).toBe('The order is for 10 numbers, and these are 9.')
  await admin.call(allocateNumberOrder, { params, body: { from: '0370108000', to: '0370108009' } })
  const kept = await admin.call(numbersEndpoints.readNumber, { params: { number: '61370108003' } })
  expect(kept).toMatchObject({ status: 'reserved', accountId, orderId: id, reservedUntil: null })
  const body = { numbers: ['61370108003'] }
  expect((await admin.refusal(numbersEndpoints.releaseReservations, { body })).code).toBe('in_use')
  const done = await admin.call(completeNumberOrder, { params, body: { note: 'Done.' } })
  expect(done).toMatchObject({ status: 'completed', carrierReference: 'C-4711', allowedSteps: [] })
  expect(done.history.map((entry) => [entry.status, entry.note])).toEqual([
    ['submitted', 'for the new floor'],
    ['with-carrier', ''],
    [null, 'The carrier called.'],
    ['allocated', ''],
    ['completed', 'Done.'],
  ])
  expect(await chargesLike('Additional Line 03 7010 800%')).toEqual(Array.from({ length: 10 }, () => 4.5))
  expect((await admin.refusal(withdrawNumberOrder, { params, body: { reason: 'late' } })).detail).toContain(
    'That is its end',
  )
})

test('a block of a hundred is charged once and ends as one', async () => {
  expect((await refusePlacing({ kind: 'block', ...MELBOURNE })).detail).toContain('prices single numbers')
  const { id } = await place({ kind: 'block', ...MELBOURNE, numberPlanId: plans.block })
  const params = { orderId: id }
  const crooked = await admin.refusal(allocateNumberOrder, { params, body: { from: '0370107001', to: '0370107100' } })
  expect(crooked.detail).toContain('the hundred numbers from one that ends in 00')
  await admin.call(allocateNumberOrder, { params, body: { from: '0370107000', to: '0370107099' } })
  await admin.call(completeNumberOrder, { params, body: {} })
  expect(await chargesLike('Block of 100 %')).toEqual([22.5])
  const line = { accountId, number: '61370107042' }
  expect(await admin.call(accountNumbersEndpoints.readAccountNumber, { params: line })).toMatchObject({
    block: { firstNumber: '61370107000' },
    monthlyCharge: '25.00',
  })
  const { cancelAccountNumber, removeAccountNumber } = accountNumbersEndpoints
  expect((await admin.refusal(cancelAccountNumber, { params: line, body: {} })).code).toBe('confirmation_needed')
  const removed = await admin.call(removeAccountNumber, { params: line, query: { wholeBlock: 'true' } })
  expect(removed.removed).toHaveLength(100)
  expect(await chargesLike('Removed: Block of 100 %')).toEqual([-22.5])
})

test('a 1300 number needs an answer point and is charged as one', async () => {
  const without = await refusePlacing({ kind: '1300', numberPlanId: plans.inbound })
  expect(without.errors?.[0]?.field).toBe('answerPoint')
  const details = { answerPoint: '0370101234', smartNumber: '1300 FLOWER', rightsOfUse: 'held by the customer' }
  const order = await place({ kind: '1300', numberPlanId: plans.inbound, ...details })
  expect(order).toMatchObject({ ...details, quantity: 1, lineType: 'inbound' })
  const params = { orderId: order.id }
  const wrong = await admin.refusal(allocateNumberOrder, { params, body: { numbers: ['1800 975 700'] } })
  expect(wrong.detail).toBe('1800975700 is a 1800 number, and the order is for 1300 numbers.')
  await admin.call(allocateNumberOrder, { params, body: { numbers: ['1300 975 705'] } })
  await admin.call(completeNumberOrder, { params, body: {} })
  expect(await chargesLike('1300/1800 Number %')).toEqual([13.5])
})

test('rejected or withdrawn, what was allocated is free again', async () => {
  for (const endpoint of [rejectNumberOrder, withdrawNumberOrder]) {
    const { id } = await place({ kind: '1800', numberPlanId: plans.inbound, answerPoint: '0370101234' })
    const params = { orderId: id }
    await admin.call(allocateNumberOrder, { params, body: { numbers: ['1800975700'] } })
    const ended = await admin.call(endpoint, { params, body: { reason: 'the customer changed its mind' } })
    expect(ended).toMatchObject({ reason: 'the customer changed its mind', numbers: ['611800975700'] })
    const { status } = await admin.call(numbersEndpoints.readNumber, { params: { number: '611800975700' } })
    expect(status).toBe('available')
  }
})

test('an account that is closed keeps nothing: its numbers rest, its orders and reservations are let go', async () => {
  const closing = String(telco.accounts[2]?.id)
  const { id } = await place({
    accountId: closing,
    kind: '1800',
    numberPlanId: plans.inbound,
    answerPoint: '0370101234',
  })
  await admin.call(allocateNumberOrder, { params: { orderId: id }, body: { numbers: ['1800975701'] } })
  await admin.call(numbersEndpoints.addNumbers, { body: { number: '0370106000' } })
  const body = { numbers: ['61370106000'], accountId: closing }
  await admin.call(numbersEndpoints.reserveNumbers, { body })
  const close = operation({
    name: 'test.close',
    permission: 'numbers.write',
    run: (context, at: Date) => releaseNumbers(context, { accountId: Number(closing), at }),
  })
  const actor = systemActor(telco.resellerId)
  const released = await perform(
    telco.pool,
    close,
    { actor, input: NOW, now: NOW, origin: 'test' },
    (numbers) => numbers,
  )
  expect(released).toEqual(telco.accounts[2]?.numbers.toSorted((one, other) => (one < other ? -1 : 1)))
  expect((await admin.call(readNumberOrder, { params: { orderId: id } })).status).toBe('withdrawn')
  for (const number of ['61370106000', '611800975701']) {
    expect((await admin.call(numbersEndpoints.readNumber, { params: { number } })).status).toBe('available')
  }
})

test('the board counts, the list shows what is open', async () => {
  const { items } = await admin.call(numberOrdersEndpoints.readNumberOrderBoard)
  expect(items.map(({ status, orders }) => [status, orders])).toEqual([
    ['submitted', 0],
    ['with-carrier', 0],
    ['allocated', 0],
    ['completed', 3],
    ['rejected', 1],
    ['withdrawn', 2],
  ])
  await place({ kind: 'prefix-range', ...MELBOURNE, quantity: 20 })
  const open = await admin.call(numberOrdersEndpoints.listNumberOrders, { query: { open: 'true' } })
  expect(open.items.map(({ quantity }) => quantity)).toEqual([20])
})

test('after all of it inventory and ledger agree', async () => {
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

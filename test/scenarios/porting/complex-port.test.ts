import { afterAll, beforeAll, expect, test } from 'vitest'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, acceptPort, rejectPort, setPortDate, preProvisionPort, startCutOver, completePort } = portsEndpoints
const { reversePort, withdrawPort, listAllowedDates, readPortBoard, listCutOvers } = portsEndpoints

/** 9:30 in Sydney. Monday 7 September is the present; the tenth business day after is Monday the 21st. */
function halfPastNine(date: string): string {
  const offset = date >= '2026-10-04' ? '+11:00' : '+10:00'
  return new Date(`${date}T09:30:00${offset}`).toISOString()
}

test('a block of twenty: charged on acceptance, nine business days refused, ten accepted, picked by the customer', async () => {
  const { staff, customer } = given
  const port = await given.lodged({ kind: 'complex', numbers: ['0370106000-0370106019'] })
  const params = { portId: port.id }
  expect([port.numbers.length, port.dueOn, await given.charges(port.id)]).toEqual([
    20,
    '2026-09-21',
    [['Validation of 20 numbers from 03 7010 6000', 30]],
  ])
  expect((await customer.refusal(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-21') } })).code).toBe(
    'illegal_transition',
  )
  await staff.call(acceptPort, { params, body: {} })
  expect(await given.charges(port.id)).toEqual([
    ['Validation of 20 numbers from 03 7010 6000', 30],
    ['Port of 20 numbers from 03 7010 6000', 150],
  ])

  const dates = await customer.call(listAllowedDates, { params, query: { days: 16 } })
  expect([dates.earliest, dates.opensAt, dates.closesAt]).toEqual(['2026-09-21', '08:00', '17:00'])
  expect(dates.days.filter(({ isAllowed }) => isAllowed).map(({ date }) => date)).toEqual(['2026-09-21', '2026-09-22'])
  const nine = await customer.refusal(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-18') } })
  expect([nine.errors?.[0]?.field, nine.detail]).toEqual([
    'cutOverAt',
    '2026-09-18 cannot be chosen. A complex port needs 10 business days: 2026-09-21 is the first day there is.',
  ])
  const night = new Date('2026-09-21T22:00:00+10:00').toISOString()
  expect((await customer.refusal(setPortDate, { params, body: { cutOverAt: night } })).detail).toBe(
    'Cut-overs begin from 08:00 to 17:00, Australia/Sydney time.',
  )
  const picked = await customer.call(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-21') } })
  expect(picked).toMatchObject({ state: 'date-set', dueOn: '2026-09-21', withdrawalFee: '200.00' })
  expect((await customer.refusal(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-22') } })).code).toBe(
    'forbidden',
  )

  const moved = await staff.call(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-22') } })
  expect(moved.fees.map(({ description, amount }) => [description, amount])).toEqual([
    ['Validation of 20 numbers from 03 7010 6000', '30.00'],
    ['Port of 20 numbers from 03 7010 6000', '150.00'],
    ['Cut-over moved: 20 numbers from 03 7010 6000', '200.00'],
  ])
  const again = await staff.call(setPortDate, { params, body: { cutOverAt: halfPastNine('2026-09-22') } })
  expect([again.state, again.fees]).toEqual(['date-set', moved.fees])
  const week = await staff.call(listCutOvers, { query: { from: '2026-09-21', to: '2026-09-27' } })
  expect(week.days.map(({ items, isOpen }) => [items.length, isOpen])).toEqual([
    [0, true],
    [1, true],
    [0, true],
    [0, true],
    [0, true],
    [0, false],
    [0, false],
  ])
})

test('a rejected complex port is charged for the rejection, and for the next acceptance again', async () => {
  const { staff } = given
  const port = await given.lodged({ kind: 'complex', numbers: ['0370106100', '0370106107'] })
  const params = { portId: port.id }
  await staff.call(acceptPort, { params, body: {} })
  await staff.call(rejectPort, { params, body: { reason: 'associated-numbers' } })
  await given.handOver(port.id)
  await staff.call(acceptPort, { params, body: {} })
  expect((await given.charges(port.id)).map(([, dollars]) => dollars)).toEqual([30, 150, 80, 30, 150])
})

test('a whole block is taken and charged as one, then returned in an emergency with its charge given back', async () => {
  const { staff, api, telco, accountId } = given
  const { rows } = await telco.pool.query<{ id: number }>(
    `INSERT INTO number_plans (reseller_id, name, monthly_price_micros, unit)
     VALUES ($1, 'Block of 100', 25000000, 'block') RETURNING id`,
    [telco.resellerId],
  )
  const numberPlanId = String(rows[0]?.id)
  const part = await given.request({ kind: 'complex', numbers: ['0370107000-0370107098'], numberPlanId })
  const refused = await staff.refusal(submitPort, { params: { portId: part.id }, body: {} })
  expect(refused.errors?.[0]?.field).toBe('numberPlanId')

  const before = api.now
  const port = await given.lodged({ kind: 'complex', numbers: ['0370107000-0370107099'], numberPlanId })
  const params = { portId: port.id }
  await staff.call(acceptPort, { params, body: { cutOverAt: halfPastNine('2026-09-21') } })
  api.now = new Date(halfPastNine('2026-09-21'))
  await staff.call(preProvisionPort, { params, body: {} })
  await staff.call(startCutOver, { params, body: {} })
  await staff.call(completePort, { params, body: { withoutTest: true } })
  const monthly = await numberCharges()
  expect(monthly).toHaveLength(1)
  expect((await given.charges(port.id)).map(([, dollars]) => dollars)).toEqual([30, 350])

  api.now = new Date(new Date(halfPastNine('2026-09-21')).getTime() + 3 * 3_600_000)
  const reversed = await staff.call(reversePort, { params, body: { reason: 'The exchange does not answer.' } })
  expect(reversed).toMatchObject({ state: 'reversed', allowedSteps: [], dueOn: null })
  expect((await given.charges(port.id)).map(([, dollars]) => dollars)).toEqual([30, 350, 350])
  expect((await numberCharges()).reduce((sum, dollars) => sum + dollars, 0)).toBe(0)
  const number = await staff.call(numbersEndpoints.readNumber, { params: { number: '61370107042' } })
  expect([number.status, number.accountId]).toEqual(['retired', null])
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
  api.now = before

  async function numberCharges(): Promise<readonly number[]> {
    const found = await telco.pool.query<{ amount: bigint }>(
      `SELECT amount_micros AS amount FROM charges WHERE account_id = $1 AND description LIKE '%Block of 100%'`,
      [accountId],
    )
    return found.rows.map(({ amount }) => Number(amount) / 1e6)
  }
})

test('the emergency return has its window of four hours; a cut-over that is under way is returned, not withdrawn', async () => {
  const { staff, api } = given
  const before = api.now
  const start = async () => {
    api.now = before
    const port = await given.lodged()
    const params = { portId: port.id }
    await staff.call(acceptPort, { params, body: { cutOverAt: halfPastNine('2026-09-09') } })
    api.now = new Date(halfPastNine('2026-09-09'))
    await staff.call(preProvisionPort, { params, body: {} })
    await staff.call(startCutOver, { params, body: {} })
    return { params, number: port.numbers[0] ?? '' }
  }
  const underWay = await start()
  const refused = await staff.refusal(withdrawPort, { params: underWay.params, body: { reason: 'Changed my mind.' } })
  expect(refused.detail).toContain('Now it can be completed or returned to the losing carrier.')
  const returned = await staff.call(reversePort, {
    params: underWay.params,
    body: { reason: 'No dial tone.', chargeFee: false },
  })
  expect([returned.state, returned.feesTotal]).toEqual(['reversed', '20.00'])

  const late = await start()
  await staff.call(completePort, { params: late.params, body: { withoutTest: true } })
  api.now = new Date(new Date(halfPastNine('2026-09-09')).getTime() + 4 * 3_600_000)
  const tooLate = await staff.refusal(reversePort, { params: late.params, body: { reason: 'Too late.' } })
  expect(tooLate.code).toBe('illegal_transition')
  expect((await staff.call(portsEndpoints.closePort, { params: late.params, body: {} })).state).toBe('closed')
  api.now = before
})

test('withdrawn on the morning of the cut-over: the number leaves the account again, and the set date costs a fee', async () => {
  const { staff } = given
  const port = await given.lodged()
  const params = { portId: port.id }
  await staff.call(acceptPort, { params, body: { cutOverAt: halfPastNine('2026-09-08') } })
  await staff.call(preProvisionPort, { params, body: {} })
  const withdrawn = await staff.call(withdrawPort, { params, body: { reason: 'The office burnt down.' } })
  expect(withdrawn.fees.map(({ amount }) => amount)).toEqual(['20.00', '25.00'])
  const [number = ''] = port.numbers
  expect(await staff.call(numbersEndpoints.readNumber, { params: { number } })).toMatchObject({
    status: 'retired',
    accountId: null,
  })
})

test('a date out of hours is arranged by staff and charged when the cut-over begins', async () => {
  const { staff, customer } = given
  const port = await given.lodged({ kind: 'special', numbers: ['1300975741'], destination: '0370101234' })
  const params = { portId: port.id }
  expect(port.dueOn).toBe('2026-09-17')
  await staff.call(acceptPort, { params, body: {} })
  const night = new Date('2026-09-08T22:00:00+10:00').toISOString()
  expect((await customer.refusal(setPortDate, { params, body: { cutOverAt: night, outOfHours: true } })).code).toBe(
    'forbidden',
  )
  await staff.call(setPortDate, { params, body: { cutOverAt: night, outOfHours: true } })
  await staff.call(preProvisionPort, { params, body: {} })
  const started = await staff.call(startCutOver, { params, body: {} })
  expect(started.fees.map(({ description, amount }) => [description, amount])).toEqual([
    ['Port of 1300 975 741', '90.00'],
    ['Cut-over out of hours: 1300 975 741', '300.00'],
  ])
})

test('the board has every open port in its column, the overdue first', async () => {
  const { staff, api } = given
  const before = api.now
  const early = await given.lodged()
  api.now = new Date('2026-09-09T00:00:00Z')
  const fresh = await given.lodged()
  api.now = new Date('2026-09-10T23:00:00Z')
  const { columns } = await staff.call(readPortBoard, { query: { kind: 'simple' } })
  const column = columns.find(({ stage }) => stage === 'losing-carrier')
  expect(column).toMatchObject({ count: 2, overdue: 1, states: ['with-losing-carrier'] })
  expect(column?.items.map(({ id, isOverdue }) => [id, isOverdue])).toEqual([
    [early.id, true],
    [fresh.id, false],
  ])
  const overdue = await staff.call(portsEndpoints.listPorts, {
    query: { overdue: 'true', kind: 'simple,special', state: 'with-losing-carrier,lodged' },
  })
  expect(overdue.items.map(({ id }) => id)).toEqual([early.id])
  const dueOn = there(fresh.dueOn)
  const due = await staff.call(portsEndpoints.listPorts, { query: { dueOn, overdue: 'false', open: 'true' } })
  expect(due.items.map(({ id }) => id)).toEqual([fresh.id])
  const total = await staff.call(portsEndpoints.listPorts, { query: { dueOn, sort: 'newest', withTotal: 'true' } })
  expect([total.items.map(({ id }) => id), total.total]).toEqual([[fresh.id], 1])
  api.now = before
})

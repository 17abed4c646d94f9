import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { spaced } from '../../support/spaced.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, lodgePort, passOnPort, acceptPort, startCutOver, completePort, closePort } = portsEndpoints

/** Sydney is ten hours ahead in September. */
function sydney(day: string, time: string): Date {
  return new Date(`2026-09-${day}T${time}:00+10:00`)
}

test('a simple port from Monday to the Monday after: dates, one charge, numbers in service and billed from that day', async () => {
  const { api, staff, customer, accountId, telco } = given
  const number = given.foreignNumber()
  const draft = await given.request({ numbers: [`0${number.slice(2)}`] }, customer)
  expect(draft).toMatchObject({ state: 'draft', numbers: [number], missing: [], allowedSteps: ['submit', 'withdraw'] })
  expect(draft.nextFee).toMatchObject({ amount: '20.00', gst: '2.00', total: '22.00', chargedOn: 'submission' })
  expect(draft.request.numberPlan?.name).toBe('Additional Line')
  const params = { portId: draft.id }

  // Monday, ten in the morning.
  const submitted = await customer.call(submitPort, { params, body: { acceptFee: '20.00' } })
  expect(submitted).toMatchObject({ state: 'submitted', attempt: 1, dueOn: '2026-09-08', isOverdue: false })
  expect(submitted.milestones.map(({ milestone, status, dueOn }) => [milestone, status, dueOn])).toEqual([
    ['submitted', 'done', null],
    ['lodged', 'next', '2026-09-08'],
    ['with-losing-carrier', 'to-come', '2026-09-08'],
    ['accepted', 'to-come', '2026-09-10'],
    ['date-set', 'to-come', '2026-09-11'],
    ['cut-over', 'to-come', '2026-09-14'],
    ['completed', 'to-come', '2026-09-14'],
  ])
  expect(await given.charges(draft.id)).toEqual([[`Port of ${spaced(number)}`, 20]])

  api.now = sydney('08', '11:00')
  const lodged = await staff.call(lodgePort, { params, body: { carrierReference: 'UP-1', staffWords: 'By e-mail.' } })
  expect([lodged.state, lodged.dueOn]).toEqual(['lodged', '2026-09-09'])
  const passedOn = await staff.call(passOnPort, { params, body: {} })
  expect([passedOn.state, passedOn.dueOn]).toEqual(['with-losing-carrier', '2026-09-10'])

  api.now = sydney('10', '15:00')
  const accepted = await staff.call(acceptPort, {
    params,
    body: { cutOverAt: sydney('14', '09:30').toISOString(), customerWords: 'See you on Monday.' },
  })
  expect(accepted).toMatchObject({ state: 'date-set', cutOverAt: '2026-09-13T23:30:00.000Z', dueOn: '2026-09-14' })

  // The timetable on Saturday, and on Monday at six.
  expect(await movePortsAlong(telco.pool, { now: sydney('12', '06:00') })).toMatchObject({ provisioned: 0 })
  expect(await movePortsAlong(telco.pool, { now: sydney('14', '06:00') })).toMatchObject({
    provisioned: 1,
    failures: [],
  })
  api.now = sydney('14', '08:00')
  const inventory = await staff.call(numbersEndpoints.readNumber, { params: { number } })
  expect(inventory).toMatchObject({ status: 'porting', accountId, accountName: 'Account 1001' })
  const seen = await customer.call(accountNumbersEndpoints.readAccountNumber, { params: { accountId, number } })
  expect(seen).toMatchObject({ status: 'porting', port: { id: draft.id, cutOverAt: '2026-09-13T23:30:00.000Z' } })
  const admin = api.as({ role: 'admin' })
  for (const [endpoint, body] of [
    [numbersEndpoints.putInService, { numbers: [number] }],
    [numbersEndpoints.retireNumbers, { numbers: [number], reason: 'gone' }],
  ] as const)
    expect((await admin.refusal(endpoint, { body: body as never })).code).toBe('in_use')

  api.now = sydney('14', '09:30')
  expect((await staff.call(startCutOver, { params, body: {} })).state).toBe('cutting-over')
  api.now = sydney('14', '10:10')
  const completed = await staff.call(completePort, {
    params,
    body: { withoutTest: true, customerWords: 'Calls come in.' },
  })
  expect(completed).toMatchObject({ state: 'completed', returnUntil: '2026-09-14T04:10:00.000Z' })
  const line = await customer.call(accountNumbersEndpoints.readAccountNumber, { params: { accountId, number } })
  expect(line).toMatchObject({
    status: 'assigned',
    port: null,
    numberPlan: { name: 'Additional Line' },
    lineType: 'cloud-pbx',
  })
  // Bill day 31: September's cycle began on 31 August and ends on 30 September; 16 of its 30 days are left, of $5 a month.
  const { rows } = await telco.pool.query<{ amount: bigint; description: string }>(
    'SELECT amount_micros AS amount, description FROM charges WHERE account_id = $1 AND description LIKE $2',
    [accountId, `%Line ${spaced(number)}`],
  )
  expect(rows.map(({ amount, description }) => [description, Number(amount) / 1e6])).toEqual([
    [`Additional Line ${spaced(number)}`, 2.67],
  ])

  api.now = sydney('14', '14:00')
  const early = await staff.refusal(closePort, { params, body: {} })
  expect(early.code).toBe('illegal_transition')
  expect(await movePortsAlong(telco.pool, { now: sydney('14', '14:20') })).toMatchObject({ closed: 1, failures: [] })
  const closed = await given.read(draft.id)
  expect([closed.state, closed.allowedSteps, closed.changeable, closed.attempts.length]).toEqual(['closed', [], [], 1])
  expect(closed.attempts[0]).toMatchObject({
    outcome: 'completed',
    carrierReference: 'UP-1',
    submittedBy: 'Mia Marlow',
  })
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

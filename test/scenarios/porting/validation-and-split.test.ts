import { afterAll, beforeAll, expect, test } from 'vitest'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portPreflightEndpoints } from '#contract/port-preflight.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, lodgePort, askPortValidation, confirmPortValidation, splitPort, passOnPort } = portsEndpoints
const { acceptPort, rejectPort, changePort, setPortDate, startCutOver, completePort } = portsEndpoints

/** Some time of a day in Sydney. */
function sydney(day: string, time: string): Date {
  return new Date(`${day}T${time}:00${day >= '2026-10-04' ? '+11:00' : '+10:00'}`)
}

/** What a port went through: who did it is left out. */
async function timeline(portId: string): Promise<readonly string[]> {
  return (await given.read(portId)).events.map(({ what, attempt }) => `${what} ${attempt}`)
}

async function dollarsOf(portId: string): Promise<readonly number[]> {
  return (await given.charges(portId)).map(([, dollars]) => dollars)
}

/** From the date that is set to the end of the emergency-return window, as time and staff take it. */
async function cutOver(portId: string, day: string): Promise<void> {
  const { api, staff, telco } = given
  const params = { portId }
  api.now = sydney(day, '06:00')
  await movePortsAlong(telco.pool, { now: api.now })
  expect((await given.read(portId)).state).toBe('pre-provisioned')
  api.now = sydney(day, '10:00')
  await staff.call(startCutOver, { params, body: {} })
  await staff.call(completePort, { params, body: { withoutTest: true } })
  api.now = sydney(day, '14:00')
  await movePortsAlong(telco.pool, { now: api.now })
  expect((await given.read(portId)).state).toBe('closed')
}

test('a number the losing carrier does not know is split off, rejected and mended, while the others go on', async () => {
  const { api, staff, customer, telco } = given
  const asked = await given.request({ kind: 'complex', numbers: ['0370106200', '0370106201', '0370106207'] })
  const params = { portId: asked.id }
  await customer.call(submitPort, { params, body: {} })
  await staff.call(lodgePort, { params, body: {} })
  const asking = await staff.call(askPortValidation, { params, body: { carrierReference: 'PNV-1' } })
  // Five business days from Monday 7 September.
  expect([asking.state, asking.dueOn]).toEqual(['validating', '2026-09-14'])

  api.now = sydney('2026-09-10', '11:00')
  const twin = await staff.call(splitPort, {
    params,
    body: { numbers: ['61370106207'], reason: 'The carrier has it under another name.' },
  })
  const twinParams = { portId: twin.id }
  expect(twin).toMatchObject({ state: 'validating', attempt: 1, splitFrom: asked.id, numbers: ['61370106207'] })
  expect(twin.dueOn).toBe('2026-09-14')
  const stray = await staff.refusal(confirmPortValidation, {
    params,
    body: { numbers: [{ number: '61370106207', code: 'S' }] },
  })
  expect(stray.errors?.[0]?.field).toBe('numbers.0.number')
  const validated = await staff.call(confirmPortValidation, {
    params,
    body: {
      numbers: [
        { number: '61370106200', code: 'P' },
        { number: '61370106201', code: 'A', words: 'Of 03 7010 6200' },
      ],
    },
  })
  expect(validated.numberDetails.map(({ number, validation }) => [number, validation])).toEqual([
    ['61370106200', 'P'],
    ['61370106201', 'A'],
  ])

  const rejected = await staff.call(rejectPort, {
    params: twinParams,
    body: { reason: 'name-mismatch', code: '3', customerWords: 'It belongs to Acacia Dental Trust.' },
  })
  expect(rejected.toMend).toMatchObject({ reason: 'name-mismatch', words: 'It belongs to Acacia Dental Trust.' })
  expect((await given.read(asked.id)).state).toBe('validated')
  await customer.call(changePort, { params: twinParams, body: { holderName: 'Acacia Dental Trust' } })
  const again = await customer.call(submitPort, { params: twinParams, body: {} })
  expect([again.attempt, again.request.holderName]).toEqual([2, 'Acacia Dental Trust'])
  expect((await given.read(asked.id)).request.holderName).toBe('Acacia Dental Pty Ltd')

  await staff.call(passOnPort, { params, body: {} })
  api.now = sydney('2026-09-21', '11:00')
  await staff.call(acceptPort, { params, body: {} })
  await customer.call(setPortDate, { params, body: { cutOverAt: sydney('2026-10-06', '10:00').toISOString() } })
  for (const step of [lodgePort, askPortValidation, confirmPortValidation, passOnPort, acceptPort])
    await staff.call(step, { params: twinParams, body: {} })
  const late = sydney('2026-10-12', '10:00').toISOString()
  await customer.call(setPortDate, { params: twinParams, body: { cutOverAt: late } })
  await cutOver(asked.id, '2026-10-06')
  expect((await given.read(twin.id)).state).toBe('date-set')
  await cutOver(twin.id, '2026-10-12')

  // Of the three that were submitted together the validation and the attempt are charged once, with the first; the one that
  // was rejected pays for that, and for an attempt of its own.
  expect(await given.charges(asked.id)).toEqual([
    ['Validation of 3 numbers from 03 7010 6200', 30],
    ['Port of 2 numbers from 03 7010 6200', 150],
  ])
  expect(await given.charges(twin.id)).toEqual([
    ['Port rejected: 03 7010 6207', 80],
    ['Validation of 03 7010 6207, attempt 2', 30],
    ['Port of 03 7010 6207, attempt 2', 150],
  ])
  const toTheEnd = ['set-date', 'pre-provision', 'start-cut-over', 'complete', 'close']
  expect(await timeline(asked.id)).toEqual([
    'created 0',
    ...['submit', 'lodge', 'ask-validation', 'split', 'confirm-validation', 'pass-on', 'accept', ...toTheEnd].map(
      (step) => `${step} 1`,
    ),
  ])
  const attempt = ['submit', 'lodge', 'ask-validation', 'confirm-validation', 'pass-on', 'accept']
  expect(await timeline(twin.id)).toEqual([
    'split 1',
    'reject 1',
    'changed 1',
    ...[...attempt, ...toTheEnd].map((step) => `${step} 2`),
  ])
  const { attempts } = await given.read(twin.id)
  expect(attempts.map(({ outcome, rejection, numbers }) => [outcome, rejection?.code, numbers])).toEqual([
    ['rejected', '3', ['61370106207']],
    ['completed', undefined, ['61370106207']],
  ])
  for (const number of ['61370106200', '61370106201', '61370106207']) {
    const held = await staff.call(numbersEndpoints.readNumber, { params: { number } })
    expect([held.status, held.accountId]).toEqual(['assigned', given.accountId])
  }
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

test('split after the losing carrier accepted, neither side is charged again; each is cut over on a day of its own', async () => {
  const { api, staff } = given
  api.now = sydney('2026-09-07', '10:00')
  const port = await given.lodged({ kind: 'complex', numbers: ['0370106300', '0370106301'] })
  const params = { portId: port.id }
  const dated = await staff.call(acceptPort, {
    params,
    body: { cutOverAt: sydney('2026-09-21', '10:00').toISOString() },
  })
  const twin = await staff.call(splitPort, { params, body: { numbers: ['61370106301'] } })
  expect(twin).toMatchObject({ state: 'date-set', cutOverAt: dated.cutOverAt, dueOn: '2026-09-21' })
  const moved = { cutOverAt: sydney('2026-09-22', '10:00').toISOString() }
  await staff.call(setPortDate, { params: { portId: twin.id }, body: moved })
  api.now = sydney('2026-09-21', '06:00')
  await movePortsAlong(given.telco.pool, { now: api.now })
  expect([(await given.read(port.id)).state, (await given.read(twin.id)).state]).toEqual([
    'pre-provisioned',
    'date-set',
  ])
  expect((await staff.refusal(splitPort, { params, body: { numbers: ['61370106300'] } })).code).toBe(
    'illegal_transition',
  )
  expect([await dollarsOf(port.id), await dollarsOf(twin.id)]).toEqual([[30, 150], [200]])
})

test('what nobody goes on with expires after 90 days and lets its numbers go; whoever touches it keeps it', async () => {
  const { api, staff, customer, telco } = given
  api.now = sydney('2026-09-07', '10:00')
  const draft = await given.request()
  const touched = await given.request()
  const rejected = await given.lodged()
  await staff.call(rejectPort, { params: { portId: rejected.id }, body: { reason: 'account-mismatch' } })
  api.now = sydney('2026-10-07', '10:00')
  await customer.call(changePort, { params: { portId: touched.id }, body: { remarks: 'Soon.' } })
  api.now = sydney('2026-12-06', '10:00')
  expect((await movePortsAlong(telco.pool, { now: api.now })).expired).toBe(0)
  api.now = sydney('2026-12-06', '11:00')
  expect((await movePortsAlong(telco.pool, { now: api.now })).expired).toBe(2)
  expect(await movePortsAlong(telco.pool, { now: api.now })).toMatchObject({ expired: 0, failures: [] })
  const states = await Promise.all([draft, touched, rejected].map(async ({ id }) => (await given.read(id)).state))
  expect(states).toEqual(['expired', 'draft', 'expired'])
  const seen = await given.read(rejected.id, customer)
  expect([seen.allowedSteps, seen.feesTotal, seen.events.at(-1)?.what]).toEqual([[], '20.00', 'expire'])
  // Its number may be asked for again.
  const { losingCarrier, numbers } = rejected
  const next = await given.request({ losingCarrier, numbers: [...numbers], authorisedOn: '2026-12-01' })
  expect((await staff.call(submitPort, { params: { portId: next.id }, body: {} })).state).toBe('submitted')
})

test('a mobile number in a day: verified, $15, and in service', async () => {
  const { api, staff, customer, telco } = given
  api.now = sydney('2026-09-07', '10:00')
  const asked = await given.request({
    kind: 'mobile',
    numbers: ['0491570156'],
    mobilePayment: 'postpaid',
    receivesSms: true,
  })
  const params = { portId: asked.id }
  const unknown = await customer.refusal(submitPort, { params, body: {} })
  expect(unknown.errors?.map(({ field }) => field)).toEqual(['verification'])
  await staff.call(portPreflightEndpoints.recordPortVerification, { params, body: { method: 'call' } })
  const submitted = await customer.call(submitPort, { params, body: {} })
  expect([submitted.dueOn, await given.charges(asked.id)]).toEqual(['2026-09-07', [['Port of 0491 570 156', 15]]])
  expect((await staff.refusal(askPortValidation, { params, body: {} })).code).toBe('illegal_transition')
  await staff.call(lodgePort, { params, body: {} })
  const passedOn = await staff.call(passOnPort, { params, body: {} })
  expect(passedOn.dueOn).toBe('2026-09-08')
  expect(passedOn.milestones.map(({ milestone }) => milestone)).not.toContain('validated')
  const dated = await staff.call(acceptPort, {
    params,
    body: { cutOverAt: sydney('2026-09-07', '13:00').toISOString() },
  })
  expect([dated.state, dated.dueOn]).toEqual(['date-set', '2026-09-07'])
  api.now = sydney('2026-09-07', '13:00')
  expect((await movePortsAlong(telco.pool, { now: api.now })).provisioned).toBe(1)
  await staff.call(startCutOver, { params, body: {} })
  const done = await staff.call(completePort, { params, body: { withoutTest: true } })
  expect([done.state, done.feesTotal]).toEqual(['completed', '15.00'])
  const held = await staff.call(numbersEndpoints.readNumber, { params: { number: '61491570156' } })
  expect(held.status).toBe('assigned')
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

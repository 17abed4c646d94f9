import { afterAll, beforeAll, expect, test } from 'vitest'
import { portDayEndpoints } from '#contract/port-day.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { acceptPort, preProvisionPort, startCutOver, completePort, rejectPort, submitPort, reversePort } = portsEndpoints
const { readCutOverDay, tickPortCheck, recordPortTestCall, raisePortAlarm, settlePortAlarm } = portDayEndpoints
const { listCutOversOfDay, listPortAlarms } = portDayEndpoints

const CUT_OVER = '2026-09-08T23:30:00.000Z'

/** A port whose numbers are on the account since this morning. */
async function provisioned(asked?: Parameters<PortingTelco['request']>[0]) {
  given.api.now = new Date('2026-09-07T00:00:00Z')
  const { id, numbers } = await given.lodged(asked)
  const params = { portId: id }
  await given.staff.call(acceptPort, { params, body: { cutOverAt: CUT_OVER } })
  await given.staff.call(preProvisionPort, { params, body: {} })
  given.api.now = new Date('2026-09-08T23:40:00Z')
  return { params, number: numbers[0] ?? '' }
}

test('the checklist is ticked by the desk and the customer, each with their words; a tick can be taken off', async () => {
  const { staff, customer } = given
  const { params } = await provisioned()
  const day = await staff.call(readCutOverDay, { params })
  expect(day.checks.map(({ item, phase, mayTick }) => [phase, item, mayTick])).toEqual([
    ['before', 'phones-registered', true],
    ['before', 'forwarding-set', true],
    ['before', 'diversion-removed', true],
    ['before', 'old-service-kept', true],
    ['before', 'contact-reached', true],
    ['during', 'calls-watched', true],
    ['after', 'test-call-in', false],
    ['after', 'test-call-out', false],
    ['after', 'caller-number-right', false],
    ['after', 'emergency-address', false],
    ['after', 'old-service-may-end', false],
    ['after', 'nothing-open', false],
  ])
  expect(day).toMatchObject({ progress: { done: 0, total: 12 }, contact: { name: 'Mia Marlow' }, mayTestCall: false })
  await customer.call(tickPortCheck, { params, body: { item: 'phones-registered', note: 'All four.' } })
  await staff.call(tickPortCheck, { params, body: { item: 'contact-reached' } })
  const own = await customer.call(readCutOverDay, { params })
  expect(own.checks.map(({ item }) => item)).not.toContain('contact-reached')
  expect(own.checks[0]).toMatchObject({
    title: 'Your phones are registered',
    done: { by: 'Mia Marlow', isCustomer: true, note: 'All four.', at: '2026-09-08T23:40:00.000Z' },
  })
  const taken = await staff.call(tickPortCheck, { params, body: { item: 'phones-registered', isDone: false } })
  expect(taken.progress).toEqual({ done: 1, total: 12 })
  const early = await staff.refusal(tickPortCheck, { params, body: { item: 'test-call-in' } })
  expect(early).toMatchObject({
    code: 'illegal_transition',
    detail: expect.stringContaining('once the cut-over has begun'),
  })
  expect((await customer.refusal(tickPortCheck, { params, body: { item: 'contact-reached' } })).code).toBe(
    'invalid_value',
  )
  expect((await staff.refusal(tickPortCheck, { params, body: { item: 'trunk-ready' } })).code).toBe('invalid_value')
})

test('every try of a call is written down; completing without a good one that came in is asked for once more', async () => {
  const { staff, customer } = given
  const { params, number } = await provisioned()
  const call = { number, direction: 'in', result: 'good' } as const
  expect((await staff.refusal(recordPortTestCall, { params, body: call })).code).toBe('illegal_transition')
  await staff.call(startCutOver, { params, body: {} })
  for (const [body, field] of [
    [{ ...call, number: '61370109999' }, 'number'],
    [{ ...call, result: 'failed' }, 'heard'],
  ] as const) {
    const { code, errors } = await staff.refusal(recordPortTestCall, { params, body })
    expect([code, errors?.[0]?.field]).toEqual(['invalid_value', field])
  }
  const failed = await customer.call(recordPortTestCall, {
    params,
    body: { ...call, result: 'failed', heard: 'Not in service' },
  })
  expect(failed).toMatchObject({ isTried: false, advice: expect.stringContaining('try from another network') })
  const untried = await staff.refusal(completePort, { params, body: {} })
  expect([untried.code, untried.errors?.[0]?.field]).toEqual(['confirmation_needed', 'withoutTest'])
  expect((await given.read(params.portId)).state).toBe('cutting-over')
  const good = await customer.call(recordPortTestCall, { params, body: call })
  expect(good).toMatchObject({ isTried: true, advice: null })
  expect(good.testCalls.map(({ result, heard, by }) => [result, heard, by])).toEqual([
    ['failed', 'Not in service', 'Mia Marlow'],
    ['good', '', 'Mia Marlow'],
  ])
  expect(good.checks.find(({ item }) => item === 'test-call-in')?.done?.by).toBe('Mia Marlow')
  const done = await staff.call(completePort, { params, body: {} })
  expect(
    done.events.filter(({ what }) => what === 'note').map(({ words }) => words.replace(/\d{4} \d{4}/, '…')),
  ).toEqual(['Test call to 03 …: failed. Heard: Not in service', 'Test call to 03 …: good.'])
})

test('a 1300 number has its answer point to reach, and makes no calls', async () => {
  const { staff } = given
  const { params, number } = await provisioned({
    kind: 'special',
    numbers: ['1300975701'],
    lineType: 'inbound',
    destination: '03 7010 1234',
  })
  await staff.call(startCutOver, { params, body: {} })
  const items = (await staff.call(readCutOverDay, { params })).checks.map(({ item }) => item)
  expect(items).toContain('answer-point-reached')
  expect(items).not.toContain('test-call-out')
  const out = { number, direction: 'out', result: 'good' } as const
  expect((await staff.refusal(recordPortTestCall, { params, body: out })).errors?.[0]?.field).toBe('direction')
  const { checks } = await staff.call(recordPortTestCall, { params, body: { ...out, direction: 'in' } })
  expect(checks.filter(({ done }) => done !== null).map(({ item }) => item)).toEqual(['answer-point-reached'])
})

test('what is badly wrong warns staff until one of them has settled it, or the numbers are returned', async () => {
  const { staff, customer } = given
  const { params } = await provisioned()
  const words = 'Every call rings at a stranger’s.'
  expect((await customer.refusal(raisePortAlarm, { params, body: { words } })).code).toBe('illegal_transition')
  await staff.call(startCutOver, { params, body: {} })
  await staff.call(completePort, { params, body: { withoutTest: true } })
  const day = await customer.call(raisePortAlarm, { params, body: { words } })
  expect(day.alarms).toMatchObject([{ words, by: 'Mia Marlow', settledAt: null }])
  expect((await staff.call(listPortAlarms)).items).toMatchObject([{ portId: params.portId, words }])
  expect((await customer.refusal(settlePortAlarm, { params, body: {} })).code).toBe('forbidden')
  const settled = await staff.call(settlePortAlarm, { params, body: { words: 'A wrong route; it is put right.' } })
  expect(settled.alarms).toMatchObject([{ settledBy: 'Sam Example' }])
  expect((await staff.call(listPortAlarms)).items).toEqual([])
  await customer.call(raisePortAlarm, { params, body: { words: 'Again.' } })
  await staff.call(reversePort, { params, body: { reason: 'It cannot be put right.' } })
  expect((await staff.call(listPortAlarms)).items).toEqual([])
  expect((await customer.call(readCutOverDay, { params })).checks).toEqual([])
})

test('the day of all cut-overs, in the order of the hour; a next attempt begins its checklist anew', async () => {
  const { staff, customer } = given
  given.api.now = new Date('2026-09-09T00:00:00Z')
  const { id } = await given.lodged()
  const params = { portId: id }
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-09T23:00:00.000Z' } })
  await staff.call(tickPortCheck, { params, body: { item: 'old-service-kept' } })
  const { date, items } = await staff.call(listCutOversOfDay, { query: { date: '2026-09-10' } })
  expect(date).toBe('2026-09-10')
  expect(items).toMatchObject([{ port: { id, state: 'date-set' }, progress: { done: 1, total: 12 }, isTried: false }])
  expect((await staff.call(listCutOversOfDay)).items.length).toBeGreaterThan(2)
  expect((await customer.refusal(listCutOversOfDay)).code).toBe('forbidden')
  await staff.call(rejectPort, { params, body: { reason: 'name-mismatch' } })
  await staff.call(submitPort, { params, body: {} })
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.passOnPort, { params, body: {} })
  await staff.call(acceptPort, { params, body: {} })
  expect((await staff.call(readCutOverDay, { params })).progress.done).toBe(0)
})

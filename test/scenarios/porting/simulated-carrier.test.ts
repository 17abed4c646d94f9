import { afterAll, beforeAll, expect, test } from 'vitest'
import { carrierOrdersEndpoints } from '#contract/carrier-orders.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { systemActor } from '#domain/access/actor.ts'
import { perform } from '#operations/operation.ts'
import { askCarriers, takeResponse } from '#operations/porting/ask-carriers.ts'
import { addSimulatedCarrier } from '#operations/porting/keep-carriers.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
let carrierId: number
beforeAll(async () => {
  given = await createPortingTelco()
  const request = { actor: systemActor(given.telco.resellerId), now: given.api.now, origin: 'test' }
  const input = { name: 'Simulated Carrier', isDefault: true }
  carrierId = await perform(given.telco.pool, addSimulatedCarrier, { ...request, input }, (id) => id)
})
afterAll(() => given.drop())

const TEN_MINUTES = 600_000

/** Lets the timetable run until then, every ten minutes. */
async function runUntil(until: Date, everyMs = TEN_MINUTES): Promise<void> {
  const { pool } = given.telco
  for (let at = given.api.now.getTime(); at <= until.getTime(); at += everyMs) {
    const now = new Date(at)
    expect((await askCarriers(pool, { now })).failures).toEqual([])
    await movePortsAlong(pool, { now })
  }
  given.api.now = until
}

test('simple ports run to their end by themselves, rejected ones wait to be mended, and nothing happens twice', async () => {
  const { staff, telco } = given
  const ids: string[] = []
  for (let index = 0; index < 8; index++) {
    const { id } = await given.request()
    await staff.call(portsEndpoints.submitPort, { params: { portId: id }, body: {} })
    ids.push(id)
  }
  await runUntil(new Date('2026-09-07T05:00:00Z'))
  const [first = ''] = ids
  const lodged = await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params: { portId: first } })
  expect(lodged).toMatchObject({
    upstream: { name: 'Simulated Carrier', way: 'simulator' },
    reference: `SIM-${first}-1`,
  })
  await runUntil(new Date('2026-09-22T00:00:00Z'), 6 * TEN_MINUTES)
  const ports = await Promise.all(ids.map((id) => given.read(id)))
  const states = ports.map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['closed', 'rejected']))
  expect(states.filter((state) => state === 'closed').length).toBeGreaterThan(4)
  for (const { events, state, toMend } of ports) {
    const steps = events.map(({ what }) => what)
    expect(new Set(steps).size).toBe(steps.filter((what) => what !== 'note').length)
    expect(toMend !== null).toBe(state === 'rejected')
  }
  expect((await verifyLedger(telco.pool)).checks.filter(({ findings }) => findings.length > 0)).toEqual([])
})

test('an answer that is taken again changes nothing; after a crash between two answers the second is taken', async () => {
  const { staff, telco, api } = given
  const port = await given.lodged()
  const other = await given.lodged()
  const portId = Number(port.id)
  const answer = {
    step: 'accept' as const,
    reference: null,
    cutOverAt: null,
    reason: null,
    code: '',
    words: '',
    validations: [],
  }
  const input = { portId, carrierId, response: { key: 'attempt 1 accepted', answer } }
  const request = { actor: systemActor(telco.resellerId), now: api.now, origin: 'timetable', input }
  const take = (more: object = {}) => perform(telco.pool, takeResponse, { ...request, ...more }, (isNew) => isNew)
  // It died before it was committed: nothing of it is there.
  await take({ dryRun: true })
  expect((await given.read(port.id)).state).toBe('with-losing-carrier')
  expect(await take()).toBe(true)
  expect(await take()).toBe(false)
  const { state, events } = await given.read(port.id)
  expect([state, events.filter(({ what }) => what === 'accept').length]).toEqual(['accepted', 1])
  expect(await take({ input: { ...input, portId: Number(other.id) } })).toBe(true)
  expect((await given.read(other.id)).state).toBe('accepted')
  await staff.call(portsEndpoints.withdrawPort, { params: { portId: port.id }, body: { reason: 'Enough.' } })
})

test('what cannot be taken is on the timeline for staff, once, and is tried again', async () => {
  const { staff, telco, customer } = given
  const { id } = await given.lodged()
  // Nobody can put a number in service without saying what it becomes: the carrier completes it nevertheless.
  await runUntilState(id, 'cutting-over')
  await telco.pool.query('UPDATE ports SET number_plan_id = NULL WHERE id = $1', [id])
  const later = new Date(given.api.now.getTime() + 6 * 3_600_000)
  const failed = await askCarriers(telco.pool, { now: later })
  expect(failed.failures).toMatchObject([{ portId: Number(id) }])
  await askCarriers(telco.pool, { now: later })
  const port = await given.read(id)
  expect(port.events.filter(({ what }) => what === 'note').map(({ staffWords }) => staffWords)).toEqual([
    'What the carrier says could not be taken, and is tried again: Say what the numbers become first.',
  ])
  expect((await given.read(id, customer)).events.filter(({ what }) => what === 'note')).toEqual([])
  const order = await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params: { portId: id } })
  expect(order.failure).toBe('Say what the numbers become first.')
  await telco.pool.query('UPDATE ports SET number_plan_id = (SELECT max(number_plan_id) FROM ports) WHERE id = $1', [
    id,
  ])
  expect(await askCarriers(telco.pool, { now: later })).toMatchObject({ taken: 1, failures: [] })
  expect((await given.read(id)).state).toBe('completed')
  const after = await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params: { portId: id } })
  expect(after.failure).toBeNull()
})

/** Moves the clock on by hours until a port is there; one that is rejected is submitted again. */
async function runUntilState(portId: string, state: string): Promise<void> {
  for (let steps = 0; steps < 2000; steps++) {
    const port = await given.read(portId)
    if (port.state === state) return
    if (port.state === 'rejected') {
      await given.staff.call(portsEndpoints.submitPort, { params: { portId }, body: {} })
    }
    given.api.now = new Date(given.api.now.getTime() + 3_600_000)
    await askCarriers(given.telco.pool, { now: given.api.now })
    await movePortsAlong(given.telco.pool, { now: given.api.now })
  }
  throw new Error(`port ${portId} never came to ${state}`)
}

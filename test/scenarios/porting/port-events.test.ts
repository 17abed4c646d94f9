import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portDayEndpoints } from '#contract/port-day.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { EVENT_TYPES } from '#domain/notifications/event-types.ts'
import { PORT_STATES } from '#domain/porting/port-state.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { acceptPort, rejectPort, setPortDate, splitPort, withdrawPort, preProvisionPort, startCutOver } = portsEndpoints
const { completePort, reversePort } = portsEndpoints

/** Takes ports through everything that can come of one, and gives back the last event of each type. */
async function everything(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { staff, customer, api, telco } = given
  const numbers = [given.foreignNumber(), given.foreignNumber(), given.foreignNumber()]
  const complex = await given.lodged({ kind: 'complex', numbers })
  const ofComplex = { portId: complex.id }
  await staff.call(splitPort, { params: ofComplex, body: { numbers: numbers.slice(2), reason: 'It waits.' } })
  await staff.call(acceptPort, { params: ofComplex, body: {} })
  for (const cutOverAt of ['2026-09-22T00:00:00.000Z', '2026-09-23T00:00:00.000Z'])
    await staff.call(setPortDate, { params: ofComplex, body: { cutOverAt, chargeFee: false } })
  await staff.call(withdrawPort, { params: ofComplex, body: { reason: 'They stay.', chargeFee: false } })

  const rejected = await given.lodged()
  await staff.call(rejectPort, { params: { portId: rejected.id }, body: { reason: 'name-mismatch' } })

  const [returned, closed] = [await given.lodged(), await given.lodged()]
  for (const { id, numbers: moved } of [returned, closed]) {
    const params = { portId: id }
    api.now = new Date('2026-09-07T00:00:00Z')
    await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-08T00:00:00.000Z' } })
    await staff.call(preProvisionPort, { params, body: {} })
    await staff.call(startCutOver, { params, body: {} })
    const [number = ''] = moved
    await customer.call(portDayEndpoints.recordPortTestCall, {
      params,
      body: { number, direction: 'in', result: 'good' },
    })
    await staff.call(completePort, { params, body: { customerWords: 'It rings.' } })
    await customer.call(portDayEndpoints.raisePortAlarm, { params, body: { words: 'No fax comes.' } })
  }
  await staff.call(reversePort, { params: { portId: returned.id }, body: { reason: 'No fax.', chargeFee: false } })
  for (const day of ['2026-09-08', '2026-11-30', '2026-12-07'])
    await movePortsAlong(telco.pool, { now: new Date(`${day}T00:00:00Z`) })
  const { rows } = await telco.pool.query<{ type: string; payload: Record<string, unknown> }>(
    `SELECT type, payload FROM events WHERE type LIKE 'port.%' ORDER BY id`,
  )
  return new Map(rows.map(({ type, payload }) => [type, payload]))
}

test('every event of a port says which, and what its guide says it says', async () => {
  const events = await everything()
  const steps = PORT_STATES.filter((state) => state !== 'draft')
  const known = [...steps, 'expires-soon', 'split', 'tested', 'urgent'].map((word) => `port.${word}`)
  expect([...events.keys()].toSorted()).toEqual(known.toSorted())
  expect(Object.keys(EVENT_TYPES)).toEqual(expect.arrayContaining(known))
  const guide = await readFile(new URL('../../../docs/guides/the-api.md', import.meta.url), 'utf8')
  for (const payload of events.values()) {
    expect(Object.keys(payload)).toEqual(expect.arrayContaining(['portId', 'attempt', 'numbers']))
    expect(JSON.stringify(payload)).not.toContain('staffWords')
  }
  for (const [type, fields] of [
    ['port.accepted', ['hasDate']],
    ['port.date-set', ['cutOverAt', 'outOfHours', 'cutOverWas']],
    ['port.rejected', ['reason', 'customerText', 'fix']],
    ['port.completed', ['returnUntil', 'firstMonth', 'words']],
    ['port.reversed', ['givenBack']],
    ['port.withdrawn', ['reason']],
    ['port.split', ['newPortId']],
    ['port.expires-soon', ['expiresAt']],
    ['port.tested', ['number', 'direction', 'result', 'heard']],
    ['port.urgent', ['words']],
  ] as const) {
    expect(Object.keys(events.get(type) ?? {})).toEqual(expect.arrayContaining([...fields]))
    for (const field of fields) expect(guide).toContain(`\`${field}\``)
  }
})

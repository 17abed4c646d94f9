import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarsEndpoints } from '#contract/calendars.ts'
import type { Actor } from '#domain/access/actor.ts'
import { PORT_KINDS, type PortKind } from '#domain/porting/port-kind.ts'
import { ASKED_STEP_NAMES, PORT_STATES } from '#domain/porting/port-state.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { loadCalendars } from '#operations/porting/desk.ts'
import { readForActor } from '#operations/read.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { histories, type PortRequested } from '../../support/port-acts.ts'
import { PortHistory } from '../../support/port-history.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

const MONDAY = new Date('2026-09-07T00:00:00Z')

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

/** The losing carrier is in another zone, never works on Wednesdays, and is closed for some days. */
async function giveCarrierItsCalendar(): Promise<ReadonlyMap<PortKind, PortCalendars>> {
  const { telco, api } = given
  const { rows } = await telco.pool.query<{ id: number }>(
    `INSERT INTO carriers (reseller_id, name, is_upstream) VALUES ($1, 'Example Telecom', false) RETURNING id`,
    [telco.resellerId],
  )
  await api.as({ role: 'admin' }).call(calendarsEndpoints.createCalendar, {
    body: {
      kind: null,
      carrierId: String(there(rows[0]).id),
      name: 'Example Telecom',
      timeZone: 'Australia/Perth',
      weekdays: [1, 2, 4, 5],
      opensAt: '08:00',
      closesAt: '16:00',
      holidays: { nationalOnly: false, states: ['WA'] },
      closedDays: [{ date: '2026-09-14', until: '2026-09-17', name: 'Moving house' }],
    },
  })
  const actor: Actor = { kind: 'user', id: 1, name: 'Robin Example', role: 'support', resellerId: telco.resellerId }
  return readForActor(telco.pool, actor, async (db) => {
    const found = new Map<PortKind, PortCalendars>()
    for (const kind of PORT_KINDS)
      found.set(kind, await loadCalendars(db, { kind, losingCarrier: 'example TELECOM' }, MONDAY))
    return found
  })
}

test('from any history ports are lawful: no illegal state, charged once, due on business days, a number in one port', async () => {
  const { telco, api } = given
  const stage = { given, calendars: await giveCarrierItsCalendar(), reached: new Set<string>() }
  let no = 0
  await fc.assert(
    fc.asyncProperty(histories, async (acts) => {
      api.now = MONDAY
      const { rows } = await telco.pool.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM ports')
      const kind = no % 2 === 0 ? 'complex' : 'simple'
      const first: PortRequested = { act: 'request', kind, from: 0, count: 4, who: 'staff' }
      await new PortHistory(stage, no++, there(rows[0]).id).tell([first, ...acts])
    }),
    // A history goes on from what those before left in the database: a shorter one is another one.
    { numRuns: 16, seed: 20_261_123, endOnFailure: true },
  )
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
  const wanted = [...PORT_STATES, ...ASKED_STEP_NAMES.filter((step) => step !== 'close'), ...PORT_KINDS]
  const byItself = ['pre-provision', 'close', 'expire'].map((step) => `${step} by itself`)
  expect([...wanted, ...byItself, 'split'].filter((each) => !stage.reached.has(each))).toEqual([])
})

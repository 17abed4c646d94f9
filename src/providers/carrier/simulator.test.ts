import { expect, test } from 'vitest'
import { planAnswer } from '#domain/porting/carrier-answer.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { PORT_STEPS, type PortState } from '#domain/porting/port-state.ts'
import { isProblem } from '#domain/problem.ts'
import { isOpenAt, type BusinessCalendar } from '#domain/time/business-days.ts'
import type { CarrierOrder, CarrierProvider } from './carrier-provider.ts'
import { createSimulator } from './simulator.ts'

const DESK: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 8 * 60,
  closesAt: 17 * 60,
  holidayDates: new Set(['2026-12-25', '2026-12-28']),
  closedDates: new Set(),
}
const CALENDARS = { desk: DESK, carrier: DESK }
const SUBMITTED = new Date('2026-11-23T00:00:00Z')
const HOUR_MS = 3_600_000

interface Told {
  readonly key: string
  readonly step: string
  readonly at: Date
  readonly code: string
}

/** Asks every so often until the order is rejected, accepted or done; the answers with when they came. */
async function ask(carrier: CarrierProvider, kind: PortKind, portId: number, everyMs: number, attempt = 1) {
  const order = {
    portId,
    attempt,
    kind,
    state: 'lodged' as PortState,
    stateSince: SUBMITTED,
    lodgedAt: SUBMITTED,
    decidedAt: null as Date | null,
    cutOverAt: null as Date | null,
    numbers: ['61370105000'],
  } satisfies CarrierOrder
  const told: Told[] = []
  for (let ms = SUBMITTED.getTime(); ms < SUBMITTED.getTime() + 60 * 24 * HOUR_MS; ms += everyMs) {
    const now = new Date(ms)
    const response = await carrier.nextResponse(order, now)
    if (response === undefined) continue
    const { key, answer } = response
    const plan = planAnswer({ id: portId, carrierReference: '', ...order }, answer, { now, calendars: CALENDARS })
    if (isProblem(plan)) throw new Error(`${key}: ${plan.message}`)
    told.push({ key, step: answer.step, at: now, code: answer.code })
    order.state = PORT_STEPS[answer.step].to
    order.stateSince = now
    if (answer.step === 'accept') order.decidedAt = now
    order.cutOverAt = plan.cutOverAt
    if (order.state === 'rejected' || order.state === 'accepted') break
  }
  return told
}

test('the same seed, order and attempt say the same at the same instants; another seed or attempt does not', async () => {
  const tell = (seed: number, attempt = 1) => ask(createSimulator(seed, CALENDARS), 'simple', 412, HOUR_MS / 6, attempt)
  expect(await tell(7)).toEqual(await tell(7))
  expect((await tell(7)).length).toBeGreaterThan(1)
  expect(await tell(8)).not.toEqual(await tell(7))
  expect(await tell(7, 2)).not.toEqual(await tell(7))
})

test('who asks seldom gets the same answers, later', async () => {
  const carrier = createSimulator(3, CALENDARS)
  for (let portId = 1; portId <= 10; portId++) {
    const often = await ask(carrier, 'simple', portId, HOUR_MS / 6)
    const seldom = await ask(carrier, 'simple', portId, 5 * HOUR_MS)
    expect(seldom.map(({ key }) => key)).toEqual(often.map(({ key }) => key))
  }
})

test('about 15 of 100 first attempts are rejected, in every kind; what was mended less often', async () => {
  const carrier = createSimulator(1, CALENDARS)
  const share = async (kind: PortKind, attempt: number): Promise<number> => {
    let rejected = 0
    for (let portId = 1; portId <= 150; portId++) {
      const told = await ask(carrier, kind, portId, 12 * HOUR_MS, attempt)
      if (told.at(-1)?.step === 'reject') rejected++
    }
    return rejected / 150
  }
  for (const kind of ['simple', 'special', 'mobile', 'complex'] as const) {
    const first = await share(kind, 1)
    expect(first).toBeGreaterThan(0.08)
    expect(first).toBeLessThan(0.22)
  }
  expect(await share('simple', 2)).toBeLessThan(0.09)
})

test('it answers while its desk works, mobiles within the day and complex ones after a week at least', async () => {
  const carrier = createSimulator(5, CALENDARS)
  const days = async (kind: PortKind): Promise<readonly number[]> => {
    const found: number[] = []
    for (let portId = 1; portId <= 12; portId++) {
      const told = await ask(carrier, kind, portId, HOUR_MS / 2)
      for (const { at } of told) expect(isOpenAt(DESK, at.getTime() - HOUR_MS / 2)).toBe(true)
      found.push(((told.at(-1)?.at.getTime() ?? 0) - SUBMITTED.getTime()) / (24 * HOUR_MS))
    }
    return found
  }
  expect(Math.max(...(await days('mobile')))).toBeLessThan(1)
  expect(Math.min(...(await days('complex')))).toBeGreaterThan(7)
  const simple = await days('simple')
  expect(simple.filter((count) => count < 3).length).toBeGreaterThan(8)
})

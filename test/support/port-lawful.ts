import assert from 'node:assert/strict'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { ON_THE_WAY, takePortStep, type PortState, type PortStep } from '#domain/porting/port-state.ts'
import { turnOf, type PortCalendars } from '#domain/porting/which-calendar.ts'
import { isBusinessDay } from '#domain/time/business-days.ts'
import type { World, WorldPort } from './port-world.ts'
import { there } from './there.ts'

const HOUR_MS = 3_600_000
const MOVING: readonly PortState[] = ON_THE_WAY
/** A number is kept for its port in these. */
const KEPT: readonly PortState[] = [...ON_THE_WAY, 'rejected', 'pre-provisioned', 'cutting-over']

/** What holds of ports whatever was done before, but for what they were charged. */
export function checkLawful(world: World, accountId: number, calendars: ReadonlyMap<PortKind, PortCalendars>): void {
  const { ports } = world
  for (const port of ports) {
    const isKept = KEPT.includes(port.state)
    assert.deepEqual(
      port.open,
      port.numbers.map(() => isKept),
      `numbers of a port that is ${port.state} are ${isKept ? '' : 'not '}on their way`,
    )
    checkDue(port, there(calendars.get(port.kind)))
  }
  const onTheWay = ports.flatMap(({ numbers, open }) => numbers.filter((_, index) => open[index]))
  assert.equal(new Set(onTheWay).size, onTheWay.length, 'a number is in one open port')
  checkInventory(world, accountId)
}

/** On the account exactly from the morning of the cut-over on. */
function checkInventory({ ports, inventory }: World, accountId: number): void {
  const known = new Map(inventory.map((one) => [one.number, one]))
  for (const number of new Set(ports.flatMap(({ numbers }) => numbers))) {
    const states = ports.filter((port) => port.numbers.includes(number)).map(({ state }) => state)
    const isComing = states.some((state) => state === 'pre-provisioned' || state === 'cutting-over')
    const isHere = states.some((state) => state === 'completed' || state === 'closed')
    const { status = 'nowhere', accountId: holder = null } = known.get(number) ?? {}
    const words = `${number} is ${status}, its ports are ${states.join(', ')}`
    assert.equal(holder, isComing || isHere ? accountId : null, words)
    const lawful = isComing ? ['porting'] : isHere ? ['assigned'] : ['nowhere', 'retired']
    assert.ok(lawful.includes(status), words)
  }
}

/** Due on a business day of whoever is to do it; what has a clock of its own, by that. */
function checkDue(port: WorldPort, calendars: PortCalendars): void {
  const { state, dueOn, dueAt, stateSince, cutOverAt, outOfHours, returnUntil } = port
  const since = Date.parse(stateSince)
  const at = dueAt === null ? null : Date.parse(dueAt)
  const words = `port ${port.id}, ${state}, is due on ${dueOn ?? 'no day'}`
  if (state === 'cutting-over') assert.equal(at, since + 2 * HOUR_MS, words)
  else if (state === 'completed') {
    assert.equal(at, since + 4 * HOUR_MS, words)
    assert.equal(Date.parse(there(returnUntil)), at, words)
  } else if (state === 'date-set' || state === 'pre-provisioned') {
    assert.equal(at, Date.parse(there(cutOverAt)), words)
    for (const calendar of [calendars.desk, calendars.carrier])
      assert.ok(outOfHours || isBusinessDay(calendar, there(dueOn)), words)
  } else if (MOVING.includes(state)) {
    assert.ok(isBusinessDay(calendars[turnOf(state)], there(dueOn)), words)
    // An answer counts from the day it was asked for, however late somebody noted that it was passed on.
    assert.ok(state === 'with-losing-carrier' || there(at) > since, words)
  } else assert.deepEqual([dueOn, dueAt], [null, null], words)
}

/** A line of a timeline that led somewhere. */
export interface ToldStep {
  readonly portId: number
  readonly what: string
  readonly state: PortState
}

/** The timeline of each port tells a way through the declared machine, and ends where the port stands. */
export function checkTimelines(ports: readonly WorldPort[], told: readonly ToldStep[]): void {
  for (const { id, kind, state, splitFrom } of ports) {
    const own = told.filter(({ portId }) => portId === id)
    const [first, ...rest] = own
    if (splitFrom === null) assert.deepEqual([first?.what, first?.state], ['created', 'draft'])
    // One that was split off begins on the timeline of the other.
    let from = splitFrom === null ? 'draft' : undefined
    for (const step of splitFrom === null ? rest : own) {
      const before = from as PortState | undefined
      if (before !== undefined)
        assert.equal(takePortStep(id, { kind, state: before }, step.what as PortStep), step.state)
      from = step.state
    }
    if (from !== undefined) assert.equal(from, state)
  }
}

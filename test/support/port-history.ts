import assert from 'node:assert/strict'
import type { z } from 'zod'
import { portsEndpoints } from '#contract/ports.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { ON_THE_WAY, PORT_STEPS, stepsOf, type AskedStep, type PortState } from '#domain/porting/port-state.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import type { TestClient } from './api.ts'
import { PortAccounts } from './port-accounts.ts'
import { onwardStep, type Aim, type PortAct, type PortRequested, type Who } from './port-acts.ts'
import { checkLawful, checkTimelines, type ToldStep } from './port-lawful.ts'
import { readWorld, type World, type WorldPort } from './port-world.ts'
import type { PortingTelco } from './porting.ts'
import { there } from './there.ts'

const HOUR_MS = 3_600_000
const MOVING: readonly PortState[] = ON_THE_WAY

/** Which steps time takes by itself, by the state they lead from. */
const BY_ITSELF = { 'date-set': 'pre-provision', completed: 'close', draft: 'expire', rejected: 'expire' } as const

/** What all histories of a test share. */
interface Stage {
  readonly given: PortingTelco
  readonly calendars: ReadonlyMap<PortKind, PortCalendars>
  /** What was reached and done in any of them: what never is is not proven. */
  readonly reached: Set<string>
}

/** One history of ports on a real database, over the API, each step of it looked at before and after. */
export class PortHistory {
  readonly #stage: Stage
  readonly #no: number
  readonly #afterId: number
  readonly #accounts = new PortAccounts()
  readonly #clients: Readonly<Record<Who, TestClient>>
  #world: World = { ports: [], inventory: [], charges: [], lines: [] }

  /** @param no of the history: each has numbers of its own. `afterId`: the last port there is already. */
  constructor(stage: Stage, no: number, afterId: number) {
    this.#stage = stage
    this.#no = no
    this.#afterId = afterId
    const { api, accountId } = stage.given
    this.#clients = {
      staff: api.as({ role: 'support' }),
      customer: api.as({ role: 'customer-admin', accountId: Number(accountId) }),
      billing: api.as({ role: 'billing' }),
    }
  }

  /** Does all of it, and throws where anything is not as it must be. */
  async tell(acts: readonly PortAct[]): Promise<void> {
    const { given, calendars, reached } = this.#stage
    this.#world = await this.#read()
    for (const act of acts) {
      given.api.now = new Date(given.api.now.getTime() + 7 * 60_000)
      this.#world = await this.#act(act, this.#world)
      for (const { state } of this.#world.ports) reached.add(state)
      checkLawful(this.#world, Number(given.accountId), calendars)
      assert.deepEqual(this.#world.charges.toSorted(), this.#accounts.expected.toSorted())
    }
    const { rows } = await given.telco.pool.query<ToldStep>(
      `SELECT port_id AS "portId", what, state FROM port_events WHERE port_id > $1 AND state IS NOT NULL ORDER BY id`,
      [this.#afterId],
    )
    checkTimelines(this.#world.ports, rows)
  }

  #read(): Promise<World> {
    return readWorld(this.#stage.given, this.#afterId)
  }

  #act(act: PortAct, before: World): Promise<World> {
    if (act.act === 'request') return this.#request(act, before)
    if (act.act === 'wait') return this.#wait(act.hours, before)
    const port = before.ports[act.port % Math.max(1, before.ports.length)]
    if (port === undefined) return Promise.resolve(before)
    if (act.act === 'split') return this.#split(port, act.cut, before)
    return act.act === 'step' ? this.#step(port, act.step, act, before) : this.#onward(port, act, before)
  }

  async #request({ kind, from, count, who }: PortRequested, before: World): Promise<World> {
    const { given } = this.#stage
    const client = this.#clients[who]
    if (who === 'billing') {
      assert.equal((await client.post(`/accounts/${given.accountId}/ports`, { kind })).status, 403)
      return this.#unchanged(before)
    }
    const authorisedOn = new Date(given.api.now.getTime() - 24 * HOUR_MS).toISOString().slice(0, 10)
    const { id } = await given.request({ kind, authorisedOn, ...this.#asked(kind, from, count) }, client)
    const after = await this.#read()
    const made = after.ports.find((port) => port.id === Number(id))
    assert.deepEqual([made?.state, made?.attempt, made?.dueOn], ['draft', 0, null])
    return after
  }

  /** Numbers that other requests of the same history may ask for, too. */
  #asked(kind: PortKind, from: number, count: number): Partial<z.input<typeof portsEndpoints.requestPort.body>> {
    const geographic = (nth: number): string => String(61_370_110_000 + this.#no * 10 + (nth % 8))
    const nth = this.#no * 2 + (from % 2)
    const three = String(nth).padStart(3, '0')
    if (kind === 'special') return { numbers: [`13009757${three.slice(-2)}`], destination: '0370101234' }
    if (kind === 'mobile') return { numbers: [`61491570${three}`], mobilePayment: 'postpaid', receivesSms: true }
    if (kind === 'simple') return { numbers: [geographic(from)] }
    return { numbers: Array.from({ length: count }, (_, index) => geographic(from + index)) }
  }

  async #wait(hours: number, before: World): Promise<World> {
    const { api, telco } = this.#stage.given
    api.now = new Date(api.now.getTime() + hours * HOUR_MS)
    await movePortsAlong(telco.pool, { now: api.now })
    const after = await this.#read()
    for (const [index, port] of before.ports.entries()) {
      const { state } = there(after.ports[index])
      if (state === port.state) continue
      const step = there(BY_ITSELF[port.state as keyof typeof BY_ITSELF])
      assert.equal(state, PORT_STEPS[step].to)
      const from = { 'pre-provision': port.provisionAt, close: port.returnUntil, expire: port.changedAt }[step]
      const waits = step === 'expire' ? 90 * 24 * HOUR_MS : 0
      assert.ok(Date.parse(there(from)) + waits <= api.now.getTime(), `${step} came by itself too early`)
      this.#stage.reached.add(`${step} by itself`)
    }
    assert.deepEqual(after.charges, before.charges)
    return after
  }

  async #split(port: WorldPort, cut: number, before: World): Promise<World> {
    const numbers = port.numbers.slice(0, cut)
    const answer = await this.#clients.staff.post(`/ports/${port.id}/split`, { numbers })
    const isAllowed = MOVING.includes(port.state) && numbers.length < port.numbers.length
    assert.equal(answer.status < 400, isAllowed, answer.text)
    if (!isAllowed) return this.#unchanged(before)
    const after = await this.#read()
    const twin = there(after.ports.find(({ id }) => !before.ports.some((known) => known.id === id)))
    const own = { id: twin.id, numbers, open: numbers.map(() => true), splitFrom: port.id, changedAt: twin.changedAt }
    assert.deepEqual(twin, { ...port, ...own })
    assert.deepEqual(after.charges, before.charges)
    this.#accounts.split(port, twin.id)
    this.#stage.reached.add('split')
    return after
  }

  async #onward(port: WorldPort, aim: Aim, before: World): Promise<World> {
    const { state, kind, provisionAt } = port
    const step = onwardStep(port, aim.days)
    if (step === undefined) return before
    if (state === 'rejected' && aim.days % 5 === 1) return this.#wait(24 * 91, before)
    // Mostly the day is waited for, and time does what comes by itself.
    const hours = provisionAt === null ? 0 : (Date.parse(provisionAt) - this.#stage.given.api.now.getTime()) / HOUR_MS
    if (state === 'date-set' && hours > 0 && aim.days % 4 > 0) return this.#wait(hours + 0.1, before)
    if (step === 'close') return this.#wait(aim.days > 15 ? 4 : 0.5, before)
    if (step === 'submit' && kind === 'mobile' && aim.days > 5) {
      await this.#verify(port)
      return this.#step(port, step, aim, await this.#read())
    }
    return this.#step(port, step, aim, before)
  }

  /** Makes sure that a mobile number is whose it is said to be, for the attempt to come. */
  async #verify({ id }: WorldPort): Promise<void> {
    const answer = await this.#clients.staff.post(`/ports/${id}/verifications`, { method: 'call' })
    assert.ok(answer.status < 400, answer.text)
  }

  /** Asks for a step, lawful or not. What is refused changes nothing; what is done was allowed and leads where it says. */
  async #step(port: WorldPort, step: AskedStep, aim: Aim, before: World): Promise<World> {
    const { who, chargeFee } = aim
    const outOfHours = aim.atNight && who === 'staff'
    const cutOverAt = await this.#cutOverAt(port, step, aim)
    const bodies: Readonly<Partial<Record<AskedStep, object>>> = {
      reject: { reason: aim.days > 15 ? 'account-mismatch' : 'associated-numbers', code: '4' },
      'set-date': { cutOverAt, outOfHours, ...(who === 'staff' && { chargeFee }) },
      accept: cutOverAt === undefined ? {} : { cutOverAt, outOfHours },
      withdraw: { reason: 'No longer wanted.', chargeFee },
      reverse: { reason: 'No dial tone.', chargeFee },
      complete: { withoutTest: true },
    }
    const answer = await this.#clients[who].post(`/ports/${port.id}/${step}`, bodies[step] ?? {})
    assert.ok(answer.status < 500, this.#stage.given.api.log.at(-1) ?? '')
    if (answer.status >= 400) return this.#unchanged(before)
    assert.ok(stepsOf(this.#actor(who), port).includes(step), `${who} took ${step} from ${port.state}`)
    const after = await this.#read()
    const isDated = step === 'accept' && cutOverAt !== undefined
    const { state } = there(after.ports.find(({ id }) => id === port.id))
    assert.equal(state, isDated ? 'date-set' : PORT_STEPS[step].to)
    const others = ({ ports }: World) => ports.filter(({ id }) => id !== port.id)
    assert.deepEqual(others(after), others(before))
    const dated = cutOverAt === undefined ? {} : { cutOverAt, outOfHours }
    this.#accounts.take({ step, before: port, byCustomer: who === 'customer', chargeFee, ...dated })
    this.#stage.reached.add(step).add(port.kind)
    return after
  }

  /** The instant a cut-over is put to; a day that is allowed mostly, or any. */
  async #cutOverAt(port: WorldPort, step: AskedStep, { days, atNight, who }: Aim): Promise<string | undefined> {
    if (step !== 'set-date' && (step !== 'accept' || days % 3 !== 0)) return undefined
    const { api, staff } = this.#stage.given
    const ask = { params: { portId: String(port.id) }, query: { days: 40 } }
    const allowed = (await staff.call(portsEndpoints.listAllowedDates, ask)).days.filter(({ isAllowed }) => isAllowed)
    const any = Temporal.Instant.fromEpochMilliseconds(api.now.getTime() + days * 24 * HOUR_MS)
      .toZonedDateTimeISO('Australia/Sydney')
      .toPlainDate()
    const chosen = days % 4 === 1 ? undefined : allowed[days % Math.max(1, allowed.length)]?.date
    const plainTime = atNight && who === 'staff' ? '22:00' : '13:00'
    const at = Temporal.PlainDate.from(chosen ?? any).toZonedDateTime({ timeZone: 'Australia/Sydney', plainTime })
    return new Date(at.epochMilliseconds).toISOString()
  }

  async #unchanged(before: World): Promise<World> {
    const after = await this.#read()
    assert.deepEqual(after, before, 'what is refused changes nothing')
    return after
  }

  #actor(who: Who): Actor {
    const { telco, accountId } = this.#stage.given
    const base = { kind: 'user', id: 1, name: 'Robin Example', resellerId: telco.resellerId } as const
    if (who === 'customer') return { ...base, role: 'customer-admin', accountId: Number(accountId) }
    return { ...base, role: who === 'staff' ? 'support' : 'billing' }
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentsEndpoints } from '#contract/payments.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { createChance, type Chance } from '#operations/demo/random.ts'
import type { LiveCalls } from '#operations/live-calls/call-decisions.ts'
import { createLiveCalls } from '#operations/live-calls/live-calls.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { lapseReservations } from '#storage/tables/call-reservations.ts'
import { withTransaction } from '#storage/pool.ts'
import { createLiveTelco, SWITCH, type LiveTelco } from '../../support/live-calls.ts'

/**
 * Whatever comes at once, from whom, in whatever order, and whoever falls over in between: no account's calls come to more
 * than it had, nothing stays held, and the ledger agrees with itself.
 */

let given: LiveTelco
let folder: string
let source: CallSourceRow
beforeAll(async () => {
  given = await createLiveTelco()
  folder = await mkdtemp(join(tmpdir(), 'tollgate-traffic-'))
  const { pool, accounts, resellerId } = given.telco
  for (const { id } of accounts) await given.setCredit(id, 0)
  await pool.query(
    `UPDATE account_controls SET fraud_spend_day_on = false, fraud_spend_hour_on = false, overseas_calls_on = false`,
  )
  const { rows } = await pool.query<{ id: number }>('SELECT id::int4 FROM call_sources WHERE name = $1', [SWITCH])
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'tollgate')
  if (profile === undefined) throw new Error('no profile')
  source = { id: rows[0]?.id ?? 0, name: SWITCH, profile, resellerId }
})
afterAll(async () => {
  await given.close()
  await rm(folder, { recursive: true })
})

const TO = ['61491570006', '61491570156', '61255501234', '61870101234', '61131234', '447700900123', '61298765432']

/** A call that was let through, and how long it may go on. */
interface Through {
  readonly id: bigint
  readonly callId: string
  readonly account: number
  readonly from: string
  readonly to: string
  maxSeconds: number
}

/** Some processes that answer calls, on one database; each may fall over and come back knowing nothing. */
interface World {
  readonly chance: Chance
  readonly engines: LiveCalls[]
  readonly through: Through[]
  /** Of calls nobody told the end of in time, by account: they had their money freed, and what they cost comes on top. */
  readonly lapsed: Through[]
  readonly lateMicros: Map<number, bigint>
  calls: number
  /** Calls that were told different things when asked about again. */
  readonly faults: string[]
}

function newEngine(): LiveCalls {
  const { pool, url } = given.telco
  return createLiveCalls({ pool, databaseUrl: url, clock: () => given.api.now, log: () => {}, patienceMs: 20_000 })
}

async function ask(world: World, count: number, who: readonly number[]): Promise<void> {
  const { chance, engines, through } = world
  const asked = Array.from({ length: count }, () => {
    const index = chance.pick(who)
    const account = given.telco.accounts[index]
    if (account === undefined) throw new Error('no account')
    return {
      account: account.id,
      engine: chance.pick(engines),
      twin: chance.below(20) === 0 ? chance.pick(engines) : undefined,
      isTwinAtOnce: chance.below(2) === 0,
      call: {
        resellerId: given.telco.resellerId,
        source: { id: source.id, numberFormat: 'e164' as const },
        callId: `call-${world.calls++}`,
        from: chance.pick(account.numbers),
        to: chance.pick(TO),
        direction: 'out' as const,
        seconds: 1 + chance.below(chance.below(4) === 0 ? 3600 : 120),
      },
    }
  })
  await Promise.all(
    asked.map(async ({ engine, twin, isTwinAtOnce, call, account }) => {
      const [answer, atOnce] = await Promise.all([
        engine.authorize(call),
        isTwinAtOnce ? twin?.authorize(call) : undefined,
      ])
      const again = answer.allow && !isTwinAtOnce ? await twin?.authorize(call) : atOnce
      // Asked again, the answer is the same, whoever is asked; of two asked at one moment, one may find the money gone that the
      // other holds for this very call.
      const isSame = again === undefined || !answer.allow || (again.allow ? again.id === answer.id : isTwinAtOnce)
      if (!isSame) world.faults.push(call.callId)
      const allowed = answer.allow ? answer : atOnce
      if (allowed?.allow !== true) return
      const { id, maxSeconds } = allowed
      through.push({ id, account, callId: call.callId, from: call.from, to: call.to, maxSeconds })
    }),
  )
}

function takeSome(world: World, most: number): Through[] {
  const { through, chance } = world
  return Array.from({ length: Math.min(most, through.length) }, () => {
    const [one] = through.splice(chance.below(through.length), 1)
    if (one === undefined) throw new Error('none')
    return one
  })
}

function eventOf(world: World, { callId, from, to, maxSeconds }: Through) {
  const durationSeconds = world.chance.below(3) === 0 ? maxSeconds : world.chance.below(maxSeconds + 1)
  const startedAt = given.api.now.toISOString()
  return { callId, aNumber: from, bNumber: to, startedAt, durationSeconds, direction: 'out' as const }
}

async function end(world: World, calls: readonly Through[]): Promise<void> {
  await Promise.all(
    calls.map(async (call) => {
      const event = eventOf(world, call)
      const engine = world.chance.pick(world.engines)
      await engine.end(call.id, source, event)
      // Told twice, as a switch does that heard no answer.
      if (world.chance.below(10) === 0) await world.chance.pick(world.engines).end(call.id, source, event)
    }),
  )
}

async function endByFile(world: World, calls: readonly Through[]): Promise<void> {
  if (calls.length === 0) return
  const lines = calls.map((call) => {
    const { callId, aNumber, bNumber, startedAt, durationSeconds } = eventOf(world, call)
    return `${callId},${aNumber},${bNumber},${startedAt},${durationSeconds},out`
  })
  const path = join(folder, `calls-${world.calls}.csv`)
  await writeFile(path, `call_id,a_number,b_number,started_at,duration_seconds,direction\n${lines.join('\n')}\n`)
  const { url, resellerId } = given.telco
  const nowMs = given.api.now.getTime()
  await importCalls(url, {
    path,
    profile: source.profile,
    source: SWITCH,
    resellerId,
    chunkBytes: 1_000_000,
    nowMs: () => nowMs,
  })
}

async function extend(world: World): Promise<void> {
  await Promise.all(
    world.through.slice(0, 40).map(async (call) => {
      const more = await world.chance
        .pick(world.engines)
        .extend(given.telco.resellerId, call.id, 1 + world.chance.below(600))
      if (more === undefined) throw new Error(`${call.callId} goes on, and was not found`)
      expect(more.maxSeconds).toBeGreaterThanOrEqual(call.maxSeconds)
      call.maxSeconds = more.maxSeconds
    }),
  )
}

/** Everybody's balance, less what is held, is above its floor but for what came late. */
async function holds(world: World): Promise<void> {
  const { rows } = await given.telco.pool.query<{ id: number; left: bigint }>(
    `SELECT account_id AS id, balance_micros - reserved_micros + credit_limit_micros AS left
       FROM balances JOIN account_controls USING (account_id) ORDER BY 1`,
  )
  const short = rows.filter(({ id, left }) => left + (world.lateMicros.get(id) ?? 0n) < 0n)
  expect(short).toEqual([])
}

async function damage(): Promise<unknown> {
  const { checks } = await verifyLedger(given.telco.pool, { reprice: false })
  return checks.filter(({ total }) => total > 0)
}

/** Hours pass: what nobody told the end of is free again, and its record comes when nobody expects it. */
async function lapse(world: World): Promise<void> {
  const { accounts, pool } = given.telco
  const isPayg = ({ account }: Through): boolean => accounts.slice(2).some(({ id }) => id === account)
  given.api.now = new Date(given.api.now.getTime() + 3 * 3_600_000)
  await withTransaction(pool, (db) => lapseReservations(db, given.api.now))
  world.lapsed.push(...world.through.splice(0))
  for (const engine of world.engines) await engine.lapse()
  for (const call of world.lapsed.splice(0).filter(isPayg).slice(0, 20)) {
    const before = await given.money(call.account)
    await world.chance.pick(world.engines).end(call.id, source, eventOf(world, call))
    const after = await given.money(call.account)
    world.lateMicros.set(call.account, (world.lateMicros.get(call.account) ?? 0n) + before.balance - after.balance)
  }
}

async function pay(account: number, dollars: number): Promise<void> {
  await given.exchange.call(paymentsEndpoints.recordPayment, {
    params: { accountId: String(account) },
    body: { amount: `${dollars}.00`, method: 'cash', confirmDuplicate: true } as never,
  })
}

test.each([11, 12])('any traffic, history %i', async (seed) => {
  const { accounts } = given.telco
  const chance = createChance(seed)
  const world: World = {
    chance,
    engines: [newEngine(), newEngine()],
    through: [],
    lapsed: [],
    lateMicros: new Map(),
    calls: seed * 100_000,
    faults: [],
  }
  for (const { id } of accounts) {
    const money = await given.money(id)
    await given.setCredit(id, Math.max(0, Number(-money.balance) / 1e6) + 1 + chance.below(4))
  }
  const everybody = accounts.map((_, index) => index)
  const steps: (() => Promise<void>)[] = [
    () => ask(world, 120, everybody),
    () => ask(world, 60, [chance.below(accounts.length)]),
    () => end(world, takeSome(world, 40)),
    () => extend(world),
    async () => {
      // Falls over with everything it knew.
      const [gone] = world.engines.splice(chance.below(2), 1, newEngine())
      await gone?.close()
    },
    () => pay(chance.pick(accounts).id, 1 + chance.below(3)),
    () => Promise.all([ask(world, 60, everybody), end(world, takeSome(world, 20)), extend(world)]).then(() => {}),
  ]
  for (let step = 0; step < 14; step++) {
    await chance.pick(steps)()
    await holds(world)
  }
  await ask(world, 1000, everybody)
  await holds(world)
  await Promise.all([endByFile(world, takeSome(world, 30)), end(world, takeSome(world, 15))])
  await holds(world)
  expect(await damage()).toEqual([])
  await lapse(world)
  await holds(world)
  await ask(world, 100, everybody)
  await end(world, takeSome(world, 1000))
  await holds(world)
  for (const engine of world.engines) await engine.close()
  expect(world.faults).toEqual([])
  expect(await damage()).toEqual([])
  const { rows } = await given.telco.pool.query(
    `SELECT account_id FROM balances WHERE reserved_micros <> 0 UNION ALL SELECT account_id FROM call_reservations WHERE state = 'open'`,
  )
  expect(rows).toEqual([])
})

test('a thousand at once on one dollar: no more is held than there is', async () => {
  const { telco, api } = given
  const account = telco.accounts[3]
  const [from = ''] = account?.numbers ?? []
  const id = account?.id ?? 0
  const { balance } = await given.money(id)
  await given.setCredit(id, Number(-balance) / 1e6 + 1)
  const first = newEngine()
  const engines = [first, newEngine()]
  try {
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, nth) =>
        (engines[nth % 2] ?? first).authorize({
          resellerId: telco.resellerId,
          source: { id: source.id, numberFormat: 'e164' },
          callId: `thousand-${nth}`,
          from,
          to: '61491570006',
          direction: 'out',
          seconds: 60,
        }),
      ),
    )
    // 0.187 each.
    const whole = answers.filter((one) => one.allow && one.maxSeconds === 60)
    expect(answers.filter((one) => !one.allow && one.cause !== 'insufficient_credit')).toEqual([])
    expect(whole.length).toBe(5)
    const { reserved } = await given.money(id)
    expect(reserved).toBeLessThanOrEqual(1_000_000n)
    expect(reserved).toBeGreaterThan(900_000n)
    api.now = new Date(api.now.getTime() + 3_600_000)
    await engines[0]?.lapse()
    expect((await given.money(id)).reserved).toBe(0n)
    expect(await damage()).toEqual([])
  } finally {
    for (const engine of engines) await engine.close()
  }
})

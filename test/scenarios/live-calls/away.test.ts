import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import type { CallAsked, LiveCalls } from '#operations/live-calls/call-decisions.ts'
import { createLiveCalls } from '#operations/live-calls/live-calls.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPool } from '#storage/pool.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { openCutLine, type CutLine } from '../../support/cut-line.ts'
import { createLiveTelco, SWITCH, type LiveTelco } from '../../support/live-calls.ts'

/** The line to the database is cut, and mended: no call is held twice, none is lost, and what was allowed is as was said. */

let given: LiveTelco
let line: CutLine
let pool: ReturnType<typeof createPool>
let engine: LiveCalls
let spoolFolder: string
let source: CallSourceRow
let caller: { readonly id: number; readonly number: string }
const log: string[] = []

const newEngine = (): LiveCalls =>
  createLiveCalls({
    pool,
    databaseUrl: line.url,
    clock: () => given.api.now,
    log: (said) => log.push(said),
    spoolFolder,
  })

beforeAll(async () => {
  given = await createLiveTelco()
  const { telco } = given
  line = await openCutLine(telco.url)
  pool = createPool(line.url, 4)
  spoolFolder = await mkdtemp(join(tmpdir(), 'tollgate-spool-'))
  const { rows } = await telco.pool.query<{ id: number }>('SELECT id::int4 FROM call_sources WHERE name = $1', [SWITCH])
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'tollgate')
  if (profile === undefined) throw new Error('no profile')
  source = { id: rows[0]?.id ?? 0, name: SWITCH, profile, resellerId: telco.resellerId }
  const account = telco.accounts[3]
  caller = { id: account?.id ?? 0, number: account?.numbers[0] ?? '' }
  await given.setCredit(caller.id, 20)
  await telco.pool.query(
    `INSERT INTO offline_calls (reseller_id, mode, max_seconds, calls_at_once, account_micros) VALUES ($1, 'open', 120, 2, 1000000)`,
    [telco.resellerId],
  )
  engine = newEngine()
})
afterAll(async () => {
  await engine.close()
  await pool.end()
  await line.close()
  await given.close()
  await rm(spoolFolder, { recursive: true })
})

const MOBILE = '61491570006'

function asked(callId: string, to = MOBILE): CallAsked {
  return {
    resellerId: given.telco.resellerId,
    source: { id: source.id, numberFormat: 'e164' },
    callId,
    from: caller.number,
    to,
    direction: 'out',
    seconds: 300,
  }
}

function eventOf(callId: string, durationSeconds: number) {
  const startedAt = given.api.now.toISOString()
  return { callId, aNumber: caller.number, bNumber: MOBILE, startedAt, durationSeconds, direction: 'out' as const }
}

async function mended(): Promise<void> {
  line.mend()
  await expect.poll(() => engine.isAway, { timeout: 10_000 }).toBe(false)
}

/** How many calls of so many seconds are in: each here has its own. */
async function recorded(seconds: number): Promise<number> {
  const { rows } = await given.telco.pool.query<{ calls: number }>(
    'SELECT count(*)::int4 AS calls FROM calls WHERE duration_seconds = $1',
    [seconds],
  )
  return rows[0]?.calls ?? 0
}

test('while it is away: help always, calls within the country to a cap, nothing abroad; each as it was said before', async () => {
  const before = await engine.authorize(asked('before'))
  expect(before).toMatchObject({ allow: true, maxSeconds: 300 })
  line.cut()
  expect(await engine.authorize(asked('first'))).toMatchObject({ allow: true, isOffline: true, maxSeconds: 120 })
  expect(engine.isAway).toBe(true)
  expect(await engine.authorize(asked('abroad', '447700900123'))).toMatchObject({ allow: false, cause: 'unavailable' })
  expect(await engine.authorize(asked('help', '000'))).toMatchObject({ allow: true, isEmergency: true })
  // One goes on from before, one was let through: two are the most.
  expect(await engine.authorize(asked('second'))).toMatchObject({ allow: false, cause: 'unavailable' })
  const again = await engine.authorize(asked('first'))
  expect(again).toMatchObject({ allow: true, isOffline: true, maxSeconds: 120 })
  expect(await engine.extend(given.telco.resellerId, before.id, 60)).toEqual({ maxSeconds: 300, mayExtend: true })
  expect(await engine.extend(given.telco.resellerId, again.id, 60)).toEqual({ maxSeconds: 120, mayExtend: false })
  expect(await engine.end(before.id, source, eventOf('before', 250))).toBe(false)
  expect(await engine.end(again.id, source, eventOf('first', 100))).toBe(false)
  expect(await readdir(spoolFolder)).toEqual(['calls.jsonl'])
  await mended()
  expect(await readdir(spoolFolder)).toEqual([])
  expect([await recorded(250), await recorded(100)]).toEqual([1, 1])
  expect((await given.money(caller.id)).reserved).toBe(0n)
})

test('what waits on disk is written by the process that comes after, once, however often it is read', async () => {
  line.cut()
  expect(await engine.authorize(asked('third'))).toMatchObject({ allow: true })
  expect(await engine.end(1n, source, eventOf('third', 30))).toBe(false)
  expect(await engine.end(1n, source, eventOf('third', 30))).toBe(false)
  await engine.close()
  line.mend()
  engine = newEngine()
  await engine.catchUp()
  await engine.catchUp()
  expect(await recorded(30)).toBe(1)
})

test('the answer to a commit is lost: asked again it is the same call, held once', async () => {
  await engine.authorize(asked('knows'))
  line.swallowAnswers()
  const lost = engine.authorize(asked('lost'))
  await expect
    .poll(async () => (await given.telco.pool.query(`SELECT FROM call_reservations WHERE call_ref = 'lost'`)).rowCount)
    .toBe(1)
  line.cut()
  // Within the cap it is let through without the database; its money is held all the same.
  expect(await lost).toMatchObject({ allow: true, isOffline: true })
  await mended()
  const { reserved } = await given.money(caller.id)
  const again = await engine.authorize(asked('lost'))
  expect(again).toMatchObject({ allow: true, maxSeconds: 300 })
  expect((await given.money(caller.id)).reserved).toBe(reserved)
  await engine.end(again.id, source, eventOf('lost', 10))
})

test('the answer is lost and the call was refused: nothing stays held for it', async () => {
  await given.telco.pool.query(`UPDATE offline_calls SET mode = 'closed'`)
  await engine.close()
  engine = newEngine()
  await engine.authorize(asked('known'))
  const { reserved } = await given.money(caller.id)
  line.swallowAnswers()
  const lost = engine.authorize(asked('refused'))
  await expect
    .poll(
      async () => (await given.telco.pool.query(`SELECT FROM call_reservations WHERE call_ref = 'refused'`)).rowCount,
    )
    .toBe(1)
  line.cut()
  expect(await lost).toMatchObject({ allow: false, cause: 'unavailable', sipCode: 403 })
  await mended()
  expect((await given.money(caller.id)).reserved).toBe(reserved)
  const { checks } = await verifyLedger(given.telco.pool, { reprice: false })
  expect(checks.filter(({ total }) => total > 0)).toEqual([])
})

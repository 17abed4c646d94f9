import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { LiveCalls } from '#operations/live-calls/call-decisions.ts'
import { findSourceOf, type CallSourceRow } from '#storage/queries/imports.ts'
import { MOBILES, foreignNumber, geographicNumber } from './fiction-numbers.ts'
import { createChance, type Chance } from './random.ts'

/** The demonstration's people on the phone. */
export interface LiveDemo {
  /** Ends every call, its record included. */
  stop(): Promise<void>
}

export interface LiveDemoTools {
  readonly pool: pg.Pool
  readonly liveCalls: LiveCalls
  readonly clock: () => Date
  readonly log: (line: string) => void
}

/** The installation's switch, whose file of calls the demonstration began with. */
const SOURCE = 'demo switch'
const AT_ONCE = 12
const STEP_MS = 1_500
/** Held at first, and more each time. */
const SLICE_SECONDS = 120
const MEAN_SECONDS = 200

interface DemoCall {
  readonly callId: string
  readonly id: bigint
  readonly from: string
  readonly to: string
  readonly direction: 'out' | 'in'
  readonly answersAtMs: number
  /** Of the talk; 0: nobody answers. */
  readonly talks: number
  answeredAtMs: number | undefined
  maxSeconds: number
  mayExtend: boolean
}

/**
 * Keeps about a dozen calls going between invented numbers, for as long as somebody looks: they are asked for, answered, go
 * on for longer, end with their record; some are refused. Every call goes through the engine, as from a switch.
 *
 * @param callers accounts with their numbers, E.164 digits.
 */
export async function startLiveDemo(
  { pool, liveCalls, clock, log }: LiveDemoTools,
  resellerId: number,
  callers: readonly { readonly numbers: readonly string[] }[],
): Promise<LiveDemo> {
  const source = await findSourceOf(pool, null, SOURCE)
  if (source === undefined) return { stop: () => Promise.resolve() }
  const stopping = new AbortController()
  const startedAtMs = clock().getTime()
  const chance = createChance(startedAtMs)
  const calls = new Set<DemoCall>()
  let asked = 0

  const begin = async (): Promise<void> => {
    const now = clock().getTime()
    const callId = `live-${startedAtMs}-${asked++}`
    const people = inventCall(callers, chance)
    const answer = await liveCalls.authorize({
      ...people,
      resellerId,
      source: forAsking(source),
      callId,
      seconds: SLICE_SECONDS,
    })
    if (!answer.allow || answer.isEmergency) return
    calls.add({
      ...people,
      ...answer,
      callId,
      answersAtMs: now + 3_000 + chance.below(14_000),
      talks: chance.next() < 0.12 ? 0 : Math.max(20, Math.round(-Math.log(1 - chance.next()) * MEAN_SECONDS)),
      answeredAtMs: undefined,
    })
  }

  const end = async (call: DemoCall): Promise<void> => {
    calls.delete(call)
    const now = clock().getTime()
    const { id, callId, from, to, direction, answeredAtMs } = call
    const seconds = answeredAtMs === undefined ? 0 : Math.min(call.maxSeconds, Math.round((now - answeredAtMs) / 1000))
    await liveCalls.end(id, source, {
      callId,
      aNumber: from,
      bNumber: to,
      direction,
      startedAt: new Date(answeredAtMs ?? now).toISOString(),
      durationSeconds: seconds,
    })
  }

  const goOn = async (call: DemoCall): Promise<void> => {
    const now = clock().getTime()
    const { id, answeredAtMs, answersAtMs, talks, mayExtend } = call
    if (answeredAtMs === undefined) {
      if (now < answersAtMs) return
      if (talks === 0) return end(call)
      call.answeredAtMs = now
      await liveCalls.answered(resellerId, id, new Date(now))
      return
    }
    const seconds = (now - answeredAtMs) / 1000
    if (seconds >= Math.min(talks, call.maxSeconds)) return end(call)
    if (!mayExtend || call.maxSeconds - seconds > SLICE_SECONDS / 4) return
    const more = await liveCalls.extend(resellerId, id, SLICE_SECONDS)
    call.maxSeconds = more?.maxSeconds ?? call.maxSeconds
    call.mayExtend = more?.mayExtend ?? false
  }

  const say = (error: unknown): void =>
    log(`the invented calls: ${error instanceof Error ? error.message : String(error)}`)
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const call of calls) await goOn(call).catch(say)
      if (calls.size < AT_ONCE || chance.next() < 0.05) await begin().catch(say)
      await wait(STEP_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      for (const call of calls) await end(call).catch(say)
    },
  }
}

function forAsking({ id, profile }: CallSourceRow) {
  return { id, numberFormat: profile.numberFormat }
}

/** The large customers call most; a few calls go where no plan of theirs leads. */
function inventCall(
  callers: readonly { readonly numbers: readonly string[] }[],
  chance: Chance,
): Pick<DemoCall, 'from' | 'to' | 'direction'> {
  const caller = callers[Math.floor(chance.next() ** 2 * Math.min(callers.length, 90))]
  const lines = (caller?.numbers ?? []).filter((number) => !/^61(13|18)/.test(number))
  const own = chance.pick(lines.length === 0 ? [geographicNumber(0)] : lines)
  const roll = chance.next()
  if (roll < 0.2) return { from: chance.pick(MOBILES), to: own, direction: 'in' }
  const out = (to: string) => ({ from: own, to, direction: 'out' as const })
  if (roll < 0.55) return out(chance.pick(MOBILES))
  if (roll < 0.75) return out(geographicNumber(chance.below(80_000)))
  if (roll < 0.93) return out(foreignNumber(chance))
  // Premium abroad, and by satellite, where nobody was ever given a number: barred until somebody says otherwise.
  return out(chance.next() < 0.5 ? `979000${chance.digits(6)}` : `8810${chance.digits(8)}`)
}

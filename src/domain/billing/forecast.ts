import { divideHalfUp, gstOf, micros, type Micros } from '#domain/money.ts'

/** How far a billing cycle, or the time in it that counts, has come. Epoch milliseconds. */
export interface CycleProgress {
  readonly fromMs: number
  /** Exclusive. */
  readonly toMs: number
  readonly nowMs: number
}

const DAY_MS = 86_400_000
/** One busy morning says nothing about a month. */
const TOO_EARLY_MS = 3 * DAY_MS
const CENT = 10_000n

/**
 * What will be used of something by the end of a cycle at the rate of use so far: used × the whole time / the time gone,
 * rounded to a whole. Undefined: fewer than three days are gone, too few to say. Our default; the platform's help pages
 * name no rule.
 */
export function forecastUse(used: number, { fromMs, toMs, nowMs }: CycleProgress): number | undefined {
  const gone = Math.min(nowMs, toMs) - fromMs
  return gone < TOO_EARLY_MS ? undefined : Math.round((used * (toMs - fromMs)) / gone)
}

/** The instant at which an allowance is used up at the rate so far; undefined: not in this cycle, or too early to say. */
export function runsOutAtMs(used: number, included: number, progress: CycleProgress): number | undefined {
  const { fromMs, toMs, nowMs } = progress
  const byTheEnd = forecastUse(used, progress)
  if (used === 0 || used >= included || byTheEnd === undefined || byTheEnd <= included) return undefined
  return Math.min(toMs - 1, Math.floor(fromMs + ((nowMs - fromMs) * included) / used))
}

/** What an account spends in a cycle. Ex GST but for the GST. */
export interface Spend {
  readonly callsMicros: Micros
  readonly callsGstMicros: Micros
  /** All that is no call: plan, numbers, channels, items; credits below zero. */
  readonly chargesMicros: Micros
  readonly chargesGstMicros: Micros
}

/**
 * What a cycle will come to: its calls at the rate so far, to the cent; its charges as they are known, for they are made in
 * advance; and where the plan has a minimum for calls, what they will fall short of it. Undefined: too early to say.
 *
 * @param minimumMicros the least the calls of this cycle are billed at, ex GST; zero: none.
 */
export function forecastSpend(soFar: Spend, minimumMicros: Micros, progress: CycleProgress): Spend | undefined {
  const { fromMs, toMs, nowMs } = progress
  const gone = Math.min(nowMs, toMs) - fromMs
  if (gone < TOO_EARLY_MS) return undefined
  const scaled = (amount: Micros): Micros =>
    micros(divideHalfUp(amount * BigInt(toMs - fromMs), BigInt(gone) * CENT) * CENT)
  const callsMicros = scaled(soFar.callsMicros)
  const shortfall = micros(minimumMicros > callsMicros ? minimumMicros - callsMicros : 0n)
  return {
    callsMicros,
    callsGstMicros: scaled(soFar.callsGstMicros),
    chargesMicros: micros(soFar.chargesMicros + shortfall),
    chargesGstMicros: micros(soFar.chargesGstMicros + gstOf(shortfall)),
  }
}

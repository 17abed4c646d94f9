import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { foreignNumber, FREEPHONE_PREFIX, geographicNumber, LOCAL_RATE_PREFIX, MOBILES } from './fiction-numbers.ts'
import { createChance, type Chance } from './random.ts'

export interface Caller {
  /** E.164 digits. */
  readonly numbers: readonly string[]
  /** How much of the traffic is its. */
  readonly weight: number
}

export interface TrafficPlan {
  readonly seed: number
  readonly calls: number
  readonly callers: readonly Caller[]
  /** The first instant and the length of the time the calls start in. */
  readonly fromMs: number
  readonly toMs: number
  /** Numbers abroad are made from these prefixes; without any, from ranges set aside for fiction. */
  readonly foreignPrefixes?: readonly string[]
  /** How busy Saturdays and Sundays are against other days, no two of which are quite alike; left out: all alike. */
  readonly weekend?: number
  /** Share of calls with something wrong: an unknown number, a foreign destination nobody prices. */
  readonly troubled?: number
}

/** Writes a month of calls in Tollgate's CSV, in the order in which they ended. The same plan writes the same file. */
export async function writeCalls(path: string, traffic: TrafficPlan): Promise<void> {
  const chance = createChance(traffic.seed)
  const pickCaller = weightedPick(traffic.callers, chance)
  const shareOfDays = overTheWeek(traffic)
  const file = createWriteStream(path, { highWaterMark: 1 << 20 })
  file.write('call_id,a_number,b_number,started_at,duration_seconds,direction\n')
  let lines = ''
  for (let index = 0; index < traffic.calls; index++) {
    lines += callLine(index, instantAt(shareOfDays(index / traffic.calls), traffic), pickCaller(), traffic, chance)
    if (lines.length > 1 << 18) {
      if (!file.write(lines)) await once(file, 'drain')
      lines = ''
    }
  }
  file.end(lines)
  await once(file, 'finish')
}

function callLine(index: number, endedAtMs: number, caller: Caller, traffic: TrafficPlan, chance: Chance): string {
  const inbound = chance.next() < 0.25
  const own = inbound ? chance.pick(caller.numbers) : callingLine(caller, chance)
  const far = inbound ? callingNumber(chance) : calledNumber(own, caller, traffic, chance)
  const isTroubled = chance.next() < (traffic.troubled ?? 0)
  const seconds = chance.next() < 0.14 ? 0 : durationSeconds(chance)
  const startedAt = new Date(endedAtMs - seconds * 1000).toISOString().replace('.000', '')
  const [a, b] = inbound ? [far, own] : [own, far]
  if (isTroubled) return troubledLine(index, a, b, startedAt, chance)
  return `c${String(index).padStart(8, '0')}-${chance.digits(6)},${a},${b},${startedAt},${seconds},${inbound ? 'in' : 'out'}\n`
}

/** A number nobody holds, a number that is none, a switch that lost the hang-up, a clock that was never set. */
function troubledLine(index: number, a: string, b: string, startedAt: string, chance: Chance): string {
  const id = `t${String(index).padStart(8, '0')}`
  switch (chance.below(5)) {
    case 0:
      return `${id},${a},99999,${startedAt},61,out\n`
    case 1:
      return `${id},${a},${b},${startedAt},2592000,out\n`
    case 2:
      return `${id},${a},${b},1970-01-01T00:00:07Z,30,out\n`
    default:
      return `${id},61870109999,${b},${startedAt},94,out\n`
  }
}

function calledNumber(own: string, caller: Caller, traffic: TrafficPlan, chance: Chance): string {
  const roll = chance.next()
  if (roll < 0.42) return chance.pick(MOBILES)
  if (roll < 0.62) return `${own.slice(0, 7)}${chance.digits(4)}`
  if (roll < 0.8) return geographicNumber(chance.below(80_000))
  if (roll < 0.87) {
    const { foreignPrefixes } = traffic
    if (foreignPrefixes === undefined) return foreignNumber(chance)
    return (chance.pick(foreignPrefixes) + chance.digits(9)).slice(0, 13)
  }
  if (roll < 0.93) return `${LOCAL_RATE_PREFIX}${chance.digits(2)}`
  if (roll < 0.96) return `${FREEPHONE_PREFIX}${chance.digits(2)}`
  if (roll < 0.985) return chance.pick(caller.numbers)
  if (roll < 0.999) return chance.pick(['1223', '12455'])
  return '000'
}

/** 13, 1300 and 1800 numbers receive calls; they are never the calling line. */
function callingLine({ numbers }: Caller, chance: Chance): string {
  const number = chance.pick(numbers)
  return /^61(13|18)/.test(number) ? (numbers[0] ?? number) : number
}

function callingNumber(chance: Chance): string {
  const roll = chance.next()
  if (roll < 0.5) return chance.pick(MOBILES)
  if (roll < 0.9) return geographicNumber(chance.below(80_000))
  return roll < 0.95 ? foreignNumber(chance) : 'anonymous'
}

/** Most calls are short; a few go on for an hour. The mean is some three minutes. */
function durationSeconds(chance: Chance): number {
  return Math.max(1, Math.min(5400, Math.round(-Math.log(1 - chance.next()) * (chance.next() < 0.8 ? 110 : 500))))
}

/** How busy each hour of the day in UTC is: offices near Sydney are open from 21 to 9. */
const BUSY = Array.from({ length: 24 }, (_, hour) => (hour >= 21 || hour < 9 ? 1 : 0.12))
const BUSY_DAY = BUSY.reduce((sum, weight) => sum + weight, 0)

/** Which share of the days is over when a share of the traffic is, where weekends are quieter and days differ. */
function overTheWeek({ seed, fromMs, toMs, weekend = 1 }: TrafficPlan): (share: number) => number {
  if (weekend === 1) return (share) => share
  const days = (toMs - fromMs) / DAY_MS
  const mood = createChance(seed + 1)
  const ends: number[] = []
  let total = 0
  for (let day = 0; day < days; day++) {
    const isWeekend = [0, 6].includes(new Date(fromMs + day * DAY_MS).getUTCDay())
    total += (isWeekend ? weekend : 1) * (0.85 + 0.3 * mood.next()) * Math.min(1, days - day)
    ends.push(total)
  }
  let day = 0
  return (share) => {
    // Asked in order: the share never goes back.
    while ((ends[day] ?? Infinity) < share * total) day++
    const begin = ends[day - 1] ?? 0
    const part = (share * total - begin) / ((ends[day] ?? total) - begin)
    return (day + part * Math.min(1, days - day)) / days
  }
}

/** The instant by which a share of the traffic between two instants is over; it never goes back as the share grows. */
function instantAt(share: number, { fromMs, toMs }: TrafficPlan): number {
  const days = (share * (toMs - fromMs)) / DAY_MS
  let left = (days % 1) * BUSY_DAY
  let hour = 0
  while (left > (BUSY[hour] ?? Infinity)) {
    left -= BUSY[hour] ?? 0
    hour++
  }
  const dayMs = Math.floor(days) * DAY_MS
  const hourMs = (hour + left / (BUSY[hour] ?? 1)) * HOUR_MS
  return Math.floor((fromMs + dayMs + hourMs) / 1000) * 1000
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function weightedPick(callers: readonly Caller[], chance: Chance): () => Caller {
  const bounds = new Float64Array(callers.length)
  let total = 0
  callers.forEach(({ weight }, index) => {
    total += weight
    bounds[index] = total
  })
  return () => {
    const wanted = chance.next() * total
    let low = 0
    let high = bounds.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((bounds[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    const caller = callers[low]
    if (caller === undefined) throw new RangeError('no callers')
    return caller
  }
}

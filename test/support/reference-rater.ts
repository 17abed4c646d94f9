/**
 * Prices a call a second time, slowly and obviously: straight from the JSON of the plan and the strings of the deck, in
 * bigints, walking second by second. It shares no code with src/domain/rating, so that what both agree on is the rule
 * and not a habit.
 */
export interface ReferencePlan {
  readonly timeZone: string
  readonly increment?: ReferenceIncrement
  readonly rates: Readonly<Record<string, ReferenceRate>>
  readonly bands: readonly ReferenceBand[]
  readonly bandRule: 'start' | 'split'
  readonly allowances: readonly ReferenceAllowance[]
  readonly deckCovers: readonly string[]
}

export interface ReferenceIncrement {
  readonly first: number
  readonly next: number
}

export interface ReferenceTerms {
  readonly perMinute?: string
  readonly minimumCharge?: string
  readonly perCall?: string
  readonly untimed?: { readonly price: string; readonly maxSeconds?: number; readonly overagePerMinute?: string }
  readonly flagfall?: string
  readonly increment?: ReferenceIncrement
  readonly bands?: readonly ReferenceBand[]
}

export interface ReferenceRate extends ReferenceTerms {
  readonly fromMobile?: ReferenceTerms
}

export interface ReferenceBand {
  readonly name: string
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
  readonly factor: string
}

export interface ReferenceAllowance {
  readonly name: string
  readonly serviceTypes: readonly string[]
  readonly unit: 'seconds' | 'calls' | 'money'
  readonly quantity: number | string
}

/** The cells of a deck, as its file has them; dates with a zone. */
export interface ReferenceDeckRow {
  readonly prefix: string
  readonly perMinute: string
  readonly flagfall: string
  readonly firstIncrement: string
  readonly nextIncrement: string
  readonly minimumCharge: string
  readonly validFrom: string
  readonly validTo: string
}

export interface ReferenceCall {
  readonly serviceType: string
  readonly startedAtMs: number
  readonly durationSeconds: number
  readonly farDigits: string
  readonly originIsMobile: boolean
}

export interface ReferencePrice {
  readonly status: 'rated' | 'free' | 'suspended'
  readonly cause: string
  readonly prefix: string
  readonly billedSeconds: number
  readonly coveredSeconds: number
  readonly drawnSeconds: number
  readonly drawnCalls: number
  readonly drawnMicros: bigint
  readonly chargeMicros: bigint
  readonly gstMicros: bigint
}

/** Prices `call`; takes what it draws off `left`, the micro-dollars, seconds or calls of each allowance by its name. */
export function referencePrice(
  plan: ReferencePlan,
  deck: readonly ReferenceDeckRow[],
  call: ReferenceCall,
  left: Map<string, bigint>,
): ReferencePrice {
  if (call.serviceType === 'Emergency' || call.durationSeconds === 0) return unpriced('free', '')
  if (call.durationSeconds > 7 * 24 * 60 * 60) return unpriced('suspended', 'implausible_duration')
  if (call.serviceType === '') return unpriced('suspended', 'unclassified')
  let terms: ReferenceTerms | undefined
  let prefix = ''
  if (plan.deckCovers.includes(call.serviceType)) {
    const row = bestRow(deck, call)
    if (row === undefined) return unpriced('suspended', 'no_rate')
    prefix = row.prefix
    if (row.perMinute === '') return { ...unpriced('suspended', 'not_offered'), prefix }
    terms = termsOfRow(plan, row)
  } else {
    const rate = plan.rates[call.serviceType]
    terms = call.originIsMobile ? (rate?.fromMobile ?? rate) : rate
  }
  if (terms === undefined) return unpriced('suspended', 'no_rate')
  return { ...chargeByTerms(plan, terms, call, left), prefix }
}

function chargeByTerms(
  plan: ReferencePlan,
  terms: ReferenceTerms,
  call: ReferenceCall,
  left: Map<string, bigint>,
): ReferencePrice {
  const seconds = billedSecondsOf(plan, terms, call)
  const billed = seconds.length
  let covered = 0
  let drawnSeconds = 0
  let drawnCalls = 0
  let paid = 0n
  for (const allowance of plan.allowances) {
    if (!allowance.serviceTypes.includes(call.serviceType)) continue
    const have = left.get(allowance.name) ?? 0n
    if (have === 0n) continue
    if (covered === billed) continue
    if (paid > 0n && usageOf(terms, seconds, covered) === paid) continue
    if (allowance.unit === 'seconds') {
      let taken = 0n
      while (taken < have && covered < billed) {
        taken++
        covered++
      }
      drawnSeconds += Number(taken)
      left.set(allowance.name, have - taken)
    } else if (allowance.unit === 'calls') {
      covered = billed
      drawnCalls = 1
      left.set(allowance.name, have - 1n)
    } else {
      const due = usageOf(terms, seconds, covered) - paid
      const pays = due <= 0n ? 0n : due < have ? due : have
      paid += pays
      left.set(allowance.name, have - pays)
    }
  }
  let charge = usageOf(terms, seconds, covered)
  if (covered > 0 || paid > 0n) {
    charge = charge > paid ? charge - paid : 0n
  } else {
    charge += microsOf(terms.flagfall ?? '0')
    const minimum = microsOf(terms.minimumCharge ?? '0')
    if (charge < minimum) charge = minimum
  }
  return {
    status: 'rated',
    cause: '',
    prefix: '',
    billedSeconds: billed,
    coveredSeconds: covered,
    drawnSeconds,
    drawnCalls,
    drawnMicros: paid,
    chargeMicros: charge,
    gstMicros: roundHalfUp(charge, 10n),
  }
}

/** One billed second: the factor its increment is priced at, in ten-thousandths. */
interface BilledSecond {
  readonly factor: bigint
}

function billedSecondsOf(plan: ReferencePlan, terms: ReferenceTerms, call: ReferenceCall): readonly BilledSecond[] {
  const increment = terms.increment ?? plan.increment ?? { first: 30, next: 30 }
  const bands = [...(terms.bands ?? []), ...plan.bands]
  const cap = terms.untimed?.maxSeconds
  if (cap !== undefined && call.durationSeconds > cap) {
    const beyond = blockStarts(increment, call.durationSeconds - cap)
    return Array.from({ length: cap + beyond.length }, () => ({ factor: 10_000n }))
  }
  const starts = blockStarts(increment, call.durationSeconds)
  const counted = cap === undefined ? starts : starts.slice(0, cap)
  const factors = new Map<number, bigint>()
  return counted.map((blockStart) => {
    const offset = plan.bandRule === 'start' ? 0 : blockStart
    let factor = factors.get(offset)
    if (factor === undefined) {
      factor = factorAt(bands, plan.timeZone, call.startedAtMs + offset * 1000)
      factors.set(offset, factor)
    }
    return { factor }
  })
}

/** For every billed second the offset at which its block starts. */
function blockStarts({ first, next }: ReferenceIncrement, duration: number): number[] {
  const starts: number[] = []
  let blockStart = 0
  let blockLength = first
  while (blockStart === 0 || blockStart < duration) {
    for (let second = 0; second < blockLength; second++) starts.push(blockStart)
    blockStart += blockLength
    blockLength = next
  }
  return starts
}

function factorAt(bands: readonly ReferenceBand[], timeZone: string, atMs: number): bigint {
  const wall = new Temporal.ZonedDateTime(BigInt(atMs) * 1_000_000n, timeZone)
  const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][wall.dayOfWeek - 1] ?? ''
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  const band = bands.find(({ days, from, to }) => days.includes(day) && from <= time && time < to)
  return band === undefined ? 10_000n : microsOf(band.factor) / 100n
}

/** What the seconds not covered cost, flagfall and minimum apart. */
function usageOf(terms: ReferenceTerms, seconds: readonly BilledSecond[], covered: number): bigint {
  if (covered === seconds.length) return 0n
  if (terms.perCall !== undefined) return microsOf(terms.perCall)
  if (terms.untimed !== undefined) {
    const { price, maxSeconds, overagePerMinute } = terms.untimed
    let beyond = 0n
    seconds.forEach((_, second) => {
      if (maxSeconds !== undefined && second >= maxSeconds && second >= covered) beyond++
    })
    return microsOf(price) + roundHalfUp(microsOf(overagePerMinute ?? '0') * beyond, 60n)
  }
  let tenThousandthsOfMicroSeconds = 0n
  seconds.forEach(({ factor }, second) => {
    if (second >= covered) tenThousandthsOfMicroSeconds += microsOf(terms.perMinute ?? '') * factor
  })
  return roundHalfUp(tenThousandthsOfMicroSeconds, 60n * 10_000n)
}

/** The row in force with the longest prefix; of several the one that came into force last, in the file's order. */
function bestRow(deck: readonly ReferenceDeckRow[], call: ReferenceCall): ReferenceDeckRow | undefined {
  let best: ReferenceDeckRow | undefined
  for (const row of deck) {
    if (!call.farDigits.startsWith(row.prefix)) continue
    if (row.validFrom !== '' && call.startedAtMs < Date.parse(row.validFrom)) continue
    if (row.validTo !== '' && call.startedAtMs >= Date.parse(row.validTo)) continue
    if (best === undefined || row.prefix.length > best.prefix.length) best = row
    else if (row.prefix.length === best.prefix.length && startOf(row) >= startOf(best)) best = row
  }
  return best
}

function startOf({ validFrom }: ReferenceDeckRow): number {
  return validFrom === '' ? Number.NEGATIVE_INFINITY : Date.parse(validFrom)
}

function termsOfRow(plan: ReferencePlan, row: ReferenceDeckRow): ReferenceTerms {
  const { first, next } = plan.increment ?? { first: 30, next: 30 }
  return {
    perMinute: row.perMinute,
    flagfall: row.flagfall === '' ? '0' : row.flagfall,
    minimumCharge: row.minimumCharge === '' ? '0' : row.minimumCharge,
    increment: {
      first: row.firstIncrement === '' ? first : Number(row.firstIncrement),
      next: row.nextIncrement === '' ? next : Number(row.nextIncrement),
    },
  }
}

function unpriced(status: 'free' | 'suspended', cause: string): ReferencePrice {
  return {
    status,
    cause,
    prefix: '',
    billedSeconds: 0,
    coveredSeconds: 0,
    drawnSeconds: 0,
    drawnCalls: 0,
    drawnMicros: 0n,
    chargeMicros: 0n,
    gstMicros: 0n,
  }
}

/** "1.25" is 1,250,000 micros. */
function microsOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(6, '0'))
}

function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const floor = numerator / denominator
  return (numerator % denominator) * 2n >= denominator ? floor + 1n : floor
}

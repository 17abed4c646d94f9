import { formatDollars, micros } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import { formatNumber, NO_NUMBER, UNREADABLE_NUMBER } from '#domain/phone-number.ts'
import type { Allowance, CallingPlan, TimeBand } from '#domain/plans/calling-plan.ts'
import { FACTOR_SCALE } from '#domain/plans/calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { regionOf } from '#domain/usage/classify-call.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import type { ExplanationStep, PriceToExplain, WrittenNumber } from './explanation.ts'
import type { BandShare, TermsInForce } from './explain-terms.ts'
import type { PriceResult } from './price-call.ts'

export function sayNumbers({ a, b, forwardedFrom, plan, direction, startedAtMs }: PriceToExplain): ExplanationStep {
  const way = direction === 'out' ? 'made' : 'received'
  const start = Temporal.Instant.fromEpochMilliseconds(startedAtMs).toZonedDateTimeISO(plan.timeZone)
  const wall = start.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
  return {
    key: 'numbers',
    text: `Call ${way} at ${wall}. A ${sayNumber(a)}; B ${sayNumber(b)}.${sayForwarded(forwardedFrom)}`,
    data: {
      direction,
      startedAt: wall,
      a: { written: a.written, number: formatNumber(a.code) },
      b: { written: b.written, number: formatNumber(b.code) },
      ...(forwardedFrom !== undefined && {
        forwardedFrom: { written: forwardedFrom.written, number: formatNumber(forwardedFrom.code) },
      }),
    },
  }
}

function sayForwarded(caller: WrittenNumber | undefined): string {
  return caller === undefined
    ? ''
    : ` A forwarded to B, and pays for, a call that came from ${formatNumber(caller.code)}.`
}

function sayNumber({ written, code }: WrittenNumber): string {
  if (code === NO_NUMBER) return 'is withheld'
  if (code === UNREADABLE_NUMBER) return `"${written}" is not a phone number`
  const read = formatNumber(code)
  return read === written ? read : `"${written}" is read as ${read}`
}

export function sayServiceType({ a, b }: PriceToExplain, type: CallServiceType | undefined): ExplanationStep {
  const from = regionOf(a.code)?.label
  const to = regionOf(b.code)?.label
  const regions = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  if (type === undefined) {
    return { key: 'serviceType', text: 'B belongs to no service type.', data: { serviceType: null } }
  }
  return {
    key: 'serviceType',
    text: `It is ${type}: ${whyType(type, from, to)}.`,
    data: { serviceType: type, ...regions },
  }
}

function whyType(type: CallServiceType, from: string | undefined, to: string | undefined): string {
  switch (type) {
    case 'Local':
      return `both numbers belong to ${to ?? 'one area'}`
    case 'National':
      return from === undefined
        ? `B is a geographic number${to === undefined ? '' : ` of ${to}`}, and A is not one of the same area`
        : `A belongs to ${from}, B to ${to ?? 'another area'}`
    case 'Mobile':
      return 'B is an Australian mobile'
    case 'International':
      return 'B is a number outside Australia'
    case '6113':
      return 'B is a 13 or 1300 number'
    case 'TollFree':
      return 'B is an 1800 number'
    case 'Directory':
      return 'B is a directory, operator or information service'
    case 'Emergency':
      return 'B is an emergency service (000, 112 or 106)'
    case 'Onnet':
      return 'B is one of our own numbers'
    case 'Inbound':
      return 'it came in to a number that is no 13, 1300 or 1800'
    case 'Inbound 6113':
      return 'it came in to a 13 or 1300 number'
    case 'Inbound 611800':
      return 'it came in to an 1800 number'
    case 'Premium':
      return 'B is a premium or satellite number'
  }
}

export function sayPlan({ plan, planVersion, deckVersion }: PriceToExplain): ExplanationStep {
  const kind = plan.type === 'bundle' ? 'a bundle' : 'pay-as-you-go'
  const version = planVersion === undefined ? '' : `, ${planVersion}`
  const deck = deckVersion === undefined ? '' : ` Its rate deck is ${deckVersion}.`
  return {
    key: 'plan',
    text: `The plan is "${plan.name}" (${kind})${version}; its times are those of ${plan.timeZone}.${deck}`,
    data: {
      plan: plan.name,
      type: plan.type,
      timeZone: plan.timeZone,
      ...(planVersion !== undefined && { version: planVersion }),
      ...(deckVersion !== undefined && { deckVersion }),
    },
  }
}

export function sayDeckRate({ plan }: PriceToExplain, [best, next]: readonly DeckRow[]): ExplanationStep {
  if (best === undefined) return { key: 'rate', text: 'No prefix of the deck matches.', data: { source: 'deck' } }
  const nextBest =
    next === undefined
      ? 'No other row would match.'
      : `The next best is ${next.prefix} (${next.destination}), ${sayDeckPrice(next)}.`
  const price = `${sayDeckPrice(best)}${sayValidity(best, plan.timeZone)}`
  return {
    key: 'rate',
    text: `The longest prefix in the deck is ${best.prefix} (${best.destination}), ${price}. ${nextBest}`,
    data: { source: 'deck', matched: deckRowData(best), nextBest: next === undefined ? null : deckRowData(next) },
  }
}

function sayDeckPrice({ perMinuteMicros, flagfallMicros, minimumChargeMicros }: DeckRow): string {
  if (perMinuteMicros === undefined) return 'not offered'
  const flagfall = flagfallMicros === 0 ? '' : `, flagfall ${said(flagfallMicros)}`
  const minimum = minimumChargeMicros === 0 ? '' : `, at least ${said(minimumChargeMicros)}`
  return `${said(perMinuteMicros)} a minute${flagfall}${minimum}`
}

function sayValidity({ validFromMs, validToMs }: DeckRow, timeZone: string): string {
  const from = Number.isFinite(validFromMs) ? ` from ${sayInstant(validFromMs, timeZone)}` : ''
  const to = Number.isFinite(validToMs) ? ` until ${sayInstant(validToMs, timeZone)}` : ''
  return from + to === '' ? '' : `, in force${from}${to}`
}

function sayInstant(atMs: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  return at.toString({ timeZoneName: 'never', smallestUnit: 'minute' })
}

function deckRowData(row: DeckRow): Record<string, unknown> {
  return {
    prefix: row.prefix,
    destination: row.destination,
    perMinute: row.perMinuteMicros === undefined ? null : formatDollars(row.perMinuteMicros),
    flagfall: formatDollars(row.flagfallMicros),
    minimumCharge: formatDollars(row.minimumChargeMicros),
  }
}

export function sayTableRate(type: CallServiceType, { terms }: TermsInForce, fromMobile: boolean): ExplanationStep {
  const { pricing, flagfall } = terms
  const origin = fromMobile ? ' from a mobile' : ''
  const and = flagfall === 0n ? '' : `, flagfall ${said(flagfall)}`
  const data = { source: 'rates', serviceType: type, fromMobile, flagfall: formatDollars(flagfall) }
  if (pricing.kind === 'perCall') {
    const text = `${type}${origin} costs ${said(pricing.perCall)} a call${and}.`
    return { key: 'rate', text, data: { ...data, perCall: formatDollars(pricing.perCall) } }
  }
  if (pricing.kind === 'untimed') {
    const beyond =
      pricing.maxSeconds === undefined
        ? ''
        : `; beyond ${pricing.maxSeconds} seconds ${said(pricing.overagePerMinute)} a minute`
    const text = `${type}${origin} costs ${said(pricing.price)} untimed${and}${beyond}.`
    return {
      key: 'rate',
      text,
      data: {
        ...data,
        price: formatDollars(pricing.price),
        maxSeconds: pricing.maxSeconds ?? null,
        overagePerMinute: formatDollars(pricing.overagePerMinute),
      },
    }
  }
  const least = pricing.minimumCharge === 0n ? '' : `, at least ${said(pricing.minimumCharge)}`
  const text = `${type}${origin} costs ${said(pricing.perMinute)} a minute${and}${least}.`
  const amounts = { perMinute: formatDollars(pricing.perMinute), minimumCharge: formatDollars(pricing.minimumCharge) }
  return { key: 'rate', text, data: { ...data, ...amounts } }
}

export function sayIncrements({ increment }: TermsInForce, seconds: number, billed: number): ExplanationStep {
  const { first, next } = increment
  const blocks = first === next ? `in blocks of ${first}` : `in a first block of ${first} and then blocks of ${next}`
  const are = seconds === 1 ? 'is' : 'are'
  return {
    key: 'increments',
    text: `${quantity('seconds', seconds)}, counted ${blocks}, ${are} ${billed} billed ${billed === 1 ? 'second' : 'seconds'}.`,
    data: { durationSeconds: seconds, first, next, billedSeconds: billed },
  }
}

export function sayBands(
  plan: CallingPlan,
  { terms, bands }: TermsInForce,
  shares: readonly BandShare[],
  covered: number,
  billed: number,
): readonly ExplanationStep[] {
  if (bands.length === 0 || terms.pricing.kind !== 'perMinute' || covered >= billed) return []
  const parts = shares.map(({ band, seconds }) => `${seconds} seconds ${sayBand(band)}`)
  const rule =
    plan.bandRule === 'start'
      ? 'The band at the start of the call holds for all of it'
      : 'Each block is priced in the band in which it starts'
  return [
    {
      key: 'bands',
      text: `${rule}: ${parts.join(', ')}.`,
      data: {
        bandRule: plan.bandRule,
        shares: shares.map(({ band, seconds }) => ({ band: band?.name ?? null, factor: factorOf(band), seconds })),
      },
    },
  ]
}

function sayBand(band: TimeBand | undefined): string {
  return band === undefined ? 'in no band, at the full price' : `in ${band.name}, at ${factorOf(band)} of the price`
}

function factorOf(band: TimeBand | undefined): string {
  return String((band?.factor ?? FACTOR_SCALE) / FACTOR_SCALE)
}

export function sayAllowances(call: PriceToExplain, billed: number): readonly ExplanationStep[] {
  const { plan, result, allowances } = call
  if (result.coveredSeconds === 0 && result.allowanceMicros === 0) return []
  const data = {
    coveredSeconds: result.coveredSeconds,
    seconds: result.allowanceSeconds,
    calls: result.allowanceCalls,
    money: formatDollars(result.allowanceMicros),
    from: namesByUnit(call),
  }
  const draws =
    allowances === undefined
      ? sayTotals(call)
      : plan.allowances.flatMap((allowance, index) => {
          const before = allowances.before[index] ?? 0
          const after = allowances.after[index] ?? 0
          if (before === after) return []
          const left = `${quantity(allowance.unit, before)} before, ${quantity(allowance.unit, after)} after`
          return `${quantity(allowance.unit, before - after)} from "${allowance.name}" (${left})`
        })
  const covers = result.coveredSeconds === 0 ? '' : ` ${result.coveredSeconds} of ${billed} billed seconds are covered.`
  const text = `Drawn from allowances: ${draws.join(', ')}.${covers} Such a call pays neither flagfall nor minimum charge.`
  return [{ key: 'allowances', text, data }]
}

/** Draws that are known by their unit alone, each from one or several of the allowances named. */
function sayTotals(call: PriceToExplain): string[] {
  const names = namesByUnit(call)
  return totalsByUnit(call).map(
    ([unit, amount]) => `${quantity(unit, amount)} from ${(names[unit] ?? []).map((name) => `"${name}"`).join(' or ')}`,
  )
}

/** The allowances a call may have drawn on, by the unit of what it drew. */
function namesByUnit(call: PriceToExplain): Partial<Record<Allowance['unit'], readonly string[]>> {
  const type = serviceTypeName(call.serviceType)
  return Object.fromEntries(
    totalsByUnit(call).map(([unit]) => [
      unit,
      call.plan.allowances
        .filter((allowance) => allowance.unit === unit && allowance.serviceTypes.some((one) => one === type))
        .map(({ name }) => name),
    ]),
  )
}

function totalsByUnit({ result }: PriceToExplain): (readonly [Allowance['unit'], number])[] {
  const totals = [
    ['seconds', result.allowanceSeconds],
    ['calls', result.allowanceCalls],
    ['money', result.allowanceMicros],
  ] as const
  return totals.filter(([, amount]) => amount > 0)
}

function quantity(unit: Allowance['unit'], amount: number): string {
  if (unit === 'money') return said(amount)
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
}

/** The figures of the last step of arithmetic. */
export interface ChargeFigures {
  readonly usage: Micros
  readonly charge: Micros
  readonly covered: number
  readonly billed: number
  readonly paid: bigint
  readonly result: PriceResult
}

export function sayCharge(
  { terms }: TermsInForce,
  shares: readonly BandShare[],
  { usage, charge, covered, billed, paid }: ChargeFigures,
): ExplanationStep {
  const { pricing, flagfall } = terms
  const parts = [sayUsage(terms, shares, usage, covered, billed)]
  const waived = covered > 0 || paid > 0n
  if (!waived && flagfall > 0n) parts.push(`with the flagfall ${said(flagfall)} that is ${said(flagfall + usage)}`)
  if (paid > 0n) parts.push(`an allowance pays ${said(paid)} of it`)
  if (!waived && pricing.kind === 'perMinute' && charge > flagfall + usage) {
    parts.push(`the minimum charge is ${said(pricing.minimumCharge)}`)
  }
  return {
    key: 'charge',
    text: `${capital(parts.join('; '))}. The charge is ${said(charge)}.`,
    data: {
      usage: formatDollars(usage),
      flagfall: formatDollars(waived ? micros(0n) : flagfall),
      paidByAllowance: formatDollars(micros(paid)),
      charge: formatDollars(charge),
    },
  }
}

function sayUsage(
  { pricing }: TermsInForce['terms'],
  shares: readonly BandShare[],
  usage: Micros,
  covered: number,
  billed: number,
): string {
  if (covered >= billed) return 'nothing is left to pay'
  if (pricing.kind === 'perCall') return `one call is ${said(usage)}`
  if (pricing.kind === 'untimed') {
    const over = Math.max(0, billed - Math.max(covered, pricing.maxSeconds ?? billed))
    if (over === 0) return `the call is ${said(usage)} however long`
    return `${said(pricing.price)} and ${over} / 60 × ${said(pricing.overagePerMinute)} for the time beyond the limit are ${said(usage)}`
  }
  const factors = shares.map(({ band, seconds }) => {
    return band === undefined ? `${seconds} / 60` : `${seconds} / 60 × ${factorOf(band)}`
  })
  const weight = factors.length === 1 ? (factors[0] ?? '') : `(${factors.join(' + ')})`
  return `${weight} × ${said(pricing.perMinute)} is ${said(usage)}, rounded half up once to the micro-dollar`
}

/** An amount as the sentences have it: as many places as it takes, two at least; `−$0.004873`. */
export function said(amount: bigint | number): string {
  const text = formatDollars(micros(BigInt(amount))).replace(/0{1,4}$/, '')
  return text.startsWith('-') ? `−$${text.slice(1)}` : `$${text}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

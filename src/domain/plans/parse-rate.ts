import { micros } from '#domain/money.ts'
import type { Problem } from '#domain/problem.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import { DAYS, FACTOR_SCALE, PLAN_LIMITS } from './calling-plan.ts'
import type { Day, Increment, RateTerms, ServiceRate, TimeBand } from './calling-plan.ts'
import {
  fail,
  failAt,
  found,
  has,
  openFields,
  readAmount,
  readAmountOr,
  readList,
  readText,
  readWhole,
  suggest,
  valueOf,
} from './field-reader.ts'
import type { Fields } from './field-reader.ts'

const NOTHING = micros(0n)
const TERMS = ['perMinute', 'flagfall', 'minimumCharge', 'perCall', 'untimed', 'increment', 'bands'] as const
const INBOUND: readonly CallServiceType[] = ['Inbound', 'Inbound 6113', 'Inbound 611800']
const MINUTES_OF_A_DAY = 1440

/** One entry of `rates`. `fromMobile` is a whole rate of its own, for calls received from a mobile. */
export function parseServiceRate(
  value: unknown,
  path: string,
  type: CallServiceType,
  problems: Problem[],
): ServiceRate | undefined {
  const mayHaveOrigin = INBOUND.includes(type)
  const fields = openFields(value, path, mayHaveOrigin ? [...TERMS, 'fromMobile'] : TERMS, problems)
  if (fields === undefined) return undefined
  const terms = readTerms(fields)
  const fromMobile = mayHaveOrigin && has(fields, 'fromMobile') ? readFromMobile(fields) : undefined
  return terms === undefined ? undefined : { ...terms, fromMobile }
}

function readFromMobile(outer: Fields): RateTerms | undefined {
  const fields = openFields(valueOf(outer, 'fromMobile'), `${outer.path}.fromMobile`, TERMS, outer.problems)
  return fields === undefined ? undefined : readTerms(fields)
}

/** Billing blocks, or `fallback` when left out. */
export function readIncrement<Fallback>(fields: Fields, fallback: Fallback): Increment | Fallback | undefined {
  if (!has(fields, 'increment')) return fallback
  const path = fields.path === '' ? 'increment' : `${fields.path}.increment`
  const inner = openFields(valueOf(fields, 'increment'), path, ['first', 'next'], fields.problems)
  if (inner === undefined) return undefined
  const first = readWhole(inner, 'first', 1, PLAN_LIMITS.incrementSeconds)
  const next = readWhole(inner, 'next', 1, PLAN_LIMITS.incrementSeconds)
  return first === undefined || next === undefined ? undefined : { first, next }
}

export function readBands(fields: Fields): readonly TimeBand[] {
  return readList(fields, 'bands', PLAN_LIMITS.bands, (element, path) => parseBand(element, path, fields.problems))
}

function readTerms(fields: Fields): RateTerms | undefined {
  const pricing = readPricing(fields)
  const flagfall = readAmountOr(fields, 'flagfall', PLAN_LIMITS.amountMicros, NOTHING)
  const increment = readIncrement(fields, undefined)
  const bands = readBands(fields)
  if (has(fields, 'bands') && pricing !== undefined && pricing.kind !== 'perMinute') {
    return fail(fields, 'bands', 'only change a perMinute price, and this rate has none')
  }
  return pricing === undefined || flagfall === undefined ? undefined : { pricing, flagfall, increment, bands }
}

function readPricing(fields: Fields): RateTerms['pricing'] | undefined {
  const given = (['perMinute', 'perCall', 'untimed'] as const).filter((name) => has(fields, name))
  const [kind] = given
  if (kind === undefined || given.length > 1) {
    const offered = given.length === 0 ? 'it has none of them' : `it has ${given.join(' and ')}`
    return failAt(fields.problems, fields.path, `must have one of perMinute, perCall and untimed; ${offered}`)
  }
  if (kind !== 'perMinute' && has(fields, 'minimumCharge')) {
    return fail(fields, 'minimumCharge', `goes with perMinute only; this rate has ${kind}`)
  }
  if (kind === 'untimed') return readUntimed(fields)
  if (kind === 'perCall') {
    const perCall = readAmount(fields, 'perCall', PLAN_LIMITS.amountMicros)
    return perCall === undefined ? undefined : { kind, perCall }
  }
  const perMinute = readAmount(fields, 'perMinute', PLAN_LIMITS.perMinuteMicros)
  const minimumCharge = readAmountOr(fields, 'minimumCharge', PLAN_LIMITS.amountMicros, NOTHING)
  return perMinute === undefined || minimumCharge === undefined ? undefined : { kind, perMinute, minimumCharge }
}

function readUntimed(outer: Fields): RateTerms['pricing'] | undefined {
  const known = ['price', 'maxSeconds', 'overagePerMinute']
  const fields = openFields(valueOf(outer, 'untimed'), `${outer.path}.untimed`, known, outer.problems)
  if (fields === undefined) return undefined
  const price = readAmount(fields, 'price', PLAN_LIMITS.amountMicros)
  if (!has(fields, 'maxSeconds')) {
    if (has(fields, 'overagePerMinute')) return fail(fields, 'overagePerMinute', 'has no effect without maxSeconds')
    return price === undefined
      ? undefined
      : { kind: 'untimed', price, maxSeconds: undefined, overagePerMinute: NOTHING }
  }
  const maxSeconds = readWhole(fields, 'maxSeconds', 1, 7 * PLAN_LIMITS.incrementSeconds)
  const overagePerMinute = readAmount(fields, 'overagePerMinute', PLAN_LIMITS.perMinuteMicros)
  if (price === undefined || maxSeconds === undefined || overagePerMinute === undefined) return undefined
  return { kind: 'untimed', price, maxSeconds, overagePerMinute }
}

function parseBand(value: unknown, path: string, problems: Problem[]): TimeBand | undefined {
  const fields = openFields(value, path, ['name', 'days', 'from', 'to', 'factor'], problems)
  if (fields === undefined) return undefined
  const name = readText(fields, 'name')
  const days = readDays(fields)
  const fromMinute = readTimeOfDay(fields, 'from')
  const toMinute = readTimeOfDay(fields, 'to')
  const factor = readFactor(fields)
  if (name === undefined || fromMinute === undefined || toMinute === undefined || factor === undefined) return undefined
  if (fromMinute >= toMinute) {
    return fail(
      fields,
      'to',
      'must be later than from; a band over midnight is written as two, to "24:00" and from "00:00"',
    )
  }
  return { name, days, fromMinute, toMinute, factor }
}

function readDays(fields: Fields): readonly Day[] {
  const days = readList(fields, 'days', DAYS.length, (element, path) => {
    const day = DAYS.find((candidate) => candidate === element)
    if (day !== undefined) return day
    return failAt(
      fields.problems,
      path,
      typeof element === 'string' ? suggest(element, DAYS) : `must be a day${found(element)}`,
    )
  })
  const value = valueOf(fields, 'days')
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    fail(fields, 'days', `must list one or more of ${DAYS.join(', ')}`)
  }
  return days
}

function readTimeOfDay(fields: Fields, name: string): number | undefined {
  const value = valueOf(fields, name)
  const [, hours = '', minutes = ''] = (typeof value === 'string' && /^(\d\d):([0-5]\d)$/.exec(value)) || []
  const minute = hours === '' ? Number.NaN : Number(hours) * 60 + Number(minutes)
  if (minute <= MINUTES_OF_A_DAY) return minute
  return fail(fields, name, `must be a time of day from "00:00" to "24:00"${found(value)}`)
}

function readFactor(fields: Fields): number | undefined {
  const value = valueOf(fields, 'factor')
  const [, whole = '', fraction = ''] = (typeof value === 'string' && /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(value)) || []
  const factor = whole === '' ? Number.NaN : Number(whole) * FACTOR_SCALE + Number(fraction.padEnd(4, '0'))
  if (factor <= PLAN_LIMITS.factor) return factor
  const most = PLAN_LIMITS.factor / FACTOR_SCALE
  return fail(fields, 'factor', `must be a decimal string from "0" to "${most}" with up to 4 places${found(value)}`)
}

import { readNumber } from '#domain/phone-number.ts'
import type { NumberCode } from '#domain/phone-number.ts'
import type { Problem } from '#domain/problem.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import { PLAN_LIMITS } from './calling-plan.ts'
import type { Allowance, CallingPlan, ServiceRate } from './calling-plan.ts'
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
  readWord,
  suggest,
  valueOf,
} from './field-reader.ts'
import type { Fields } from './field-reader.ts'
import { parseServiceRate, readBands, readIncrement } from './parse-rate.ts'

const KNOWN = [
  'name',
  'type',
  'timeZone',
  'numberFormat',
  'homeNumbers',
  'increment',
  'rates',
  'bands',
  'bandRule',
  'allowances',
  'minimumMonthlySpend',
  'international',
  'deckCovers',
] as const

/** All calls are billed in 30-second blocks: the platform's help pages. */
const DEFAULT_INCREMENT = { first: 30, next: 30 }

/**
 * Reads a calling plan from its JSON form (`plan.json` of `tollgate rate`). Every fault is listed, each with the field
 * it is in: `rates.Mobile.perMinute`. Amounts are decimal strings in dollars ex GST. Left out: time zone
 * Australia/Sydney, E.164 numbers, 30-second blocks, the band in which a call starts.
 */
export function parseCallingPlan(json: unknown): CallingPlan | readonly Problem[] {
  const problems: Problem[] = []
  const fields = openFields(json, '', KNOWN, problems)
  if (fields === undefined) return problems
  const plan = {
    name: readText(fields, 'name'),
    type: readWord(fields, 'type', ['bundle', 'payg']),
    timeZone: readTimeZone(fields),
    numberFormat: readWord(fields, 'numberFormat', ['e164', 'national'], 'e164'),
    homeNumbers: readHomeNumbers(fields),
    increment: readIncrement(fields, DEFAULT_INCREMENT),
    rates: readRates(fields),
    bands: readBands(fields),
    bandRule: readWord(fields, 'bandRule', ['start', 'split'], 'start'),
    allowances: readAllowances(fields),
    minimumMonthlySpend: readAmountOr(fields, 'minimumMonthlySpend', PLAN_LIMITS.amountMicros, undefined),
    deckCovers: readDeckCovers(fields),
  }
  return problems.length === 0 && isComplete(plan) ? plan : problems
}

export function isCallingPlan(result: CallingPlan | readonly Problem[]): result is CallingPlan {
  return !Array.isArray(result)
}

type Incomplete<Whole> = { readonly [Name in keyof Whole]: Whole[Name] | undefined }

function isComplete(plan: Incomplete<CallingPlan>): plan is CallingPlan {
  const { minimumMonthlySpend: _mayBeMissing, ...required } = plan
  return Object.values(required).every((value) => value !== undefined)
}

function readTimeZone(fields: Fields): string | undefined {
  const value = valueOf(fields, 'timeZone') ?? 'Australia/Sydney'
  if (typeof value === 'string' && isTimeZone(value)) return value
  return fail(fields, 'timeZone', `must be an IANA time zone, such as "Australia/Brisbane"${found(value)}`)
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    // Not by Temporal: forms check plans in browsers that do not have it yet.
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function readHomeNumbers(fields: Fields): readonly NumberCode[] {
  return readList(fields, 'homeNumbers', PLAN_LIMITS.homeNumbers, (element, path) => {
    const code = typeof element === 'string' ? readNumber(element, 'e164') : 0
    if (code > 0) return code
    return failAt(fields.problems, path, `must be a phone number such as "61270101234"${found(element)}`)
  })
}

function readRates(fields: Fields): CallingPlan['rates'] {
  const rates: Partial<Record<CallServiceType, ServiceRate>> = {}
  if (!has(fields, 'rates')) return rates
  const inner = openFields(valueOf(fields, 'rates'), 'rates', CALL_SERVICE_TYPES, fields.problems)
  for (const type of CALL_SERVICE_TYPES) {
    if (inner === undefined || !has(inner, type)) continue
    const rate = parseServiceRate(valueOf(inner, type), `rates.${type}`, type, fields.problems)
    if (type === 'Emergency') failIfNotFree(inner, rate)
    else if (rate !== undefined) rates[type] = rate
  }
  return rates
}

function failIfNotFree(rates: Fields, rate: ServiceRate | undefined): void {
  if (rate === undefined) return
  const { pricing, flagfall } = rate
  const amounts = Object.values(pricing).filter((value) => typeof value === 'bigint')
  if ([flagfall, ...amounts].some((amount) => amount > 0n)) {
    fail(rates, 'Emergency', 'must be left out or cost nothing: calls to 000, 112 and 106 are always free')
  }
}

function readAllowances(fields: Fields): readonly Allowance[] {
  const allowances = readList(fields, 'allowances', PLAN_LIMITS.allowances, (element, path) =>
    parseAllowance(element, path, fields),
  )
  const names = allowances.map(({ name }) => name)
  names.forEach((name, index) => {
    if (names.indexOf(name) < index) fail(fields, 'allowances', `must have different names; two are called "${name}"`)
  })
  return allowances
}

function parseAllowance(value: unknown, path: string, plan: Fields): Allowance | undefined {
  const fields = openFields(value, path, ['name', 'serviceTypes', 'unit', 'quantity'], plan.problems)
  if (fields === undefined) return undefined
  const name = readText(fields, 'name')
  const serviceTypes = readServiceTypes(fields, 'serviceTypes')
  if (serviceTypes.length === 0) fail(fields, 'serviceTypes', 'must list one or more service types')
  const unit = readWord(fields, 'unit', ['seconds', 'calls', 'money'])
  const quantity = unit === undefined ? undefined : readQuantity(fields, unit)
  return name === undefined || unit === undefined || quantity === undefined
    ? undefined
    : { name, serviceTypes, unit, quantity }
}

/** Money as every amount; seconds and calls as a whole number, which may be written as a string too. */
function readQuantity(fields: Fields, unit: Allowance['unit']): number | undefined {
  if (unit === 'money') {
    const amount = readAmount(fields, 'quantity', PLAN_LIMITS.amountMicros)
    return amount === undefined ? undefined : Number(amount)
  }
  const value = valueOf(fields, 'quantity')
  if (typeof value === 'string' && /^\d{1,12}$/.test(value)) return Number(value)
  return readWhole(fields, 'quantity', 0, 999_999_999_999)
}

/** `"international": "deck"` puts International on the deck; `deckCovers` names more, "*" all but Emergency. */
function readDeckCovers(fields: Fields): readonly CallServiceType[] {
  const covered = new Set(readServiceTypes(fields, 'deckCovers', '*'))
  if (covered.has('Emergency')) fail(fields, 'deckCovers', 'must not have "Emergency": those calls are always free')
  if (has(fields, 'international') && readWord(fields, 'international', ['deck']) !== undefined) {
    covered.add('International')
  }
  return CALL_SERVICE_TYPES.filter((type) => covered.has(type))
}

function readServiceTypes(fields: Fields, name: string, all?: string): readonly CallServiceType[] {
  const priced = CALL_SERVICE_TYPES.filter((type) => type !== 'Emergency')
  if (all !== undefined && valueOf(fields, name) === all) return priced
  return readList(fields, name, CALL_SERVICE_TYPES.length, (element, path) => {
    if (all !== undefined && element === all) return priced
    const type = CALL_SERVICE_TYPES.find((candidate) => candidate === element)
    if (type !== undefined) return [type]
    const hint = typeof element === 'string' ? suggest(element, CALL_SERVICE_TYPES) : 'service types are strings'
    return failAt(fields.problems, path, `is not a service type${found(element)}; ${hint}`)
  }).flat()
}

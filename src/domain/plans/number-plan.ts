import { micros } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import type { Problem } from '#domain/problem.ts'
import { PLAN_LIMITS } from './calling-plan.ts'
import { has, openFields, readAmount, readText } from './field-reader.ts'

/** Sets the monthly price of a number; every number on an account has one. */
export interface NumberPlan {
  /** An easily recognised name. */
  readonly name: string
  /** Ex GST, charged in advance on each bill anniversary. */
  readonly monthlyPriceMicros: Micros
  /** The calling group of the numbers it is meant for; `undefined`: any. */
  readonly destination: string | undefined
}

/**
 * The plans that exist from the start. A Bundled Line costs nothing because its calling plan includes it; the platform's
 * help pages give that price and the kinds, the other two prices are ours.
 */
export const DEFAULT_NUMBER_PLANS: readonly NumberPlan[] = [
  { name: 'Bundled Line', monthlyPriceMicros: micros(0n), destination: undefined },
  { name: 'Additional Line', monthlyPriceMicros: micros(5_000_000n), destination: undefined },
  { name: '1300/1800 Number', monthlyPriceMicros: micros(15_000_000n), destination: '1300/1800' },
]

/** Reads a number plan from JSON: `{ "name", "monthlyPrice", "destination" }`; every fault is listed with its field. */
export function parseNumberPlan(json: unknown): NumberPlan | readonly Problem[] {
  const problems: Problem[] = []
  const fields = openFields(json, '', ['name', 'monthlyPrice', 'destination'], problems)
  if (fields === undefined) return problems
  const name = readText(fields, 'name')
  const monthlyPriceMicros = readAmount(fields, 'monthlyPrice', PLAN_LIMITS.amountMicros)
  const destination = has(fields, 'destination') ? readText(fields, 'destination') : undefined
  if (problems.length > 0 || name === undefined || monthlyPriceMicros === undefined) return problems
  return { name, monthlyPriceMicros, destination }
}

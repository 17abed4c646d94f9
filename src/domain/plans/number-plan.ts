import { micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** The numbers a plan may be meant for. */
export const NUMBER_DESTINATIONS = ['geographic', 'mobile', '13', '1300/1800'] as const
export type NumberDestination = (typeof NUMBER_DESTINATIONS)[number]

/** Sets the monthly price of a number; every number on an account has one. */
export interface NumberPlan {
  /** An easily recognised name. */
  readonly name: string
  readonly description: string
  /** Ex GST, charged in advance on each bill anniversary. */
  readonly monthlyPriceMicros: Micros
  /** What it prices: one number, or a whole 100-number block. */
  readonly unit: 'number' | 'block'
  /** Numbers on it count towards what the calling plan includes. */
  readonly isBundled: boolean
  /** Null: any number. */
  readonly destination: NumberDestination | null
}

const DEFAULTS = { description: '', unit: 'number', isBundled: false, destination: null } as const

/**
 * The plans that exist from the start. A Bundled Line costs nothing because its calling plan includes it; the platform's
 * help pages give that price and the kinds, the other two prices are ours.
 */
export const DEFAULT_NUMBER_PLANS: readonly NumberPlan[] = [
  { ...DEFAULTS, name: 'Bundled Line', monthlyPriceMicros: micros(0n), isBundled: true },
  { ...DEFAULTS, name: 'Additional Line', monthlyPriceMicros: micros(5_000_000n) },
  { ...DEFAULTS, name: '1300/1800 Number', monthlyPriceMicros: micros(15_000_000n), destination: '1300/1800' },
]

/** What is wrong with a number plan as a whole. */
export function checkNumberPlan({ isBundled, monthlyPriceMicros, unit }: NumberPlan): readonly Problem[] {
  const problems: Problem[] = []
  const fault = (field: string, message: string): void =>
    void problems.push(problem('invalid_value', message, { field }))
  if (isBundled && monthlyPriceMicros !== 0n) {
    fault(
      'monthlyPrice',
      'A bundled number costs nothing of its own: its calling plan includes it. Make the price 0.00.',
    )
  }
  if (isBundled && unit === 'block') {
    fault('unit', 'A block is priced as a whole and no bundle includes it: make it "number", or not bundled.')
  }
  return problems
}

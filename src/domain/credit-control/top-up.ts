import type { Micros } from '#domain/money.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** fixed: the same amount each time; restore: what brings the balance back to a level. */
export const TOP_UP_MODES = ['fixed', 'restore'] as const
export type TopUpMode = (typeof TOP_UP_MODES)[number]

export const TOP_UP_LIMITS = {
  /** The platform's help pages: a balance threshold cannot be under $2.00. */
  thresholdMicros: 2_000_000n,
  /** $1.00: less is not worth what a gateway takes for it. */
  leastMicros: 1_000_000n,
  /** $100,000. */
  amountMicros: 100_000_000_000n,
} as const

/** Charging by itself when the balance runs low. Amounts with GST. */
export interface AutoTopUp {
  readonly isOn: boolean
  readonly mode: TopUpMode
  /** Below it a charge is made. */
  readonly thresholdMicros: Micros
  /** fixed: what is charged; restore: the balance it is brought back to. */
  readonly amountMicros: Micros
  /** Charged within seven days at the most. */
  readonly weeklyMaximumMicros: Micros
}

/** What does not go together in a top-up, at its fields. Empty: nothing. */
export function checkTopUp(topUp: Omit<AutoTopUp, 'isOn'>): readonly Problem[] {
  const { mode, thresholdMicros, amountMicros, weeklyMaximumMicros } = topUp
  const at = (field: string): { field: string } => ({ field: `autoTopUp.${field}` })
  if (thresholdMicros < TOP_UP_LIMITS.thresholdMicros)
    return [problem('invalid_value', 'The balance threshold cannot be under $2.00.', at('threshold'))]
  if (mode === 'restore' && amountMicros <= thresholdMicros) {
    const message = `Restore the balance to more than the threshold of $${text(thresholdMicros)}.`
    return [problem('invalid_value', message, at('amount'))]
  }
  if (amountMicros < TOP_UP_LIMITS.leastMicros)
    return [problem('invalid_value', 'The least a top-up charges is $1.00.', at('amount'))]
  const least = mode === 'restore' ? micros(amountMicros - thresholdMicros) : amountMicros
  if (weeklyMaximumMicros >= least) return []
  const message = `One top-up charges $${text(least)} or more: the weekly maximum cannot be under it.`
  return [problem('invalid_value', message, at('weeklyMaximum'))]
}

/** What a top-up does, in a sentence for people. */
export function describeTopUp({ mode, thresholdMicros, amountMicros, weeklyMaximumMicros }: AutoTopUp): string {
  const when = `when the balance falls below $${text(thresholdMicros)}`
  const most = `at most $${text(weeklyMaximumMicros)} in seven days`
  return mode === 'fixed'
    ? `Charges $${text(amountMicros)} ${when}, ${most}.`
    : `Brings the balance back to $${text(amountMicros)} ${when} and at the end of the billing month, ${most}.`
}

function text(amount: Micros): string {
  return formatDollars(amount, 2)
}

import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** What a reseller lets one payment by its customers be, with GST. */
export interface AmountBounds {
  readonly leastMicros: Micros
  readonly mostMicros: Micros
}

/** $5 to $5,000. */
export const DEFAULT_BOUNDS: AmountBounds = { leastMicros: micros(5_000_000n), mostMicros: micros(5_000_000_000n) }

/** The least and the most a gateway takes at all: $0.50 and $999,999.99. */
export const GATEWAY_BOUNDS: AmountBounds = { leastMicros: micros(500_000n), mostMicros: micros(999_999_990_000n) }

const CENT = 10_000n

/** Why an amount cannot be charged; undefined: it can. */
export function refuseAmount(amountMicros: Micros, { leastMicros, mostMicros }: AmountBounds): Problem | undefined {
  if (amountMicros % CENT !== 0n) return problem('invalid_value', 'Payments are in whole cents.', { field: 'amount' })
  if (amountMicros >= leastMicros && amountMicros <= mostMicros) return undefined
  const [least, most] = [formatDollars(leastMicros, 2), formatDollars(mostMicros, 2)]
  return problem('invalid_value', `Pay between $${least} and $${most} at once.`, { field: 'amount' })
}

import { formatDollars, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** Up: the new monthly price is higher. What is no upgrade waits for the anniversary, for nothing is refunded. */
export type PlanChangeKind = 'upgrade' | 'downgrade' | 'same-price'

/**
 * What changing from one monthly price to another is. Source: the platform's help pages on changing plans; "upgrade means a
 * higher price" is our default.
 */
export function kindOfChange(fromMicros: Micros, toMicros: Micros): PlanChangeKind {
  if (toMicros === fromMicros) return 'same-price'
  return toMicros > fromMicros ? 'upgrade' : 'downgrade'
}

/** Why a change cannot be made at once; undefined: it can. */
export function refuseNow(
  kind: PlanChangeKind,
  change: { readonly fromMicros: Micros; readonly toMicros: Micros; readonly anniversary: string },
): Problem | undefined {
  if (kind === 'upgrade') return undefined
  const [from, to] = [change.fromMicros, change.toMicros].map((amount) => formatDollars(amount, 2))
  const message =
    `$${to} a month is no more than the $${from} of the plan it is on, and nothing is refunded: ask for the change at the ` +
    `anniversary, ${change.anniversary} (when: "anniversary").`
  return problem('conflict', message, { field: 'when' })
}

/** The refusal of a plan that includes fewer numbers than are on a bundled number plan; undefined where they fit. */
export function refuseOverfull(
  plan: { readonly name: string; readonly includedNumbers: number },
  bundledNumbers: number,
  wayOut: string | undefined,
): Problem | undefined {
  const over = bundledNumbers - plan.includedNumbers
  if (over <= 0) return undefined
  const other = wayOut === undefined ? 'another number plan' : `"${wayOut}"`
  const message =
    `The account has ${bundledNumbers} bundled numbers and calling plan "${plan.name}" includes ${plan.includedNumbers}: ` +
    `put ${over} of them on ${other} first, cancel them, or choose a plan that includes more.`
  return problem('bundle_full', message, { field: 'planId' })
}

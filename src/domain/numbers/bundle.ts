import { formatDollars, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** How many numbers a calling plan includes, how many of them are taken, and how many more are wanted. */
export interface BundleUse {
  readonly planName: string
  readonly included: number
  readonly used: number
  readonly wanted: number
}

/**
 * The refusal of more numbers on a bundled number plan than the calling plan includes, with the way out; undefined where
 * they fit. Source: the platform's help pages on number plans; the refusal is ours.
 *
 * @param wayOut the number plan for numbers beyond the bundle.
 */
export function refuseBundle(
  { planName, included, used, wanted }: BundleUse,
  wayOut: { readonly name: string; readonly monthlyPriceMicros: Micros } | undefined,
): Problem | undefined {
  if (used + wanted <= included) return undefined
  const left = Math.max(0, included - used)
  const dollars = wayOut === undefined ? '' : formatDollars(wayOut.monthlyPriceMicros, 2)
  const way =
    wayOut === undefined
      ? 'Move the account to a calling plan that includes more.'
      : `Choose "${wayOut.name}" ($${dollars} a month, ex GST) for the others, or move the account to a calling plan ` +
        'that includes more.'
  return problem(
    'bundle_full',
    `Calling plan "${planName}" includes ${count(included)}; ${used} are in use and ${left} left. ${way}`,
    { field: 'numberPlanId' },
  )
}

function count(numbers: number): string {
  return numbers === 1 ? '1 number' : `${numbers} numbers`
}

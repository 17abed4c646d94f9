import { formatDollars, micros } from '#domain/money.ts'

/** How far an allowance is used: seconds and calls in whole numbers, money in dollars. */
export function allowanceUseView<Unit extends 'seconds' | 'calls' | 'money'>({
  name,
  unit,
  included,
  used,
}: {
  readonly name: string
  readonly unit: Unit
  readonly included: number
  readonly used: number
}) {
  const write = (quantity: number): string =>
    unit === 'money' ? formatDollars(micros(BigInt(quantity)), 2) : String(quantity)
  return { name, unit, included: write(included), used: write(used), remaining: write(Math.max(0, included - used)) }
}

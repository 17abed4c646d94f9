import { micros, type Micros } from '#domain/money.ts'
import { proRata, type PartOfCycle } from './pro-rata.ts'

/**
 * What a pay-as-you-go account owes beyond its calls when a billing cycle ends, ex GST: the plan's minimum less what the
 * calls of the cycle came to, and nothing where they came to more. Numbers and sundries do not count. Worked example of
 * the platform's help pages: minimum $10, calls $8.20, so $1.80.
 *
 * @param part the days of the cycle on the plan: the minimum is for as many.
 */
export function minimumShortfall(minimumMonthly: Micros, callsMicros: Micros, part: PartOfCycle): Micros {
  const minimum = proRata(minimumMonthly, part)
  return callsMicros >= minimum ? micros(0n) : micros(minimum - callsMicros)
}

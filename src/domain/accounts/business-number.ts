/** What a company, body or business is registered under. An ARBN has the form of an ACN. */
export type BusinessNumberKind = 'ABN' | 'ACN' | 'ARBN'

/** Of the nine digits behind the first two, which weigh 10 and 1. */
const ABN_WEIGHTS = [3, 5, 7, 9, 11, 13, 15, 17, 19]
const ACN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 1]

/**
 * What is wrong with a business number, in one sentence; undefined: nothing. Digits only, as they are kept: an ABN of 11,
 * an ACN or ARBN of 9. Whether the register knows it is another question.
 * Rules: the Australian Business Register's for the ABN (modulus 89), ASIC's for the ACN and ARBN (modulus 10).
 */
export function businessNumberFault(kind: BusinessNumberKind, digits: string): string | undefined {
  const name = `An ${kind}`
  const length = kind === 'ABN' ? 11 : 9
  if (!/^\d*$/.test(digits)) return `${name} has digits only; spaces may stand between them.`
  if (digits.length !== length) return `${name} has ${length} digits, and this has ${digits.length}.`
  return kind === 'ABN' ? abnFault(digits) : acnFault(kind, digits)
}

/** The first two digits, less 10, make the weighted sum a multiple of 89. */
function abnFault(digits: string): string | undefined {
  if (digits.startsWith('0')) return 'An ABN does not begin with 0.'
  const check = 99 - (weightedSum(digits.slice(2), ABN_WEIGHTS) % 89)
  const given = Number(digits.slice(0, 2))
  // 10 and 99 are 89 apart: both bring the sum of such a number to a multiple.
  if ((check - given) % 89 === 0) return undefined
  return `This ABN fails its check: before ${digits.slice(2)} the first two digits would be ${check}, not ${given}. Look for a mistyped digit.`
}

/** The ninth digit brings the weighted sum of the eight before it to a multiple of 10. */
function acnFault(kind: BusinessNumberKind, digits: string): string | undefined {
  const check = (10 - (weightedSum(digits.slice(0, 8), ACN_WEIGHTS) % 10)) % 10
  const given = Number(digits.slice(8))
  if (check === given) return undefined
  return `This ${kind} fails its check: after ${digits.slice(0, 8)} the last digit would be ${check}, not ${given}. Look for a mistyped digit.`
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
}

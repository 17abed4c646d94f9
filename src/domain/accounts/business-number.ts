/** What a company, body or business is registered under. An ARBN has the form of an ACN. */
export type BusinessNumberKind = 'ABN' | 'ACN' | 'ARBN'

const ABN_WEIGHTS = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]

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

/** The first two digits make the weighted sum, the first digit less 1, a multiple of 89. */
function abnFault(digits: string): string | undefined {
  if (digits.startsWith('0')) return 'An ABN does not begin with 0.'
  const sum = [...digits].reduce(
    (all, digit, index) => all + (ABN_WEIGHTS[index] ?? 0) * (Number(digit) - (index === 0 ? 1 : 0)),
    0,
  )
  if (sum % 89 === 0) return undefined
  const check =
    99 -
    ([...digits].slice(2).reduce((all, digit, index) => all + (ABN_WEIGHTS[index + 2] ?? 0) * Number(digit), 0) % 89)
  return `This ABN fails its check: before ${digits.slice(2)} the first two digits would be ${check}, not ${digits.slice(0, 2)}. Look for a mistyped digit.`
}

/** Weights 8 to 1 for the first eight digits; the ninth brings the sum to a multiple of 10. */
function acnFault(kind: BusinessNumberKind, digits: string): string | undefined {
  const sum = [...digits].slice(0, 8).reduce((all, digit, index) => all + (8 - index) * Number(digit), 0)
  const check = (10 - (sum % 10)) % 10
  if (check === Number(digits[8])) return undefined
  return `This ${kind} fails its check: after ${digits.slice(0, 8)} the last digit would be ${check}, not ${digits[8] ?? ''}. Look for a mistyped digit.`
}

/** `51824753556` → `51 824 753 556`, `004085616` → `004 085 616`. */
export function formatBusinessNumber(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ' ')
}

import { formatNumber, readNumber, UNREADABLE_NUMBER } from '#domain/phone-number.ts'

/** Fewer digits are in too many numbers to search for. */
export const FEWEST_DIGITS_SEARCHED = 4

/**
 * The stored forms a number may have that a person writes as dialled or as E.164: `0370101234`, `+61 3 7010 1234`,
 * `61370101234`, `13 1234`. Empty where it is no number.
 */
export function storedForms(written: string): readonly string[] {
  const forms = new Set<string>()
  for (const format of ['national', 'e164'] as const) {
    const code = readNumber(written, format)
    if (code !== 0 && code !== UNREADABLE_NUMBER) forms.add(formatNumber(code))
  }
  const digits = written.replaceAll(/\D/g, '')
  if (/^\d{3,15}$/.test(digits)) forms.add(digits)
  return [...forms]
}

/** Digits to be found anywhere in a number; a leading 0, as dialled, is also the beginning of a number behind 61. */
export interface DigitSearch {
  readonly digits: string
  readonly beginning: string | null
}

/** What a person means by a part of a number; undefined where it is under {@link FEWEST_DIGITS_SEARCHED} digits or over 15. */
export function digitSearch(written: string): DigitSearch | undefined {
  const digits = written.replaceAll(/[\s().+-]/g, '')
  if (!/^\d+$/.test(digits) || digits.length < FEWEST_DIGITS_SEARCHED || digits.length > 15) return undefined
  const isDialled = /^0[1-9]/.test(digits)
  return { digits, beginning: isDialled ? `61${digits.slice(1)}` : null }
}

import { readNumber } from '#domain/phone-number.ts'

/** A phone number as it was typed, as it travels; null: nothing was typed. What cannot be read is left for the API to refuse. */
export function phoneOf(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const code = readNumber(text, 'national')
  return code > 0 ? String(code) : text
}

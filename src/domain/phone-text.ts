/** Australian numbers as people read them: `03 7010 1234`, `0491 570 006`, `1300 975 701`, `13 11 14`. */
const AUSTRALIAN: readonly (readonly [RegExp, string])[] = [
  [/^61([2378])(\d{4})(\d{4})$/, '0$1 $2 $3'],
  [/^61(4\d{2})(\d{3})(\d{3})$/, '0$1 $2 $3'],
  [/^61(1[38]00)(\d{3})(\d{3})$/, '$1 $2 $3'],
  [/^61(13)(\d{2})(\d{2})$/, '$1 $2 $3'],
  [/^61(1800|180\d)(\d{3})$/, '$1 $2'],
]

/** A number kept as E.164 digits (or a short code) as it is read aloud; of other countries with + and nothing else changed. */
export function phoneText(number: string): string {
  const digits = number.replace(/^\+/, '')
  for (const [pattern, shown] of AUSTRALIAN) if (pattern.test(digits)) return digits.replace(pattern, shown)
  const isService = digits.startsWith('0') || (digits.startsWith('12') && digits.length < 11)
  return /^\d{8,15}$/.test(digits) && !isService ? `+${digits}` : number
}

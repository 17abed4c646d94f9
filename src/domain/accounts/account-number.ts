/** A totally anti-symmetric quasigroup of order 10, 0 on its diagonal: H. Michael Damm, 2004. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/**
 * The digit that lets a wrong copy be found: every single wrong digit and every swap of two neighbours, the mistakes
 * people make when they copy the number into a bank transfer. By Damm's rule: the usual one of Luhn passes 09 for 90.
 */
function checkDigit(digits: string): string {
  return Array.from(digits, Number).reduce((interim, digit) => DAMM[Number(interim)]?.[digit] ?? '', '0')
}

/** The first account of a reseller; it leaves shorter numbers to what is brought over. */
export const FIRST_ACCOUNT = 100_000

/** The account number of the nth account: its digits and one to check them by. */
export function accountNumberOf(nth: number): string {
  return `${nth}${checkDigit(String(nth))}`
}

/** Whether a number can be one of {@link accountNumberOf}. One brought over from elsewhere need not be. */
export function hasCheckDigit(accountNumber: string): boolean {
  return /^\d{7,11}$/.test(accountNumber) && checkDigit(accountNumber) === '0'
}

/**
 * A phone number as one safe integer, so that millions of calls are read, compared and stored without a string.
 * Above 0: the digits of E.164 (61270101234; 61131234 is 13 1234). Below -1: a short code that has no E.164 form, its
 * digits behind a 1 that keeps the zeros (-1000 is 000, -11223 is 1223). Plain numbers out of arrays and the database
 * are taken as they are.
 */
export type NumberCode = number & { readonly meaning?: 'phone number' }

/** Nobody's number: empty, anonymous, withheld. */
export const NO_NUMBER: NumberCode = 0

/** Something was written, but no number can be read from it. */
export const UNREADABLE_NUMBER: NumberCode = -1

const TRIPLE_ZERO: NumberCode = -1000
const MOBILE_EMERGENCY: NumberCode = -1112
const TEXT_EMERGENCY: NumberCode = -1106

/**
 * What a source means by bare digits: `e164` writes 61131234 for 13 1234; in `national`, as dialled in Australia, that
 * is (02) 6113 1234. A source is one or the other and the digits do not tell, so it has to be said.
 */
export type NumberFormat = 'e164' | 'national'

/** Codes dialled before a number that choose who sees the caller (1831, 1832). */
const CALLER_DISPLAY = '183[12]'
/** Codes dialled before a number that choose the carrier (1411 Telstra, 1456 Optus …). */
const CARRIER_OVERRIDE = '14(?:11|14|34|41|47|56|66|74|77|88)'

const EMERGENCY = new RegExp(`^(?:61)?(?:${CALLER_DISPLAY}|${CARRIER_OVERRIDE})*(000|112|106)$`)
const NATIONAL_PREFIX = new RegExp(`^(?:${CALLER_DISPLAY}|${CARRIER_OVERRIDE})(?=\\d)`)
const E164_PREFIX = new RegExp(`^${CALLER_DISPLAY}(?=\\d)`)

/** Dialled behind a 0: geographic, mobile, 05 without the repealed 0550, satellite 0145/0147, pager 016, data 0198. */
const BEHIND_TRUNK_ZERO = /^(?:[23478]\d{8}|5(?!50)\d{8}|14[57]\d{6}|16\d{3,7}|198\d{6})$/
/** Dialled as they are: 1300, 1345, 13, 1800, 180x, 190x, and the 19x numbers of premium messages. */
const ONE_NUMBER = /^(?:1300\d{6}|1345\d{4}|13(?!45)[1-9]\d{3}|1800\d{6}|180[1-9]\d{3}|190\d{7}|19[1-79]\d{3,5})$/
/** Directory, operator, time, weather, Before You Dig: numbers of one network, without an E.164 form. */
const SHORT_CODE = /^(?:12\d{1,9}|1100|119[46]|1555)$/
/** The same behind a 61 that some switch put there, only the lengths really in use; or that {@link formatNumber} did. */
const SHORT_CODE_BEHIND_61 = /^(?:12\d{2,3}|12\d{9}|1100|119[46]|1555)$/

/**
 * 1831 is also California, 1345 Cayman, 1800 free in America: eleven digits are theirs, but 1831 and 1832 only with an
 * exchange of 2–9, which every number there has. Else they hide or show a number behind them, however the whole came.
 */
const NORTH_AMERICAN = /^1(?!83[12][01])[2-9]\d{9}$/

const WITHHELD = /^(?:|anonymous|unknown|restricted|private|unavailable|withheld)$/i
const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/

/**
 * Reads a number however a switch, a carrier or a person wrote it: separators, `sip:`/`tel:` with host and parameters,
 * caller-display and override codes, 0011. Emergency numbers come first, on the raw digits, in both formats.
 * `areaCode` (2, 3, 7 or 8; 0 unknown) is that of the service, for eight-digit local dialling in `national`.
 * Rules: the numbering plan as the ACMA and libphonenumber's metadata give it. Never throws: {@link UNREADABLE_NUMBER}.
 */
export function readNumber(text: string, format: NumberFormat, areaCode = 0): NumberCode {
  const written = userPart(text.trim())
  if (WITHHELD.test(written)) return NO_NUMBER
  if (/^service:sos\b/i.test(written)) return TRIPLE_ZERO
  if (IP_ADDRESS.test(written)) return UNREADABLE_NUMBER
  const [, plus, digits] = /^(\+?)(\d*)$/.exec(written.replace(/[\s().-]/g, '')) ?? []
  if (digits === undefined) return UNREADABLE_NUMBER
  if (digits === '') return plus === '' ? NO_NUMBER : UNREADABLE_NUMBER
  const emergency = EMERGENCY.exec(digits)?.[1]
  if (emergency !== undefined) return shortCode(emergency)
  if (plus === '+') return readInternational(digits)
  return format === 'national' ? readNational(digits, areaCode) : readE164(digits)
}

/** `sip:+61270101234;npdi@host;user=phone` → `+61270101234` */
function userPart(text: string): string {
  const [user = ''] = text.replace(/^(?:sips?|tel|urn):/i, '').split(/[@;]/)
  return user.replace(/^%2b/i, '+').trim()
}

function readNational(digits: string, areaCode: number): NumberCode {
  if (/^001[145689]/.test(digits)) return readInternational(digits.slice(4))
  if (digits.startsWith('0')) return readBehindZero(digits)
  if (/^[2-9]\d{7}$/.test(digits)) return readLocal(digits, areaCode)
  if (digits.startsWith('61')) return readAustralian(digits.slice(2))
  const afterPrefix = digits.replace(NATIONAL_PREFIX, '')
  return afterPrefix === digits ? readOneNumber(digits) : readNational(afterPrefix, areaCode)
}

function readE164(digits: string): NumberCode {
  if (digits.startsWith('0011')) return readInternational(digits.slice(4))
  // 00 and a North American number looks like 0014 … 0019, the other access codes: eleven digits decide.
  if (/^001[45689]/.test(digits) && digits.length !== 13) return readInternational(digits.slice(4))
  if (digits.startsWith('0')) return readBehindZero(digits)
  if (!digits.startsWith('1')) return readInternational(digits)
  if (NORTH_AMERICAN.test(digits)) return Number(digits)
  const afterPrefix = digits.replace(E164_PREFIX, '')
  return afterPrefix === digits ? readOneNumber(digits) : readE164(afterPrefix)
}

/** The digits of a number with its country code. */
function readInternational(digits: string): NumberCode {
  if (digits.startsWith('61')) return readAustralian(digits.slice(2))
  return NORTH_AMERICAN.test(digits) || /^[2-9]\d{6,14}$/.test(digits) ? Number(digits) : UNREADABLE_NUMBER
}

/** The digits behind 61; `61 (0)2 …` keeps a 0 that does not belong there. */
function readAustralian(digits: string): NumberCode {
  const significant = /^0[23478]/.test(digits) ? digits.slice(1) : digits
  if (BEHIND_TRUNK_ZERO.test(significant) || ONE_NUMBER.test(significant)) return Number(`61${significant}`)
  return SHORT_CODE_BEHIND_61.test(significant) ? shortCode(significant) : UNREADABLE_NUMBER
}

function readBehindZero(digits: string): NumberCode {
  if (digits.startsWith('00')) return readInternational(digits.slice(2))
  const significant = digits.slice(1)
  return BEHIND_TRUNK_ZERO.test(significant) ? Number(`61${significant}`) : UNREADABLE_NUMBER
}

function readOneNumber(digits: string): NumberCode {
  if (ONE_NUMBER.test(digits)) return Number(`61${digits}`)
  return SHORT_CODE.test(digits) ? shortCode(digits) : UNREADABLE_NUMBER
}

function readLocal(digits: string, areaCode: number): NumberCode {
  return isAreaCode(areaCode) ? Number(`61${areaCode}${digits}`) : UNREADABLE_NUMBER
}

function isAreaCode(digit: number): boolean {
  return digit === 2 || digit === 3 || digit === 7 || digit === 8
}

function shortCode(digits: string): NumberCode {
  return -Number(`1${digits}`)
}

const ZERO = 48
const PLUS = 43

/**
 * {@link readNumber} for the bytes `from` (inclusive) to `to` (exclusive) of a file. The forms nearly all calls come
 * in are read here without a string; the rest goes the careful way.
 */
export function readNumberBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
  format: NumberFormat,
  areaCode: number,
): NumberCode {
  if (from >= to) return NO_NUMBER
  const plus = bytes[from] === PLUS
  const start = plus ? from + 1 : from
  const length = to - start
  if (length < 6 || length > 15) return readCarefully(bytes, from, to, format, areaCode)
  // In two halves that fit 32-bit integers: half the time of one double.
  const middle = length > 8 ? to - 8 : start
  const low = readDigits(bytes, middle, to)
  const high = readDigits(bytes, start, middle)
  if (low < 0 || high < 0) return readCarefully(bytes, from, to, format, areaCode)
  const value = high * 1e8 + low
  const code = readPlainDigits(value, length, bytes[start] === ZERO, plus, plus || format === 'e164', areaCode)
  return code === UNREADABLE_NUMBER ? readCarefully(bytes, from, to, format, areaCode) : code
}

/** The value of up to eight digits; -1 where something else stands among them. */
function readDigits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = (value * 10 + digit) | 0
  }
  return value
}

/** The code of the plain common forms, {@link UNREADABLE_NUMBER} where more care is needed. */
function readPlainDigits(
  value: number,
  length: number,
  leadingZero: boolean,
  plus: boolean,
  isE164: boolean,
  areaCode: number,
): NumberCode {
  if (leadingZero) {
    const isTrunk = !plus && length === 10 && isTrunkDigit(Math.floor(value / 1e8))
    return isTrunk ? 61e9 + value : UNREADABLE_NUMBER
  }
  if (length === 8 && !isE164) {
    return value >= 2e7 && isAreaCode(areaCode) ? 61e9 + areaCode * 1e8 + value : UNREADABLE_NUMBER
  }
  if (length === 11 && value >= 61e9 && value < 62e9) {
    return isTrunkDigit(Math.floor(value / 1e8) - 610) ? value : UNREADABLE_NUMBER
  }
  if (length === 12 && value >= 611e9 && value < 612e9) {
    return isFreeOrLocalRate(value - 61e10) ? value : UNREADABLE_NUMBER
  }
  if (length === 10 && !plus && value < 2e9) return isFreeOrLocalRate(value) ? 61e10 + value : UNREADABLE_NUMBER
  if (!isE164) return UNREADABLE_NUMBER
  if (length === 8 && value >= 61131000 && value < 61140000) {
    return value < 61134500 || value > 61134599 ? value : UNREADABLE_NUMBER
  }
  return isPlainForeign(value, length) ? value : UNREADABLE_NUMBER
}

/** The first digit of a geographic or mobile number. */
function isTrunkDigit(digit: number): boolean {
  return digit === 4 || isAreaCode(digit)
}

/** 1300 xxx xxx and 1800 xxx xxx */
function isFreeOrLocalRate(national: number): boolean {
  const prefix = Math.floor(national / 1e6)
  return prefix === 1300 || prefix === 1800
}

/** Divides a number of so many digits down to its first five. */
const FIVE_DIGITS_OF = Float64Array.from({ length: 16 }, (_, length) => 10 ** (length - 5))

/** A number of 9 to 15 digits outside Australia; of North America's only those no Australian prefix resembles. */
function isPlainForeign(value: number, length: number): boolean {
  if (length < 9) return false
  const lead = Math.floor(value / (FIVE_DIGITS_OF[length] ?? 1))
  if (lead >= 20_000) return Math.floor(lead / 1000) !== 61
  return length === 11 && lead >= 12_000 && lead % 10 >= 2
}

function readCarefully(
  bytes: Uint8Array,
  from: number,
  to: number,
  format: NumberFormat,
  areaCode: number,
): NumberCode {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return readNumber(text, format, areaCode)
}

/**
 * Writes the digits of a number as ASCII into `target` from `offset` and returns the offset behind them. A number that
 * is not there or not readable writes nothing.
 */
export function writeNumber(code: NumberCode, target: Uint8Array, offset: number): number {
  if (code <= 0) return writeShortCode(code, target, offset)
  // In two halves that fit 32-bit integers: those divide several times faster than doubles.
  let high = Math.floor(code / 1e8) | 0
  let low = (code - high * 1e8) | 0
  const end = offset + countDigits(high > 0 ? high : low) + (high > 0 ? 8 : 0)
  const middle = high > 0 ? end - 8 : offset
  for (let at = end - 1; at >= middle; at--) {
    const rest = (low / 10) | 0
    target[at] = ZERO + low - rest * 10
    low = rest
  }
  for (let at = middle - 1; at >= offset; at--) {
    const rest = (high / 10) | 0
    target[at] = ZERO + high - rest * 10
    high = rest
  }
  return end
}

function writeShortCode(code: NumberCode, target: Uint8Array, offset: number): number {
  const digits = formatNumber(code)
  for (let at = 0; at < digits.length; at++) target[offset + at] = digits.charCodeAt(at)
  return offset + digits.length
}

/** Digits of a whole number of 1 to 99,999,999. */
function countDigits(value: number): number {
  let count = 1
  for (let limit = 10; value >= limit; limit *= 10) count++
  return count
}

/**
 * The digits of a number: `61270101234`, `000`; empty where there is none. A code of eleven digits has 61 in front, so that
 * nobody takes it for a number of North America.
 */
export function formatNumber(code: NumberCode): string {
  if (code > 0) return String(code)
  const digits = code < UNREADABLE_NUMBER ? String(0 - code).slice(1) : ''
  return isElevenDigitCode(code) ? `61${digits}` : digits
}

/** Whether a code of one network has as many digits as a number of North America. */
export function isElevenDigitCode(code: NumberCode): boolean {
  return code <= -1e11 && code > -2e11
}

/** 000, 112 from a mobile, 106 for text: always allowed, always free. */
export function isEmergency(code: NumberCode): boolean {
  return code === TRIPLE_ZERO || code === MOBILE_EMERGENCY || code === TEXT_EMERGENCY
}

/** The digit after 0 of a geographic number's area, or 0: what eight digits dialled from it are in. */
export function areaCodeOf(code: NumberCode): number {
  if (code < 61_200_000_000 || code >= 61_900_000_000) return 0
  return Math.floor((code - 61_000_000_000) / 100_000_000)
}

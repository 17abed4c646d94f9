import { quote } from './sheet-finding.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'

const PLAIN = /^[1-9]\d{0,14}$/
const RANGE = /^(.*?\d)\s*(?:-|–|—|\.\.|\bto\b)\s*(.*\d.*)$/
const SHORTENED = /^\d([.,]\d+)?E\+?\d+$/i
/** Country codes of one and of two digits; all others have three (ITU-T E.164). */
const SHORT_COUNTRY_CODE = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])$/
const LONG_COUNTRY_CODE = /^(2[1-689]|3[578]|42|5[09]|6[7-9]|8[03578]|9[679])\d$/

/**
 * The prefixes one cell stands for, as E.164 digits: `61`, `+61`, `0061`, `0011 61`, the pattern `^61.*`, a list
 * `61401;61402` (also with , | /), a range `61401-61403` (both ends equally long). With `country` the cell holds the
 * part behind that country code and may be empty. What it cannot be sure of it refuses: returns the complaint as text.
 */
export function readPrefixes(text: string, country = ''): readonly string[] | string {
  if (country === '' && PLAIN.test(text)) return [text]
  if (text.trim() === '') return country === '' ? 'is empty; a row needs a prefix' : [country]
  const prefixes: string[] = []
  for (const part of text.split(/[;,|/]/)) {
    if (part.trim() === '') continue
    const found = readPart(part.trim(), country)
    if (typeof found === 'string') return found
    prefixes.push(...found)
  }
  return prefixes.length === 0 ? `${quote(text)} has no digits in it` : prefixes
}

/** A country code by itself: `61`, `+61`, `0061`. Complaints begin with a space. */
export function readCountryCode(text: string): string {
  const digits = cleanDigits(text.trim(), false)
  if (digits === undefined || !/^[1-9]\d{0,6}$/.test(digits)) return ` ${quote(text)} is not a country code`
  return digits
}

function readPart(part: string, country: string): readonly string[] | string {
  const [, from, to] = RANGE.exec(part) ?? []
  if (from !== undefined && to !== undefined) return readRange(part, from, to, country)
  const prefix = readOne(part, country)
  return prefix.startsWith(' ') ? prefix.slice(1) : [prefix]
}

function readRange(part: string, from: string, to: string, country: string): readonly string[] | string {
  const first = readOne(from, country)
  const last = readOne(to, country)
  if (first.startsWith(' ')) return first.slice(1)
  if (last.startsWith(' ') || first.length !== last.length || first > last) {
    return `${quote(part)} is not a range: write both ends in full and equally long, as 61401-61403`
  }
  const count = Number(last) - Number(first) + 1
  if (count > SHEET_LIMITS.rangePrefixes) {
    return `${quote(part)} stands for ${count} prefixes; a range may have ${SHEET_LIMITS.rangePrefixes}`
  }
  return Array.from({ length: count }, (_, index) => String(Number(first) + index))
}

/** One prefix; a complaint begins with a space. */
function readOne(part: string, country: string): string {
  if (SHORTENED.test(part)) {
    return ` ${quote(part)} is a number that a spreadsheet has shortened: make the column text and export the sheet again`
  }
  const digits = cleanDigits(part, country !== '')
  if (digits === undefined || digits === '') return ` ${quote(part)} is not a prefix of digits`
  const prefix = country + digits
  if (prefix.startsWith('0')) {
    return ` ${quote(part)} begins with 0: write it with its country code, as 61 for Australia`
  }
  return prefix.length > 15 ? ` ${quote(part)} has more than the 15 digits a number can have` : prefix
}

/** Digits without pattern signs, grouping and international access; undefined when that is not all there is. */
function cleanDigits(part: string, isAreaCode: boolean): string | undefined {
  const bare = part.replace(/^\^/, '').replace(/(\.\*|\*|%|\$)$/, '')
  const groups = bare.replace(/^\+\s*/, '').split(/\s+/)
  if (!groups.every((group) => /^\d+$/.test(group))) return undefined
  if (isAreaCode) return bare.startsWith('+') ? undefined : groups.join('')
  const [first = '', ...rest] = bare.startsWith('+') ? groups : withoutAccessCode(groups)
  // `61401 61402` may be a list: digits are joined only behind what is a country code and nothing more.
  if (rest.length > 0 && !SHORT_COUNTRY_CODE.test(first) && !LONG_COUNTRY_CODE.test(first)) return undefined
  return first + rest.join('')
}

/** No country code begins with 0 and none with 11, so that 0011 is always Australia's access code. */
function withoutAccessCode(groups: readonly string[]): readonly string[] {
  const [first = '', ...rest] = groups
  const bare = first.replace(/^(0011|00)/, '')
  return bare === '' ? rest : [bare, ...rest]
}

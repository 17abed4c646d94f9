import { likePattern } from './number-pattern.ts'

/** What somebody typed to find a phone number. */
export interface SearchDigits {
  /** E.164 digits the number begins with; undefined: it was not written from its beginning. */
  readonly beginning: string | undefined
  /** Digits that stand in it somewhere. */
  readonly within: string
}

const FEWEST = 3

/**
 * Reads what may be part of a number in any form: `03 7010 1234`, `+61 3 7010`, `7010 1234`, `1300 FLOWER`. Undefined: it
 * is none, or fewer than three digits.
 */
export function readSearchDigits(written: string): SearchDigits | undefined {
  const bare = written.replaceAll(/[\s()+.-]/g, '')
  const isNamed = /^1[38]00[A-Za-z]{2,}\d*$/.test(bare)
  const pattern = isNamed ? likePattern(bare) : bare
  const digits = typeof pattern === 'string' ? pattern.replaceAll('%', '') : ''
  if (!/^\d{1,18}$/.test(digits) || digits.length < FEWEST) return undefined
  const e164 = digits.replace(/^0011/, '')
  if (e164.startsWith('61')) return { beginning: e164, within: e164 }
  if (e164.startsWith('0')) return { beginning: `61${e164.slice(1)}`, within: e164.slice(1) }
  return { beginning: /^1[389]/.test(e164) ? `61${e164}` : undefined, within: e164 }
}

import { isElevenDigitCode, UNREADABLE_NUMBER, writeNumber } from '#domain/phone-number.ts'
import type { NumberCode } from '#domain/phone-number.ts'

const ONE = 49
const SIX = 54

/**
 * Writes the digits a rate deck is matched on as ASCII and returns the offset behind them: the E.164 form. An Australian
 * short code has none and is taken as 61 and the code, so that 1223 never meets the row of +1 223. A number that is not
 * there or not readable writes nothing, and matches nothing.
 */
export function writeDeckDigits(code: NumberCode, target: Uint8Array, offset: number): number {
  if (code >= UNREADABLE_NUMBER || isElevenDigitCode(code)) return writeNumber(code, target, offset)
  target[offset] = SIX
  target[offset + 1] = ONE
  return writeNumber(code, target, offset + 2)
}

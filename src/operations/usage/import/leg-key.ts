import { hashCallFacts, hashCallId, type CallKey } from '#domain/usage/call-key.ts'
import { DOUBLE, double, FLAG, INTEGER, integer, setInteger, type LegRecords } from './call-block.ts'

const key: CallKey = { high: 0, low: 0 }

/**
 * Puts a leg's key into its record: a hash of the source's id, or where there is none of the call's facts; of the line
 * where the row cannot be read. `salt` tells apart calls whose keys fell together.
 */
export function keyLeg(block: LegRecords, leg: number, sourceId: number, salt: number): void {
  const legOfRow = integer(block, leg, INTEGER.flags) >> FLAG.legShift
  const idFrom = integer(block, leg, INTEGER.idFrom)
  const idLength = integer(block, leg, INTEGER.idLength)
  if (idLength > 0) hashCallId(sourceId, legOfRow, salt, block.text, idFrom, idFrom + idLength, key)
  else if (Number.isNaN(double(block, leg, DOUBLE.startedAtMs))) {
    const lineFrom = integer(block, leg, INTEGER.lineFrom)
    const lineTo = lineFrom + integer(block, leg, INTEGER.lineLength)
    hashCallId(sourceId, legOfRow, salt, block.text, lineFrom, lineTo, key)
  } else {
    hashCallFacts(
      sourceId,
      legOfRow,
      salt,
      double(block, leg, DOUBLE.startedAtMs),
      double(block, leg, DOUBLE.aNumber),
      double(block, leg, DOUBLE.bNumber),
      integer(block, leg, INTEGER.durationSeconds),
      key,
    )
  }
  setInteger(block, leg, INTEGER.keyHigh, key.high)
  setInteger(block, leg, INTEGER.keyLow, key.low)
}

/** The key as the database orders it: the halves of a signed 64-bit integer. */
export function keyHigh(block: LegRecords, leg: number): number {
  return integer(block, leg, INTEGER.keyHigh)
}

export function keyLow(block: LegRecords, leg: number): number {
  return integer(block, leg, INTEGER.keyLow) >>> 0
}

/** Whether two legs with one key stand for the same call: the ids decide, without ids the key's own facts. */
export function isSameLeg(block: LegRecords, one: number, other: number): boolean {
  const length = integer(block, one, INTEGER.idLength)
  if (length !== integer(block, other, INTEGER.idLength)) return false
  if (length === 0) {
    return (
      double(block, one, DOUBLE.aNumber) === double(block, other, DOUBLE.aNumber) &&
      double(block, one, DOUBLE.bNumber) === double(block, other, DOUBLE.bNumber) &&
      integer(block, one, INTEGER.durationSeconds) === integer(block, other, INTEGER.durationSeconds)
    )
  }
  const fromOne = integer(block, one, INTEGER.idFrom)
  const fromOther = integer(block, other, INTEGER.idFrom)
  for (let i = 0; i < length; i++) if (block.text[fromOne + i] !== block.text[fromOther + i]) return false
  return true
}

/** The key as the database has it. */
export function storedKey(block: LegRecords, leg: number): bigint {
  return (BigInt(keyHigh(block, leg)) << 32n) | BigInt(keyLow(block, leg))
}

const decoder = new TextDecoder()

/** A piece of the text legs point into. */
export function legText(block: LegRecords, from: number, length: number): string {
  // Shared memory cannot be decoded in place.
  return decoder.decode(block.text.slice(from, from + length))
}

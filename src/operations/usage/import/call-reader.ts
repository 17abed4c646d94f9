import {
  areaCodeOf,
  isEmergency,
  NO_NUMBER,
  readNumberBytes,
  UNREADABLE_NUMBER,
  type NumberCode,
} from '#domain/phone-number.ts'
import { legsOfForwardedCall } from '#domain/rating/forwarded-call.ts'
import { dispositionOf, DISPOSITION_CODES, type CdrProfile } from '#domain/usage/cdr-profile.ts'
import {
  LONGEST_PLAUSIBLE_SECONDS,
  SUSPENSE_CAUSE_CODES,
  type SuspenseCauseCode,
} from '#domain/usage/suspense-cause.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import {
  type CallBlock,
  DOUBLE,
  FLAG,
  INTEGER,
  integer,
  setDouble,
  setId,
  setInteger,
  shardOf,
  SHARDS,
} from './call-block.ts'
import type { CallColumns } from './call-columns.ts'
import { createSplitLine, splitLine } from './field-splitter.ts'
import { keyLeg } from './leg-key.ts'
import type { NumberDirectory } from './number-directory.ts'
import { ascii, createTimeReader, readDollars, readDuration } from './read-field.ts'

/** The second leg of a row that was forwarded; apart from a plain leg out only in the call's key. */
const LEG_FORWARDED = 3

/** What a chunk held. */
export interface BlockCounts {
  /** Where reading stopped: the end of the chunk, or after the most lines a block takes. */
  readonly to: number
  readonly lines: number
  readonly legs: number
  readonly shardLegs: readonly number[]
}

export interface CallReader {
  /**
   * Reads the lines of `block.text[from, to)` into the block's columns. `firstLine` is the file's number of the first
   * of them. Nothing is left out: a line that is no call becomes a leg with a cause and no owner.
   */
  readBlock(block: CallBlock, from: number, to: number, firstLine: number, mostLines: number): BlockCounts
}

export interface ReadingRules {
  readonly profile: CdrProfile
  readonly columns: CallColumns
  readonly directory: NumberDirectory
  readonly sourceId: number
  /** Calls that start outside [earliestMs, latestMs) did not start then. */
  readonly earliestMs: number
  readonly latestMs: number
}

/** A block takes no more lines than this; its columns hold {@link MOST_BLOCK_LEGS}. */
export const MOST_BLOCK_LINES = 350_000
/** What the first block of a file takes. */
export const FIRST_BLOCK_LINES = 80_000
/** A call between two of our numbers that is forwarded has three legs. */
export const MOST_BLOCK_LEGS = MOST_BLOCK_LINES * 3

const NEWLINE = 10
/** The last that a date can be, here and in the database; nothing written is before the first. */
const LATEST_INSTANT_MS = 8.64e15

/** A reader for one file: it knows its profile, its columns, and whose numbers are whose. */
export function createCallReader(rules: ReadingRules): CallReader {
  const { profile, columns, directory } = rules
  const delimiter = profile.delimiter.charCodeAt(0)
  const readTime = createTimeReader(profile.time)
  const format = profile.numberFormat
  const direction = profile.direction
  const outWords = (direction.rule === 'column' ? direction.out : []).map(bytesOf)
  const inWords = (direction.rule === 'column' ? direction.in : []).map(bytesOf)
  const answeredWords = profile.answered.rule === 'disposition' ? profile.answered.answered : undefined
  const costDivisor = profile.costIncludesGst ? 1.1 : 1
  const split = createSplitLine()
  const { from: starts, to: ends } = split
  const accountOf = directory.accountId
  const resellerOf = directory.resellerId

  let block: CallBlock
  let text: Uint8Array
  let legs = 0
  let arena = 0
  const shardCounts = new Array<number>(SHARDS).fill(0)

  const column = (reference: number): number => {
    const index = reference < 0 ? split.count + reference : reference
    return index >= 0 && index < split.count ? index : -1
  }

  const number = (reference: number, areaCode: number): NumberCode => {
    const index = column(reference)
    if (index < 0) return NO_NUMBER
    return readNumberBytes(text, starts[index] ?? 0, ends[index] ?? 0, format, areaCode)
  }

  const word = (reference: number): string => {
    const index = column(reference)
    return index < 0 ? '' : ascii(text, starts[index] ?? 0, ends[index] ?? 0)
  }

  const isOneOf = (reference: number, words: readonly Uint8Array[]): boolean => {
    const index = column(reference)
    if (index < 0) return false
    for (const wanted of words) if (equalBytes(text, starts[index] ?? 0, ends[index] ?? 0, wanted)) return true
    return false
  }

  /** The id's place: a slice of the line, or where it is made of several columns, of the room behind the chunk. */
  const placeId = (leg: number): void => {
    const references = columns.callId
    if (references.length === 1) {
      const index = column(references[0] ?? 0)
      const from = index < 0 ? 0 : (starts[index] ?? 0)
      return setId(block, leg, from, index < 0 ? 0 : (ends[index] ?? 0) - from)
    }
    const from = arena
    for (const reference of references) {
      const index = column(reference)
      if (index < 0) continue
      if (arena > from) text[arena++] = 45
      for (let at = starts[index] ?? 0; at < (ends[index] ?? 0); at++) text[arena++] = text[at] ?? 0
    }
    setId(block, leg, from, arena - from)
  }

  const push = (holding: number, legKind: number, flags: number, a: number, b: number): number => {
    const leg = legs++
    const account = holding < 0 ? 0 : (accountOf[holding] ?? 0)
    const shard = shardOf(account)
    const own = block.shardLegs[shard]
    if (own !== undefined) own[shardCounts[shard] ?? 0] = leg
    shardCounts[shard] = (shardCounts[shard] ?? 0) + 1
    const moved = holding >= 0 && directory.moved[holding] === 1 ? FLAG.numberMoved : 0
    setInteger(block, leg, INTEGER.accountId, account)
    setDouble(block, leg, DOUBLE.aNumber, a)
    setDouble(block, leg, DOUBLE.bNumber, b)
    setDouble(block, leg, DOUBLE.forwardedFrom, 0)
    setDouble(block, leg, DOUBLE.statedCostMicros, NaN)
    setInteger(block, leg, INTEGER.flags, flags | moved | legKind | (legKind << FLAG.legShift))
    return leg
  }

  const suspend = (cause: SuspenseCauseCode, legKind: number, disposition: number, a: number, b: number): number =>
    push(-1, legKind, (disposition << FLAG.dispositionShift) | (cause << FLAG.causeShift), a, b)

  const readLine = (lineFrom: number, lineTo: number, line: number): void => {
    const firstLeg = legs
    readLegs(lineFrom, lineTo)
    for (let leg = firstLeg; leg < legs; leg++) {
      setInteger(block, leg, INTEGER.lineNumber, line)
      setInteger(block, leg, INTEGER.lineFrom, lineFrom)
      setInteger(block, leg, INTEGER.lineLength, lineTo - lineFrom)
      keyLeg(block, leg, rules.sourceId, 0)
    }
  }

  /** One line → its legs. Fields that cannot be read make it one leg with the cause. */
  const readLegs = (lineFrom: number, lineTo: number): void => {
    if (!splitLine(text, lineFrom, lineTo, delimiter, split)) return unreadable()
    const timeAt = column(columns.startedAt)
    const durationAt = column(columns.durationSeconds)
    if (timeAt < 0 || durationAt < 0 || column(columns.bNumber) < 0) return unreadable()
    const startedAt = readTime(text, starts[timeAt] ?? 0, ends[timeAt] ?? 0)
    let duration = readDuration(text, starts[durationAt] ?? 0, ends[durationAt] ?? 0)
    if (!(startedAt <= LATEST_INSTANT_MS) || !(duration >= 0)) return unreadable()

    let disposition: number = duration > 0 ? DISPOSITION_CODES.answered : DISPOSITION_CODES.noAnswer
    const said = columns.disposition === undefined ? '' : word(columns.disposition)
    if (answeredWords !== undefined && !answeredWords.includes(said)) {
      duration = 0
      disposition = dispositionOf(said)
    } else if (duration === 0 && said !== '') {
      disposition = dispositionOf(said)
      if (disposition === DISPOSITION_CODES.answered) disposition = DISPOSITION_CODES.noAnswer
    }

    const a = number(columns.aNumber, 0)
    const b = number(columns.bNumber, areaCodeOf(a))
    const forwardedBy = columns.forwardedBy === undefined ? NO_NUMBER : number(columns.forwardedBy, 0)
    const forwardedTo = columns.forwardedTo === undefined ? NO_NUMBER : number(columns.forwardedTo, areaCodeOf(b))
    const firstLeg = legs
    const dispositionFlag = disposition << FLAG.dispositionShift
    const forwarded = forwardedBy > 0 && forwardedBy !== a

    // A call that cannot have started then is still one way or the other: by who holds the numbers of late.
    const isPlausible = startedAt >= rules.earliestMs && startedAt < rules.latestMs
    const payer = forwarded ? forwardedBy : a
    const holdsB = directory.find(b, isPlausible ? startedAt : rules.latestMs)
    let wantsOut: boolean
    let wantsIn: boolean
    if (direction.rule === 'column') {
      wantsOut = columns.direction !== undefined && isOneOf(columns.direction, outWords)
      wantsIn = columns.direction !== undefined && isOneOf(columns.direction, inWords)
      if (!wantsOut && !wantsIn) return unreadable()
    } else {
      wantsIn = holdsB >= 0
      wantsOut = !wantsIn || directory.find(payer, isPlausible ? startedAt : rules.latestMs) >= 0
    }
    const suspendedLeg = wantsOut ? DIRECTION.out : DIRECTION.in
    if (!isPlausible) suspend(SUSPENSE_CAUSE_CODES.implausible_time, suspendedLeg, disposition, a, b)
    else if (duration > LONGEST_PLAUSIBLE_SECONDS && !isEmergency(b)) {
      suspend(SUSPENSE_CAUSE_CODES.implausible_duration, suspendedLeg, disposition, a, b)
    } else {
      if (wantsOut) readOut(a, b, payer, forwarded, holdsB, startedAt, duration, dispositionFlag, !wantsIn)
      if (wantsIn) readIn(a, b, holdsB, dispositionFlag, wantsOut ? payer : NO_NUMBER, startedAt)
      if (forwardedTo > 0) {
        const [, out] = legsOfForwardedCall(a, b, forwardedTo)
        const holdsTarget = directory.find(out.b, startedAt)
        const leg = readOut(
          out.shownFrom,
          out.b,
          out.payer,
          true,
          holdsTarget,
          startedAt,
          duration,
          dispositionFlag,
          true,
        )
        setInteger(
          block,
          leg,
          INTEGER.flags,
          (integer(block, leg, INTEGER.flags) & FLAG.belowLeg) | (LEG_FORWARDED << FLAG.legShift),
        )
      }
    }

    const costAt = columns.cost === undefined ? -1 : column(columns.cost)
    for (let leg = firstLeg; leg < legs; leg++) {
      setDouble(block, leg, DOUBLE.startedAtMs, startedAt)
      setInteger(block, leg, INTEGER.durationSeconds, duration)
      if (leg === firstLeg) placeId(leg)
      else {
        setId(block, leg, integer(block, firstLeg, INTEGER.idFrom), integer(block, firstLeg, INTEGER.idLength))
      }
      if (costAt >= 0 && leg === firstLeg && (starts[costAt] ?? 0) < (ends[costAt] ?? 0)) {
        setDouble(
          block,
          leg,
          DOUBLE.statedCostMicros,
          Math.round(readDollars(text, starts[costAt] ?? 0, ends[costAt] ?? 0) / costDivisor),
        )
      }
    }
  }

  const readOut = (
    a: NumberCode,
    b: NumberCode,
    payer: NumberCode,
    forwarded: boolean,
    holdsB: number,
    startedAt: number,
    duration: number,
    flags: number,
    mustHaveOwner: boolean,
  ): number => {
    const holding = directory.find(payer, startedAt)
    if (holding < 0) {
      if (!mustHaveOwner) return -1
      return suspend(SUSPENSE_CAUSE_CODES.no_owner, DIRECTION.out, flags >> FLAG.dispositionShift, a, b)
    }
    // An unanswered call to nonsense costs nothing; an answered one is not to be guessed at.
    if ((b === UNREADABLE_NUMBER || b === NO_NUMBER) && duration > 0) {
      return suspend(SUSPENSE_CAUSE_CODES.bad_number, DIRECTION.out, flags >> FLAG.dispositionShift, a, b)
    }
    const onnet = holdsB >= 0 && resellerOf[holdsB] === resellerOf[holding] && !isEmergency(b) ? FLAG.onnet : 0
    const leg = push(holding, DIRECTION.out, flags | onnet, forwarded ? payer : a, b)
    if (forwarded) setDouble(block, leg, DOUBLE.forwardedFrom, a)
    return leg
  }

  const readIn = (
    a: NumberCode,
    b: NumberCode,
    holdsB: number,
    flags: number,
    otherEnd: NumberCode,
    startedAt: number,
  ): void => {
    if (holdsB < 0) {
      suspend(SUSPENSE_CAUSE_CODES.no_owner, DIRECTION.in, flags >> FLAG.dispositionShift, a, b)
      return
    }
    // A call between two numbers of one account is one call to it: the Onnet leg stands for both ends.
    if (accountOf[directory.find(otherEnd, startedAt)] === accountOf[holdsB]) return
    push(holdsB, DIRECTION.in, flags, a, b)
  }

  const unreadable = (): void => {
    const leg = suspend(SUSPENSE_CAUSE_CODES.unreadable_row, 0, 0, NO_NUMBER, NO_NUMBER)
    setDouble(block, leg, DOUBLE.startedAtMs, NaN)
    setInteger(block, leg, INTEGER.durationSeconds, -1)
    setId(block, leg, 0, 0)
  }

  return {
    readBlock(target, from, to, firstLine, mostLines) {
      block = target
      text = target.text
      legs = 0
      arena = to
      shardCounts.fill(0)
      let lines = 0
      let lineFrom = from
      while (lineFrom < to && lines < mostLines) {
        let lineTo = text.indexOf(NEWLINE, lineFrom)
        if (lineTo < 0 || lineTo > to) lineTo = to
        if (lineTo > lineFrom && !(lineTo === lineFrom + 1 && text[lineFrom] === 13)) {
          readLine(lineFrom, lineTo, firstLine + lines)
        }
        lines++
        lineFrom = lineTo + 1
      }
      return { to: Math.min(lineFrom, to), lines, legs, shardLegs: [...shardCounts] }
    },
  }
}

function bytesOf(word: string): Uint8Array {
  return new TextEncoder().encode(word)
}

function equalBytes(text: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean {
  if (to - from !== wanted.length) return false
  for (let index = 0; index < wanted.length; index++) if (text[from + index] !== wanted[index]) return false
  return true
}

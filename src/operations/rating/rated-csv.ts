import type { Writable } from 'node:stream'
import { gstMicros } from '#domain/money.ts'
import type { CompiledDeck } from '#domain/rating/compile-deck.ts'
import { PRICE_STATUS } from '#domain/rating/price-call.ts'
import type { PriceResult } from '#domain/rating/price-call.ts'
import { geographicFamily } from '#domain/usage/classify-call.ts'
import { GEOGRAPHIC_AREAS } from '#domain/usage/geographic-areas.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import type { CallRow } from './call-row.ts'
import { isQuoted } from './calls-csv.ts'
import type { CallRecord } from './calls-csv.ts'

const HEADER =
  'call_id,service_type,destination,matched_prefix,billed_seconds,allowance_seconds,charge,gst,status,reason\n'

/** Writes rated.csv, a row for each call, in the order of the calls. */
export interface RatedCsv {
  writeRow(record: CallRecord, callIdColumn: number, row: CallRow, result: PriceResult): void
  /** Hands what has been written to the stream and waits until it has taken it. */
  flush(): Promise<void>
}

const COMMA = 44
const QUOTE = 34
const NEWLINE = 10
const CARRIAGE_RETURN = 13
const ZERO = 48
/** Everything of a row but its call id and its destination. */
const ROW_BYTES = 256
const MICROS = 1_000_000
const NOTHING = Buffer.alloc(0)
const NO_CELLS = Buffer.from(',')
const GEOGRAPHIC: ReadonlySet<number> = new Set([SERVICE_TYPE_CODES.Local, SERVICE_TYPE_CODES.National])

export function createRatedCsv(output: Writable, deck: CompiledDeck | undefined): RatedCsv {
  let buffer = Buffer.allocUnsafe(1024 * 1024)
  let at = buffer.write(HEADER, 0, 'latin1')
  const typeNames = [NOTHING]
  for (const type of CALL_SERVICE_TYPES) typeNames[SERVICE_TYPE_CODES[type]] = Buffer.from(type)
  const areaCells = GEOGRAPHIC_AREAS.map(({ label }) => Buffer.from(`${csvField(label)},`))
  const deckCells: Buffer[] = []

  function makeRoom(bytes: number): void {
    if (at + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + bytes))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }

  function writeBytes(bytes: Uint8Array): void {
    buffer.set(bytes, at)
    at += bytes.length
  }

  function writeByte(byte: number): void {
    buffer[at++] = byte
  }

  /** A whole number of 0 or more. */
  function writeWhole(value: number): void {
    if (value < 10) {
      buffer[at++] = ZERO + value
      return
    }
    let digits = 1
    for (let limit = 10; limit <= value; limit *= 10) digits++
    let rest = value
    for (let place = at + digits - 1; place >= at; place--) {
      const tens = Math.floor(rest / 10)
      buffer[place] = ZERO + rest - tens * 10
      rest = tens
    }
    at += digits
  }

  function writeDollars(micros: number): void {
    const dollars = Math.floor(micros / MICROS)
    writeWhole(dollars)
    writeByte(46)
    let rest = (micros - dollars * MICROS) | 0
    for (let place = at + 5; place >= at; place--) {
      const tens = (rest / 10) | 0
      buffer[place] = ZERO + rest - tens * 10
      rest = tens
    }
    at += 6
  }

  /** `destination,matched_prefix`: the deck's, or the region of a geographic number and no prefix. */
  function destinationCells({ call, b }: CallRow, { deckRow }: PriceResult): Buffer {
    if (deckRow >= 0) return (deckCells[deckRow] ??= deckRowCells(deck, deckRow))
    return (GEOGRAPHIC.has(call.serviceType) ? areaCells[geographicFamily(b)] : undefined) ?? NO_CELLS
  }

  return {
    writeRow(record, callIdColumn, row, result) {
      const cells = destinationCells(row, result)
      const idLength = (record.fields.to[callIdColumn] ?? 0) - (record.fields.from[callIdColumn] ?? 0)
      makeRoom(ROW_BYTES + 2 * Math.max(0, idLength) + cells.length)
      if (callIdColumn < record.fields.count) at = writeCallId(record, callIdColumn, buffer, at)
      writeByte(COMMA)
      writeBytes(typeNames[row.call.serviceType] ?? NOTHING)
      writeByte(COMMA)
      writeBytes(cells)
      writeByte(COMMA)
      writeWhole(result.billedSeconds)
      writeByte(COMMA)
      writeWhole(result.coveredSeconds)
      writeByte(COMMA)
      if (result.status === PRICE_STATUS.suspended) {
        at += buffer.write(`,,suspended,${suspenseCauseOf(result.cause) ?? ''}`, at, 'latin1')
      } else {
        writeDollars(result.chargeMicros)
        writeByte(COMMA)
        writeDollars(gstMicros(result.chargeMicros))
        writeBytes(result.status === PRICE_STATUS.rated ? RATED : freeCells(row))
      }
      writeByte(NEWLINE)
    },
    async flush() {
      if (at === 0) return
      const written = buffer.subarray(0, at)
      at = 0
      // Waiting for the stream's own word is what keeps memory bounded; the buffer is free again afterwards.
      await new Promise<void>((resolve, reject) => {
        output.write(written, (error) => (error === null || error === undefined ? resolve() : reject(error)))
      })
    },
  }
}

const RATED = Buffer.from(',rated,')
const EMERGENCY = Buffer.from(',free,emergency')
const UNANSWERED = Buffer.from(',free,unanswered')

function freeCells(row: CallRow): Buffer {
  return row.call.serviceType === SERVICE_TYPE_CODES.Emergency ? EMERGENCY : UNANSWERED
}

function deckRowCells(deck: CompiledDeck | undefined, index: number): Buffer {
  const row = deck?.rows[index]
  return Buffer.from(`${csvField(row?.destination ?? '')},${row?.prefix ?? ''}`)
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The call id as it stood in the file; quoted only where it has to be. */
function writeCallId(record: CallRecord, column: number, target: Buffer, offset: number): number {
  const { text, fields } = record
  const from = fields.from[column] ?? 0
  const to = fields.to[column] ?? 0
  const doubled = isQuoted(record, column)
  let needsQuotes = false
  for (let at = from; at < to; at++) {
    const byte = text[at]
    if (byte === COMMA || byte === QUOTE || byte === NEWLINE || byte === CARRIAGE_RETURN) needsQuotes = true
  }
  let at = offset
  if (!needsQuotes) {
    for (let source = from; source < to; source++) target[at++] = text[source] ?? 0
    return at
  }
  target[at++] = QUOTE
  for (let source = from; source < to; source++) {
    const byte = text[source] ?? 0
    target[at++] = byte
    if (byte === QUOTE && !doubled) target[at++] = QUOTE
  }
  target[at++] = QUOTE
  return at
}

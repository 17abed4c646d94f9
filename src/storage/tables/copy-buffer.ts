/**
 * Rows in PostgreSQL's binary COPY form, written into one growing buffer. Numbers are safe integers: the caller has
 * checked them.
 */
export interface CopyBuffer {
  bytes: Uint8Array
  view: DataView
  length: number
}

/** What PostgreSQL counts its microseconds from. */
export const POSTGRES_EPOCH_MS = 946_684_800_000
const TWO_TO_32 = 4_294_967_296

/** What every binary COPY begins with: signature, no flags, no extension. */
export const COPY_HEADER = Uint8Array.of(80, 71, 67, 79, 80, 89, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0)
/** What every binary COPY ends with. */
export const COPY_TRAILER = Uint8Array.of(255, 255)

export function createCopyBuffer(capacity: number): CopyBuffer {
  const bytes = new Uint8Array(capacity)
  return { bytes, view: new DataView(bytes.buffer), length: 0 }
}

/** Goes on in other bytes, from their beginning. */
export function takeBytes(buffer: CopyBuffer, bytes: Uint8Array): void {
  buffer.bytes = bytes
  buffer.view = new DataView(bytes.buffer)
  buffer.length = 0
}

/** Makes room for `more` bytes. */
export function reserve(buffer: CopyBuffer, more: number): void {
  if (buffer.length + more <= buffer.bytes.length) return
  const { bytes, length } = buffer
  const grown = new Uint8Array(Math.max(bytes.length * 2, length + more))
  grown.set(bytes.subarray(0, length))
  takeBytes(buffer, grown)
  buffer.length = length
}

/** Begins a row; room for its fixed-size fields must have been reserved. */
export function beginRow(buffer: CopyBuffer, fields: number): void {
  buffer.view.setInt16(buffer.length, fields)
  buffer.length += 2
}

export function writeInt2(buffer: CopyBuffer, value: number): void {
  const { view, length } = buffer
  view.setInt32(length, 2)
  view.setInt16(length + 4, value)
  buffer.length = length + 6
}

export function writeInt4(buffer: CopyBuffer, value: number): void {
  const { view, length } = buffer
  view.setInt32(length, 4)
  view.setInt32(length + 4, value)
  buffer.length = length + 8
}

export function writeInt8(buffer: CopyBuffer, value: number): void {
  buffer.view.setInt32(buffer.length, 8)
  setInt8(buffer.view, buffer.length + 4, value)
  buffer.length += 12
}

/** Puts an int8 value, without its length, at a place. */
export function setInt8(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / TWO_TO_32)
  view.setInt32(at, high)
  view.setUint32(at + 4, value - high * TWO_TO_32)
}

export function writeInt8Halves(buffer: CopyBuffer, high: number, low: number): void {
  const { view, length } = buffer
  view.setInt32(length, 8)
  view.setInt32(length + 4, high)
  view.setUint32(length + 8, low)
  buffer.length = length + 12
}

/** An instant in epoch milliseconds. */
export function writeInstant(buffer: CopyBuffer, epochMs: number): void {
  writeInt8(buffer, (epochMs - POSTGRES_EPOCH_MS) * 1000)
}

export function writeNull(buffer: CopyBuffer): void {
  buffer.view.setInt32(buffer.length, -1)
  buffer.length += 4
}

/** A slice of bytes that is valid text already; room for it and four more must have been reserved. */
export function writeBytes(buffer: CopyBuffer, bytes: Uint8Array, from: number, length: number): void {
  buffer.view.setInt32(buffer.length, length)
  const at = buffer.length + 4
  const target = buffer.bytes
  // A loop: for the twenty-odd bytes of a call id it beats a call into set().
  for (let i = 0; i < length; i++) target[at + i] = bytes[from + i] ?? 0
  buffer.length = at + length
}

const encoder = new TextEncoder()

export function writeText(buffer: CopyBuffer, text: string): void {
  const bytes = encoder.encode(text)
  reserve(buffer, bytes.length + 4)
  writeBytes(buffer, bytes, 0, bytes.length)
}

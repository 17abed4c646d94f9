import { problem, type Problem } from '#domain/problem.ts'
import { faultOfSvg } from './svg.ts'

export type PictureType = 'image/png' | 'image/svg+xml'

export const PICTURE_LIMITS = {
  bytes: 200_000,
  /** A picture of few bytes can still unpack to gigabytes of pixels. */
  pixelsASide: 4000,
} as const

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

/**
 * What a picture is by its bytes: whatever it was called when it was sent.
 *
 * @returns its media type, or 'too_large' or 'invalid_value' with what to do.
 */
export function readPicture(bytes: Uint8Array): PictureType | Problem {
  if (bytes.length > PICTURE_LIMITS.bytes)
    return problem('too_large', `The picture has ${bytes.length} bytes; ${PICTURE_LIMITS.bytes} are allowed.`)
  if (startsWith(bytes, PNG_SIGNATURE)) return readPng(bytes)
  const text = decodeUtf8(bytes)
  if (text === undefined || !/^\s*</.test(text)) return refused('Send a PNG or an SVG picture.')
  const fault = faultOfSvg(text)
  return fault === undefined ? 'image/svg+xml' : refused(fault)
}

function readPng(bytes: Uint8Array): PictureType | Problem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The header is the first chunk: 4 bytes of length, IHDR, width, height.
  if (bytes.length < 45 || view.getUint32(12) !== 0x49484452 || !startsWith(bytes.subarray(-8), PNG_END))
    return refused('This PNG is cut off or damaged; export it again.')
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const most = PICTURE_LIMITS.pixelsASide
  if (width < 1 || height < 1 || width > most || height > most)
    return refused(`The picture is ${width} by ${height} pixels; make it ${most} a side at the most.`)
  return 'image/png'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function refused(message: string): Problem {
  return problem('invalid_value', message, { field: '(file)' })
}

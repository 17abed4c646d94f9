import type { Actor } from '#domain/access/actor.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { ENDED_STATES, type PortState } from './port-state.ts'

/**
 * What a file of a port is. `bill`: the latest bill of the losing carrier, as proof; `authority`: a form signed on paper;
 * `carrier`: what a carrier sent us; `other`: anything else.
 */
export const PORT_FILE_KINDS = ['bill', 'authority', 'carrier', 'other'] as const
export type PortFileKind = (typeof PORT_FILE_KINDS)[number]

export const PORT_FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type PortFileType = (typeof PORT_FILE_TYPES)[number]

/** As much as the papers of a port take, a bill photographed page by page among them. */
export const PORT_FILE_LIMITS = { bytes: 10_000_000, files: 20, bytesOfPort: 50_000_000 } as const

const ENDINGS: Readonly<Record<PortFileType, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
}

const SIGNATURES: readonly (readonly [first: readonly number[], type: PortFileType])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'application/pdf'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
]

/**
 * What a file is by its first bytes: whatever it is called, and whatever the browser says of it.
 *
 * @returns 'invalid_value' with what to do, which names the file.
 */
export function portFileType(bytes: Uint8Array, name: string): PortFileType | Problem {
  const found = SIGNATURES.find(([first]) => startsWith(bytes, first))?.[1]
  if (found !== undefined) return found
  return refused(`${name} is ${whatElse(bytes)}; a PDF, a JPEG or a PNG is needed. ${remedyOf(bytes)}`)
}

function whatElse(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty'
  if (isHeic(bytes)) return 'a photo in the HEIC format'
  if (isZip(bytes)) return 'a ZIP archive or an Office document'
  return 'something else by its content, whatever its name says'
}

function remedyOf(bytes: Uint8Array): string {
  if (isHeic(bytes))
    return 'Take the photo as JPEG (on an iPhone: Camera, Formats, Most compatible), or send a screenshot.'
  if (isZip(bytes)) return 'Print or export it as PDF and send that.'
  return 'Download it again as PDF, or send a photo of it.'
}

function isHeic(bytes: Uint8Array): boolean {
  const brand = textAt(bytes, 8, 4)
  return textAt(bytes, 4, 4) === 'ftyp' && ['heic', 'heix', 'heif', 'mif1', 'msf1', 'hevc'].includes(brand)
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte)
}

const LONGEST_NAME = 100

/**
 * A name that is safe wherever it stands, in a header, in a folder: letters without marks, digits and `-_.()`, no path, the
 * ending of its type.
 */
export function safeFileName(name: string, type: PortFileType): string {
  const plain = name
    .replace(/^.*[/\\]/, '')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replace(/\.(?:pdf|jpe?g|png)$/i, '')
    .replaceAll(/[^A-Za-z0-9 _.()-]+/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ .-]+|[ .-]+$/g, '')
    .slice(0, LONGEST_NAME)
  return `${plain === '' ? 'file' : plain}${ENDINGS[type]}`
}

/** What a port has of files already. */
export interface KeptFiles {
  readonly count: number
  readonly bytes: number
}

/** Why a file is too much for a port; undefined: it is not. */
export function refuseFileSize(name: string, bytes: number, kept: KeptFiles): Problem | undefined {
  const { files, bytesOfPort } = PORT_FILE_LIMITS
  if (bytes > PORT_FILE_LIMITS.bytes) return fileTooLarge(name, bytes)
  if (kept.count >= files)
    return problem(
      'too_large',
      `${name} would be file ${kept.count + 1} of this port; it keeps ${files}. Put pages together in one PDF.`,
    )
  if (kept.bytes + bytes <= bytesOfPort) return undefined
  const left = megabytes(bytesOfPort - kept.bytes)
  const room = `of the ${megabytes(bytesOfPort)} MB this port may keep ${left} MB are left`
  const message = `${name} has ${megabytes(bytes)} MB, and ${room}. Save it smaller.`
  return problem('too_large', message)
}

/** @param bytes undefined: more than are allowed; nobody counted further. */
export function fileTooLarge(name: string, bytes?: number): Problem {
  const size = bytes === undefined ? `more than ${megabytes(PORT_FILE_LIMITS.bytes)}` : megabytes(bytes)
  const allowed = megabytes(PORT_FILE_LIMITS.bytes)
  const remedy = 'Save it smaller, or take the photo in a lower quality.'
  const message = `${name} has ${size} MB; ${allowed} MB are allowed. ${remedy}`
  return problem('too_large', message)
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 100_000) / 10)
}

/** Why the day of a bill cannot be; undefined: it can. Days are `yyyy-mm-dd`. */
export function refuseBilledOn(kind: PortFileKind, billedOn: string | null, today: string): Problem | undefined {
  const field = { field: 'billedOn' }
  if (billedOn === null) return undefined
  if (kind !== 'bill') return problem('invalid_value', 'Only a bill has a date of its own: leave it out.', field)
  return billedOn <= today
    ? undefined
    : problem('invalid_value', `${billedOn} is still to come: copy the date from the bill.`, field)
}

/** Whether this actor may add a file of a kind now: a customer while something is left to happen, and nothing as a carrier. */
export function mayAddFile(actor: Actor, state: PortState, kind: PortFileKind): boolean {
  if (actor.accountId === undefined) return true
  const ended: readonly PortState[] = ENDED_STATES
  return kind !== 'carrier' && !ended.includes(state)
}

/** The attempt a file of a port in this state is for: the next, while the request may be changed. */
export function attemptOfFile({ state, attempt }: { readonly state: PortState; readonly attempt: number }): number {
  return state === 'draft' || state === 'rejected' ? attempt + 1 : Math.max(attempt, 1)
}

/**
 * Why a file has to stay; undefined: this actor may remove it. What was handed in with an attempt is evidence; until then it
 * may go, by the customer where it was the customer's own.
 */
export function refuseRemoval(
  actor: Actor,
  port: { readonly state: PortState; readonly attempt: number },
  file: { readonly name: string; readonly attempt: number; readonly byCustomer: boolean },
): Problem | undefined {
  if (file.attempt !== attemptOfFile(port) || !(port.state === 'draft' || port.state === 'rejected')) {
    const message = `${file.name} was handed in with attempt ${file.attempt} and stays as evidence; add a newer one beside it.`
    return problem('illegal_transition', message)
  }
  if (actor.accountId === undefined || file.byCustomer) return undefined
  return problem('forbidden', `${file.name} was added by your provider; ask there to have it removed.`)
}

function refused(message: string): Problem {
  return problem('invalid_value', message, { field: '(file)' })
}

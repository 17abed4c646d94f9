/**
 * One-time codes of an authenticator app: RFC 6238 with what every app understands, SHA-1, 30 seconds, 6 digits. The HMAC
 * itself is made elsewhere; here is the arithmetic around it.
 */
const STEP_MS = 30_000
const DIGITS = 6

/** The step of an instant (epoch milliseconds). */
export function totpStep(nowMs: number): number {
  return Math.floor(nowMs / STEP_MS)
}

/** Steps whose code is taken: this one and, for clocks that differ, the one before and after; none that was used. */
export function openSteps(nowMs: number, lastUsedStep: number | undefined): readonly number[] {
  const step = totpStep(nowMs)
  return [step, step - 1, step + 1].filter((open) => open >= 0 && (lastUsedStep === undefined || open > lastUsedStep))
}

/** What the HMAC is made of: the step as 8 bytes, the highest first. */
export function stepBytes(step: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(step))
  return bytes
}

/** The digits of an HMAC-SHA-1 of 20 bytes, by the dynamic truncation of RFC 4226, section 5.3. */
export function codeOf(hmac: Uint8Array): string {
  const view = new DataView(hmac.buffer, hmac.byteOffset, hmac.byteLength)
  const offset = view.getUint8(hmac.byteLength - 1) & 0xf
  const number = (view.getUint32(offset) & 0x7f_ff_ff_ff) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, without padding, as authenticator apps take it. */
export function base32(bytes: Uint8Array): string {
  let [text, bits, value] = ['', 0, 0]
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xf_ff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(value >> bits) & 31] ?? ''
    }
  }
  return bits === 0 ? text : text + (ALPHABET[(value << (5 - bits)) & 31] ?? '')
}

/**
 * What an authenticator app reads from the QR code.
 *
 * @param issuer whose login it is; a colon in it would end it, so it is left out.
 */
export function otpauthUri(issuer: string, account: string, secret: Uint8Array): string {
  const name = issuer.replaceAll(':', ' ').trim()
  const label = `${encodeURIComponent(name)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(name)}`
}

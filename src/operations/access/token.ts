import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters of base64url: a session, a ticket, a link, a key. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. A plain SHA-256 does: nobody guesses 256 bits, and it is looked up by its index. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

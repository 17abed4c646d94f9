import { AUTHORITY_DAYS } from './port-request.ts'

const DAY_MS = 86_400_000

/**
 * A request that nobody has touched since this instant has expired: whatever authority it rests on is too old to count.
 * Source: carriers count an authority for 90 days from its signing.
 */
export function expiresUntouchedSince(now: Date): Date {
  return new Date(now.getTime() - AUTHORITY_DAYS * DAY_MS)
}

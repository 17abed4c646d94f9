import { AUTHORITY_DAYS } from './port-request.ts'

const DAY_MS = 86_400_000

/**
 * A request that nobody has touched since this instant has expired: whatever authority it rests on is too old to count.
 * Source: carriers count an authority for 90 days from its signing.
 */
export function expiresUntouchedSince(now: Date): Date {
  return new Date(now.getTime() - AUTHORITY_DAYS * DAY_MS)
}

/** How long before a request expires its customer hears of it. */
const WARNING_DAYS = 7

/** A request that nobody has touched since this instant expires within a week. */
export function warnsUntouchedSince(now: Date): Date {
  return new Date(expiresUntouchedSince(now).getTime() + WARNING_DAYS * DAY_MS)
}

/** When a request that was touched last at an instant expires. */
export function expiresAtOf(touchedAt: Date): Date {
  return new Date(touchedAt.getTime() + AUTHORITY_DAYS * DAY_MS)
}

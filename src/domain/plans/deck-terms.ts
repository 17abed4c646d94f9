import type { DeckRow } from './rate-deck.ts'

/** Whether two rows cost the same for every call; their destinations and dates may differ. */
export function haveSameTerms(one: DeckRow, other: DeckRow): boolean {
  return (
    one.perMinuteMicros === other.perMinuteMicros &&
    one.flagfallMicros === other.flagfallMicros &&
    one.minimumChargeMicros === other.minimumChargeMicros &&
    one.firstIncrement === other.firstIncrement &&
    one.nextIncrement === other.nextIncrement
  )
}

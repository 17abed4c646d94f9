import { phoneText } from '#domain/phone-text.ts'
import type { PortState, PortStep } from './port-state.ts'

/** The cut-over as it stands in a customer's calendar. */
export interface CutOverEntry {
  /** The same for a port, whatever becomes of its date: a later file changes the entry there is. */
  readonly uid: string
  /** Of two files the higher one counts: RFC 5545 §3.8.7.4. */
  readonly sequence: number
  readonly isCancelled: boolean
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly description: string
}

/** What an entry is made of. */
export interface EntryFacts {
  readonly portId: number
  readonly createdAt: Date
  readonly cutOverAt: Date
  readonly sequence: number
  readonly isCancelled: boolean
  /** E.164 digits. */
  readonly numbers: readonly string[]
  readonly losingCarrier: string
  readonly brandName: string
}

/** How long numbers may be off the air, at the most: the platform's help pages on porting. */
const HOURS = 2
/** More numbers are counted only. */
const MOST_NAMED = 20

/** The entry of a cut-over in the customer's calendar: what moves, and what to do that day. */
export function cutOverEntry(facts: EntryFacts): CutOverEntry {
  const { portId, createdAt, cutOverAt, numbers, losingCarrier, brandName } = facts
  const first = phoneText(numbers[0] ?? '')
  const what = numbers.length === 1 ? first : `${numbers.length} numbers from ${first}`
  const named = numbers.slice(0, MOST_NAMED).map(phoneText)
  const rest = numbers.length - named.length
  const move = numbers.length === 1 ? 'moves' : 'move'
  return {
    // By the moment of its request too: another installation has a port 12 of its own.
    uid: `port-${portId}-${createdAt.getTime().toString(36)}@cut-over`,
    sequence: facts.sequence,
    isCancelled: facts.isCancelled,
    startsAt: cutOverAt,
    endsAt: new Date(cutOverAt.getTime() + HOURS * 3_600_000),
    summary: `${what} ${move} to ${brandName}`,
    description: facts.isCancelled
      ? `This move does not happen then. The service with ${losingCarrier} goes on.`
      : [
          `From ${losingCarrier} to ${brandName}:`,
          ...named,
          ...(rest > 0 ? [`and ${rest} more`] : []),
          '',
          'Calls may fail for some seconds or for up to two hours.',
          'Keep the old service until we tell you that the move is complete.',
          'Have somebody there who tries a call to the number and one from it.',
        ].join('\n'),
  }
}

/** The states in which a cut-over has its day. */
const DATED: readonly PortState[] = ['date-set', 'pre-provisioned', 'cutting-over', 'completed', 'closed']

/** Whether there is a cut-over to put into a calendar. */
export function hasEntry(state: PortState): boolean {
  return DATED.includes(state)
}

/** Whether a step of a port changes its entry: the day is set or moved, or does not come after all. */
export function changesEntry(step: PortStep, cutOverBefore: Date | null): boolean {
  return step === 'set-date' || (cutOverBefore !== null && (step === 'reject' || step === 'withdraw'))
}

import { TOLLGATE_PROFILE } from './built-in-cdr-profiles.ts'
import type { CdrProfile } from './cdr-profile.ts'

/** The columns of a call that came as an event, written down as a line. */
export const EVENT_COLUMNS = [
  'call_id',
  'a_number',
  'b_number',
  'started_at',
  'duration_seconds',
  'direction',
  'forwarded_by',
  'forwarded_to',
  'cost',
] as const

/**
 * How the events of a source are read: in columns of our own, with numbers as the source writes them. The ids stay the
 * source's, so that a call told as an event is known again in its file.
 */
export function eventProfile(source: CdrProfile): CdrProfile {
  return { ...TOLLGATE_PROFILE, name: 'events', numberFormat: source.numberFormat }
}

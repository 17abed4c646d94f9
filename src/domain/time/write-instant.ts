/**
 * An instant as people in Australia write it: `20 November 2026 at 9:30 am AEDT`.
 *
 * @param timeZone IANA.
 */
export function writeInstant(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-AU', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(instant)
}

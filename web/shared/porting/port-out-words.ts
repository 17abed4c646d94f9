import type { Answer, Item } from '../api/wire-types.ts'
import { phoneText } from '../format/phone.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** A request of another carrier to take numbers away, as lists have it. */
export type PortOutLine = Item<'listPortOuts'>
/** The same with everything. */
export type PortOut = Answer<'readPortOut'>

interface StateWord {
  readonly text: string
  /** To the customer whose numbers these are. */
  readonly own: string
  readonly tone: Tone
  readonly outline?: boolean
}

export const PORT_OUT_STATE_WORDS: Readonly<Record<PortOutLine['state'], StateWord>> = {
  received: { text: 'Received', own: 'Asked for', tone: 'watch' },
  verifying: { text: 'Verifying', own: 'Being checked', tone: 'carrier' },
  verified: { text: 'Verified', own: 'Checked', tone: 'accepted' },
  scheduled: { text: 'Scheduled', own: 'Day is set', tone: 'due' },
  released: { text: 'Released', own: 'Has left', tone: 'neutral' },
  refused: { text: 'Refused', own: 'Stopped', tone: 'bad', outline: true },
  cancelled: { text: 'Cancelled', own: 'Called off', tone: 'neutral', outline: true },
}

/** `03 7010 1234`, `03 7010 1234 and 2 more`. */
export function leavingText({ numbers }: Pick<PortOutLine, 'numbers'>): string {
  const [first = ''] = numbers
  return numbers.length > 1 ? `${phoneText(first)} and ${numbers.length - 1} more` : phoneText(first)
}

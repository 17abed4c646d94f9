import type { Answer, Item } from '../api/wire-types.ts'
import { phoneText } from '../format/phone.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** A port as lists have it. */
export type PortLine = Item<'listPorts'>
/** A port with everything. */
export type Port = Answer<'readPort'>
export type PortState = Port['state']

interface StateWord {
  readonly text: string
  /** To the customer whose numbers these are. */
  readonly own: string
  readonly tone: Tone
  /** Over without the numbers having come. */
  readonly outline?: boolean
}

/** Draft grey, with carriers blue, accepted teal, rejected red, cut-over due violet, completed green. */
export const PORT_STATE_WORDS: Readonly<Record<PortState, StateWord>> = {
  draft: { text: 'Draft', own: 'Not sent yet', tone: 'neutral' },
  submitted: { text: 'Submitted', own: 'Sent', tone: 'carrier' },
  lodged: { text: 'Lodged', own: 'Being checked', tone: 'carrier' },
  validating: { text: 'Being validated', own: 'Being checked', tone: 'carrier' },
  validated: { text: 'Validated', own: 'Being checked', tone: 'carrier' },
  'with-losing-carrier': { text: 'With losing carrier', own: 'With your old provider', tone: 'carrier' },
  accepted: { text: 'Accepted', own: 'Accepted', tone: 'accepted' },
  rejected: { text: 'Rejected', own: 'Needs mending', tone: 'bad' },
  'date-set': { text: 'Date set', own: 'Day is set', tone: 'due' },
  'pre-provisioned': { text: 'Ready', own: 'Ready to move', tone: 'due' },
  'cutting-over': { text: 'Cutting over', own: 'Moving now', tone: 'due' },
  completed: { text: 'Completed', own: 'Moved', tone: 'good' },
  closed: { text: 'Closed', own: 'Moved', tone: 'good' },
  withdrawn: { text: 'Withdrawn', own: 'Withdrawn', tone: 'neutral', outline: true },
  expired: { text: 'Expired', own: 'Expired', tone: 'neutral', outline: true },
  reversed: { text: 'Returned', own: 'Went back', tone: 'bad', outline: true },
}

export const PORT_KIND_WORDS: Readonly<Record<Port['kind'], string>> = {
  simple: 'One number',
  complex: 'Several numbers of one service',
  special: '13, 1300 or 1800 number',
  mobile: 'Mobile number',
}

/** `03 7010 1234`, `03 7010 1234 and 2 more`; of a draft without any, `No number yet`. */
export function portNumbersText({ numbers, numberCount }: Pick<PortLine, 'numbers' | 'numberCount'>): string {
  const [first] = numbers
  if (first === undefined) return 'No number yet'
  return numberCount === 1 ? phoneText(first) : `${phoneText(first)} and ${numberCount - 1} more`
}

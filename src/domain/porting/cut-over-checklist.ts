import type { LineType } from '#domain/numbers/line-type.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { isReached } from './cut-over-day.ts'
import type { PortKind } from './port-kind.ts'
import { stateWords, type PortState } from './port-state.ts'

/** What is looked after before numbers are cut over, while they are, and once they are here. */
export const CHECK_PHASES = ['before', 'during', 'after'] as const
export type CheckPhase = (typeof CHECK_PHASES)[number]

interface Check {
  readonly phase: CheckPhase
  /** As the desk reads it. */
  readonly title: string
  /** As the customer reads it, who then may tick it too; null: it is the desk's alone. */
  readonly ownTitle: string | null
  readonly help: string
  /** Left out: of every kind. */
  readonly kinds?: readonly PortKind[]
  /** Left out: whatever the numbers become. */
  readonly lineTypes?: readonly LineType[]
}

const PHONES: readonly LineType[] = ['cloud-pbx', 'naked']
const CALLING: readonly LineType[] = ['cloud-pbx', 'naked', 'sip-trunk', 'fax']

/**
 * Everything there is to look after on the day of a cut-over, in its order. Source: the platform's help pages on porting,
 * and what every carrier asks for: that nothing is cancelled or diverted at the losing side before.
 */
export const CHECKS = {
  'phones-registered': {
    phase: 'before',
    title: 'The phones are registered',
    ownTitle: 'Your phones are registered',
    help: 'They can register from the morning of the cut-over; one that was set up before rings as soon as calls come.',
    lineTypes: PHONES,
  },
  'trunk-ready': {
    phase: 'before',
    title: 'The trunk of the PBX is ready for the numbers',
    ownTitle: 'Your phone system is set for these numbers',
    help: 'Calls come to the trunk by themselves; the PBX must know where each number rings.',
    lineTypes: ['sip-trunk'],
  },
  'fax-ready': {
    phase: 'before',
    title: 'The fax service is set up',
    ownTitle: 'Your fax is set up',
    help: 'A device is connected, or the mailbox faxes go to is named.',
    lineTypes: ['fax'],
  },
  'answer-point-set': {
    phase: 'before',
    title: 'The answer point is set',
    ownTitle: 'Somebody answers where calls are to go',
    help: 'Call the answer point itself: it must ring before the number points to it.',
    lineTypes: ['inbound'],
  },
  'forwarding-set': {
    phase: 'before',
    title: 'Forwarding is set for calls nobody takes',
    ownTitle: 'Calls nobody takes go somewhere',
    help: 'Without it they go to a general voicemail.',
    lineTypes: ['cloud-pbx', 'sip-trunk'],
  },
  'numbers-placed': {
    phase: 'before',
    title: 'Every number of the batch has where it rings',
    ownTitle: 'You know where each of the numbers rings',
    help: 'Hunt groups and extensions are built; the last numbers of a block are forgotten most.',
    kinds: ['complex'],
  },
  'diversion-removed': {
    phase: 'before',
    title: 'Diversions at the losing carrier are removed',
    ownTitle: 'Diversions at your present provider are off',
    help: 'A diversion in the old exchange goes on catching calls after the cut-over.',
    kinds: ['simple', 'complex', 'mobile'],
  },
  'old-service-kept': {
    phase: 'before',
    title: 'The old service is not cancelled',
    ownTitle: 'The old service is not cancelled',
    help: 'Only a service that works can be moved; it ends by itself.',
  },
  'contact-reached': {
    phase: 'before',
    title: 'The contact on the day is reached and has time',
    ownTitle: null,
    help: 'Somebody must try calls at once and say what they hear.',
  },
  'calls-watched': {
    phase: 'during',
    title: 'Calls are watched while they change over',
    ownTitle: null,
    help: 'Calls fail for some seconds or up to two hours, by the load at the losing carrier that day.',
  },
  'test-call-in': {
    phase: 'after',
    title: 'A call to the number comes in',
    ownTitle: 'A call to your number comes in',
    help: 'From another network, a mobile for one.',
    lineTypes: CALLING,
  },
  'test-call-out': {
    phase: 'after',
    title: 'A call from the number goes out',
    ownTitle: 'A call from your number goes out',
    help: 'To another network, a mobile for one.',
    lineTypes: CALLING,
  },
  'caller-number-right': {
    phase: 'after',
    title: 'The number is shown to the one who is called',
    ownTitle: 'Your number is shown to whom you call',
    help: 'Not a withheld one, nor that of the trunk.',
    lineTypes: ['cloud-pbx', 'naked', 'sip-trunk'],
  },
  'answer-point-reached': {
    phase: 'after',
    title: 'A call to the number reaches the answer point',
    ownTitle: 'A call to your number reaches where it should',
    help: 'From a landline and from a mobile: 13, 1300 and 1800 numbers may be barred by where the call comes from.',
    lineTypes: ['inbound'],
  },
  'emergency-address': {
    phase: 'after',
    title: 'The emergency address is right',
    ownTitle: 'Your address for emergency calls is right',
    help: 'Read it in the settings of the number. Never dial 000 to try it.',
    lineTypes: CALLING,
  },
  'old-service-may-end': {
    phase: 'after',
    title: 'The customer knows that the old service may be ended now',
    ownTitle: 'What is left of the old service is ended',
    help: 'Internet or other lines on the same account with the losing carrier do not end by themselves.',
  },
  'nothing-open': {
    phase: 'after',
    title: 'Nothing is left to do; it can be closed',
    ownTitle: null,
    help: 'It is closed by itself once the numbers cannot go back any more.',
  },
} as const satisfies Readonly<Record<string, Check>>

export type CheckName = keyof typeof CHECKS
export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[]

/** Of what kind a port is and what its numbers become; null: that is not said yet. */
export interface Checked {
  readonly kind: PortKind
  readonly lineType: LineType | null
}

/** The checks of a port, in their order. Where it is not said what the numbers become, those of every line are left out. */
export function checksOf({ kind, lineType }: Checked): readonly CheckName[] {
  return CHECK_NAMES.filter((name) => {
    const { kinds, lineTypes }: Check = CHECKS[name]
    const isOfLine = lineTypes === undefined || (lineType !== null && lineTypes.includes(lineType))
    return isOfLine && (kinds === undefined || kinds.includes(kind))
  })
}

/** A check as it is written down. */
export function checkOf(name: CheckName): Check {
  return CHECKS[name]
}

/**
 * Why a check cannot be ticked now; undefined where it can. What is looked after once the numbers are here is not known
 * before; what comes before may be ticked late, too.
 */
export function refuseTick(
  port: Checked & { readonly state: PortState },
  name: CheckName,
  isCustomer: boolean,
): Problem | undefined {
  const { phase, title, ownTitle } = checkOf(name)
  const field = { field: 'item' }
  if (!checksOf(port).includes(name) || (isCustomer && ownTitle === null))
    return problem('invalid_value', 'There is no such check for this port.', field)
  if (isReached(phase === 'after' ? 'cutting-over' : 'accepted', port.state)) return undefined
  const when = phase === 'after' ? 'once the cut-over has begun' : 'once the losing carrier has accepted'
  const message = `The port is ${stateWords(port.state)}; “${title}” is ticked ${when}.`
  return problem('illegal_transition', message)
}

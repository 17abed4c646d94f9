import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { PORT_KIND_TERMS, type PortKind } from './port-kind.ts'

/**
 * Where a port stands. A complex one is `validating` while the losing carrier says which numbers belong together, before it
 * is asked to let go of them. After `completed` the numbers may go back in an emergency for some hours; then it is `closed`. What
 * was `rejected` is mended and submitted again, as the next attempt. What nobody goes on with until its authority is too old
 * has `expired`.
 */
export const PORT_STATES = [
  'draft',
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
  'rejected',
  'date-set',
  'pre-provisioned',
  'cutting-over',
  'completed',
  'closed',
  'withdrawn',
  'reversed',
  'expired',
] as const
export type PortState = (typeof PORT_STATES)[number]

/** Nothing more happens to a port that is in one of these. */
export const ENDED_STATES = ['closed', 'withdrawn', 'reversed', 'expired'] as const satisfies readonly PortState[]

/** The carriers have set a day aside: to withdraw or to move the day costs a fee from here on. */
export const DATE_IS_SET: readonly PortState[] = ['date-set', 'pre-provisioned']

/** Submitted, and not yet on the account: it may be rejected, and numbers of it may go on as a port of their own. */
export const ON_THE_WAY = [
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
  'date-set',
] as const satisfies readonly PortState[]

/** Where a step can lead: nothing becomes a draft again. */
export type ReachedState = Exclude<PortState, 'draft'>

interface Step {
  readonly from: readonly PortState[]
  /** Where a complex port takes it from, if not from there. */
  readonly fromOfComplex?: readonly PortState[]
  readonly to: ReachedState
  /** As a refusal offers it: `Now it can be …`. */
  readonly words: string
  /** Whether the customer may take it on a port of its own; the office may take every step. */
  readonly byCustomer: boolean
}

/** Everything that can happen to a port. What is not here is refused. */
export const PORT_STEPS = {
  submit: { from: ['draft', 'rejected'], to: 'submitted', words: 'submitted', byCustomer: true },
  lodge: { from: ['submitted'], to: 'lodged', words: 'lodged with the upstream carrier', byCustomer: false },
  'ask-validation': {
    from: [],
    fromOfComplex: ['lodged'],
    to: 'validating',
    words: 'sent for validation',
    byCustomer: false,
  },
  'confirm-validation': {
    from: [],
    fromOfComplex: ['validating'],
    to: 'validated',
    words: 'validated',
    byCustomer: false,
  },
  'pass-on': {
    from: ['lodged'],
    fromOfComplex: ['validated'],
    to: 'with-losing-carrier',
    words: 'passed on to the losing carrier',
    byCustomer: false,
  },
  accept: { from: ['with-losing-carrier'], to: 'accepted', words: 'accepted', byCustomer: false },
  /** By the office itself, the upstream carrier or the losing one. */
  reject: { from: ON_THE_WAY, to: 'rejected', words: 'rejected', byCustomer: false },
  /** Once more to move it. */
  'set-date': {
    from: ['accepted', 'date-set', 'pre-provisioned'],
    to: 'date-set',
    words: 'given a cut-over date',
    byCustomer: true,
  },
  'pre-provision': { from: ['date-set'], to: 'pre-provisioned', words: 'pre-provisioned', byCustomer: false },
  'start-cut-over': { from: ['pre-provisioned'], to: 'cutting-over', words: 'cut over', byCustomer: false },
  complete: { from: ['cutting-over'], to: 'completed', words: 'completed', byCustomer: false },
  /** The emergency return: the numbers go back to the losing carrier. */
  reverse: {
    from: ['cutting-over', 'completed'],
    to: 'reversed',
    words: 'returned to the losing carrier',
    byCustomer: false,
  },
  close: { from: ['completed'], to: 'closed', words: 'closed', byCustomer: false },
  /** Until the cut-over begins: from then on the carriers have begun, and there is the emergency return. */
  withdraw: {
    from: ['draft', 'rejected', ...ON_THE_WAY, 'pre-provisioned'],
    to: 'withdrawn',
    words: 'withdrawn',
    byCustomer: true,
  },
  expire: { from: ['draft', 'rejected'], to: 'expired', words: 'let go as expired', byCustomer: false },
} as const satisfies Record<string, Step>

export type PortStep = keyof typeof PORT_STEPS

export const PORT_STEP_NAMES = Object.keys(PORT_STEPS) as readonly PortStep[]

/** A step somebody asks for: all but what comes with time. */
export type AskedStep = Exclude<PortStep, 'expire'>

export const ASKED_STEP_NAMES = PORT_STEP_NAMES.filter((name): name is AskedStep => name !== 'expire')

/** Of what kind a port is, and where it stands. */
export interface PortPosition {
  readonly kind: PortKind
  readonly state: PortState
}

/** What can be done with a port from where it stands, in the order of the machine. */
export function allowedSteps(port: PortPosition): readonly PortStep[] {
  return PORT_STEP_NAMES.filter((name) => fromOf(name, port.kind).includes(port.state))
}

/** Of those, what this actor may do. A customer names the date once, and then asks the office to move it. */
export function stepsOf(actor: Actor, port: PortPosition): readonly AskedStep[] {
  const customerPicksDate = PORT_KIND_TERMS[port.kind].dateBy === 'customer'
  return askable(port).filter((name) => {
    const { byCustomer }: Step = PORT_STEPS[name]
    if (actor.accountId === undefined) return may(actor, byCustomer ? 'ports.request' : 'ports.work')
    if (name === 'set-date' && !(customerPicksDate && port.state === 'accepted')) return false
    return byCustomer && may(actor, 'ports.request')
  })
}

/**
 * The state a step leads to, or its refusal, which says what would be possible.
 *
 * @returns Problem 'illegal_transition'.
 */
export function takePortStep(portId: number, port: PortPosition, step: PortStep): ReachedState | Problem {
  const { to, words }: Step = PORT_STEPS[step]
  if (fromOf(step, port.kind).includes(port.state)) return to
  const possible = askable(port).map((name) => PORT_STEPS[name].words)
  const way =
    possible.length === 0
      ? 'That is its end; request another port.'
      : `Now it can be ${possible.slice(0, -1).join(', ')}${possible.length > 1 ? ' or ' : ''}${possible.at(-1) ?? ''}.`
  return problem('illegal_transition', `Port ${portId} is ${stateWords(port.state)} and cannot be ${words}. ${way}`)
}

/** `with the losing carrier`: a state in a sentence. */
export function stateWords(state: PortState): string {
  if (state === 'draft') return 'a draft'
  if (state === 'validating') return 'being validated'
  if (state === 'with-losing-carrier') return 'with the losing carrier'
  if (state === 'date-set') return 'waiting for its cut-over date'
  return state === 'cutting-over' ? 'cutting over' : state
}

function askable(port: PortPosition): readonly AskedStep[] {
  return ASKED_STEP_NAMES.filter((name) => fromOf(name, port.kind).includes(port.state))
}

function fromOf(step: PortStep, kind: PortKind): readonly PortState[] {
  const { from, fromOfComplex }: Step = PORT_STEPS[step]
  return kind === 'complex' ? (fromOfComplex ?? from) : from
}

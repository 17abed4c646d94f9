import { problem, type Problem } from '#domain/problem.ts'

/**
 * Where a request of another carrier to take numbers away stands. `verifying`: who asked is being looked into. After
 * `released` the numbers are gone, and for some hours a release in error may be undone.
 */
export const PORT_OUT_STATES = [
  'received',
  'verifying',
  'verified',
  'scheduled',
  'released',
  'refused',
  'cancelled',
] as const
export type PortOutState = (typeof PORT_OUT_STATES)[number]

/** Nothing more leads on from these; a release may be undone for a while. */
export const PORT_OUT_ENDED = ['released', 'refused', 'cancelled'] as const satisfies readonly PortOutState[]

interface Step {
  readonly from: readonly PortOutState[]
  readonly to: PortOutState
  /** As a refusal offers it: `Now it can be …`. */
  readonly words: string
}

const BEFORE_RELEASE = ['received', 'verifying', 'verified', 'scheduled'] as const

/** Everything that can happen to a request to leave. What is not here is refused. */
export const PORT_OUT_STEPS = {
  'start-verifying': { from: ['received'], to: 'verifying', words: 'taken up for verification' },
  verify: { from: ['verifying'], to: 'verified', words: 'verified' },
  /** Once more to move it. */
  schedule: { from: ['verified', 'scheduled'], to: 'scheduled', words: 'given a cut-over date' },
  release: { from: ['scheduled'], to: 'released', words: 'released' },
  'undo-release': { from: ['released'], to: 'verified', words: 'brought back' },
  refuse: { from: BEFORE_RELEASE, to: 'refused', words: 'refused' },
  cancel: { from: BEFORE_RELEASE, to: 'cancelled', words: 'cancelled' },
} as const satisfies Record<string, Step>

export type PortOutStep = keyof typeof PORT_OUT_STEPS

export const PORT_OUT_STEP_NAMES = Object.keys(PORT_OUT_STEPS) as readonly PortOutStep[]

/** Who calls a request off: the carrier that made it, the customer, or the account's end. */
export const CANCELLED_BY = ['gaining-carrier', 'customer', 'account-closed'] as const
export type CancelledBy = (typeof CANCELLED_BY)[number]

const HOUR_MS = 3_600_000
/** Source: carriers reverse a port within four hours of its cut-over. */
const REVERSAL_HOURS = 4

/** Until when a release of now may be undone. */
export function reversalEnds(releasedAt: Date): Date {
  return new Date(releasedAt.getTime() + REVERSAL_HOURS * HOUR_MS)
}

/** What is known of a request that decides what can be done with it at an instant. */
export interface PortOutPosition {
  readonly state: PortOutState
  /** Of a released one. */
  readonly undoUntil: Date | null
}

/** What can be done with a request from where it stands, in the order of the machine. */
export function allowedPortOutSteps({ state, undoUntil }: PortOutPosition, now: Date): readonly PortOutStep[] {
  return PORT_OUT_STEP_NAMES.filter((name) => {
    const { from }: Step = PORT_OUT_STEPS[name]
    if (name === 'undo-release' && (undoUntil === null || undoUntil <= now)) return false
    return from.includes(state)
  })
}

/**
 * The state a step leads to, or its refusal, which says what would be possible.
 *
 * @returns Problem 'illegal_transition'.
 */
export function takePortOutStep(
  portOutId: number,
  position: PortOutPosition,
  step: PortOutStep,
  now: Date,
): PortOutState | Problem {
  const allowed = allowedPortOutSteps(position, now)
  const { to, words }: Step = PORT_OUT_STEPS[step]
  if (allowed.includes(step)) return to
  const possible = allowed.map((name) => PORT_OUT_STEPS[name].words)
  const way =
    possible.length === 0
      ? 'That is its end; write down another request.'
      : `Now it can be ${possible.slice(0, -1).join(', ')}${possible.length > 1 ? ' or ' : ''}${possible.at(-1) ?? ''}.`
  const what = `Port-out ${portOutId} is ${stateText(position.state)} and cannot be ${words}.`
  return problem('illegal_transition', `${what} ${way}`)
}

function stateText(state: PortOutState): string {
  return state === 'verifying' ? 'being verified' : state
}

import { problem, type Problem } from '#domain/problem.ts'

/**
 * What a number of the inventory is: free; kept for somebody until an instant or an order's end; on its way in from
 * another carrier; in use by an account; resting after use; no longer ours.
 */
export const NUMBER_STATUSES = ['available', 'reserved', 'porting', 'assigned', 'quarantined', 'retired'] as const
export type NumberStatus = (typeof NUMBER_STATUSES)[number]

interface Step {
  readonly from: readonly NumberStatus[]
  readonly to: NumberStatus
  /** As a refusal says what would be possible: `it can be reserved`. */
  readonly words: string
}

/** Everything that can happen to a number. What is not here is refused. */
export const NUMBER_STEPS = {
  reserve: { from: ['available'], to: 'reserved', words: 'reserved' },
  releaseReservation: { from: ['reserved'], to: 'available', words: 'released from its reservation' },
  assign: { from: ['available', 'reserved'], to: 'assigned', words: 'given to an account' },
  release: { from: ['assigned'], to: 'quarantined', words: 'released by its account' },
  /** Given to an account in error: it had no time to become known as theirs. */
  takeBack: { from: ['assigned'], to: 'available', words: 'taken back on the day it was added' },
  endQuarantine: { from: ['quarantined'], to: 'available', words: 'put back from quarantine' },
  /** Straight to the account that had it ported. */
  activate: { from: ['porting'], to: 'assigned', words: 'given to its account when its port is complete' },
  arrive: { from: ['porting'], to: 'available', words: 'put in service when its port is complete' },
  retire: { from: ['available', 'porting', 'quarantined'], to: 'retired', words: 'retired' },
  returnToService: { from: ['retired'], to: 'available', words: 'added again' },
} as const satisfies Record<string, Step>

export type NumberStep = keyof typeof NUMBER_STEPS

/** What is known of a number that decides what it is at an instant. */
export interface NumberState {
  readonly status: NumberStatus
  readonly reservedUntil: Date | null
  readonly quarantinedUntil: Date | null
}

/** What a number is at an instant: a reservation or quarantine whose time has come is over, written so or not. */
export function statusAt({ status, reservedUntil, quarantinedUntil }: NumberState, now: Date): NumberStatus {
  if (status === 'reserved' && reservedUntil !== null && reservedUntil <= now) return 'available'
  if (status === 'quarantined' && quarantinedUntil !== null && quarantinedUntil <= now) return 'available'
  return status
}

/** The refusal of a step that is not possible from here, which says what would be; undefined where it is possible. */
export function refuseStep(number: string, status: NumberStatus, step: NumberStep): Problem | undefined {
  const { from, words }: Step = NUMBER_STEPS[step]
  if (from.includes(status)) return undefined
  const steps: readonly Step[] = Object.values(NUMBER_STEPS)
  const possible = steps.filter((other) => other.from.includes(status)).map((other) => other.words)
  const code = step === 'assign' || step === 'reserve' ? 'number_not_available' : 'illegal_transition'
  return problem(
    code,
    `${number} is ${status} and cannot be ${words}; it must be ${orList(from)} for that. ` +
      `Now it can be ${orList(possible)}.`,
  )
}

function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`
}

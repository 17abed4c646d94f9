import { STEP_DAYS } from './port-due.ts'
import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'

/**
 * Business days from submission until half of the ports of a kind are done, and until 8 of 10 are. Of a single number 8 of
 * 10 within 8 days is the published target (C540:2023: 80 % in 8 business days, 90 % in 10, 98 % in 15), and half of them
 * what its steps take. Complex ports take 8 to 12 weeks, special ones 2 to 3, say the platform's help pages; of mobile numbers
 * 99 % are over within 2 business days (C570).
 */
const WHOLE_DAYS = {
  simple: { typical: 5, likely: 8 },
  complex: { typical: 40, likely: 60 },
  special: { typical: 13, likely: 15 },
  mobile: { typical: 1, likely: 2 },
} as const satisfies Readonly<Record<PortKind, Readonly<Record<string, number>>>>

/** The states that take time before the date is set, in their order. */
export const WAITING_STATES = [
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
] as const satisfies readonly PortState[]

export type WaitingState = (typeof WAITING_STATES)[number]

/** Business days left to a port from a state, by how long the steps take. */
export interface DaysLeft {
  /** From the day it came there. */
  readonly typical: number
  readonly likely: number
  /** Of them those after the step it waits for: they lie ahead however long that step takes. */
  readonly typicalAfter: number
  readonly likelyAfter: number
}

/** The share of the whole that lies ahead is the share the steps ahead have in all of them. */
export function daysLeft(kind: PortKind, state: WaitingState): DaysLeft {
  const steps = stepsOf(kind)
  const at = steps.findIndex(([step]) => step === state)
  const ahead = sum(steps.slice(Math.max(0, at)))
  const after = sum(steps.slice(Math.max(0, at) + 1))
  const all = sum(steps)
  const { typical, likely } = WHOLE_DAYS[kind]
  const scaled = (days: number, whole: number): number => Math.ceil((days * whole) / all)
  return {
    typical: scaled(ahead, typical),
    likely: scaled(ahead, likely),
    typicalAfter: scaled(after, typical),
    likelyAfter: scaled(after, likely),
  }
}

function stepsOf(kind: PortKind): readonly (readonly [PortState, number])[] {
  const { lodge, validation, passOn, answer, setDate, cutOver } = STEP_DAYS[kind]
  const isComplex = kind === 'complex'
  return [
    ['submitted', lodge],
    ['lodged', passOn],
    ...(isComplex ? [['validating', validation] as const, ['validated', passOn] as const] : []),
    // The answer counts from the lodging, of which the day of passing on is a part; of a complex one from the latter.
    ['with-losing-carrier', isComplex ? answer : answer - passOn],
    ['accepted', setDate],
    ['date-set', cutOver],
  ]
}

function sum(steps: readonly (readonly [PortState, number])[]): number {
  return steps.reduce((all, [, days]) => all + days, 0)
}

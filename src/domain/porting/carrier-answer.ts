import { isProblem, problem, type Problem } from '#domain/problem.ts'
import { refuseCutOver } from './cut-over-date.ts'
import type { PortKind } from './port-kind.ts'
import { allowedSteps, PORT_STEPS, takePortStep, type PortState, type PortStep } from './port-state.ts'
import type { RejectReason } from './reject-reasons.ts'
import type { ValidationCode } from './validation.ts'
import type { PortCalendars } from './which-calendar.ts'

/** The steps a carrier can report. */
export const ANSWER_STEPS = [
  'lodge',
  'ask-validation',
  'confirm-validation',
  'pass-on',
  'accept',
  'reject',
  'set-date',
  'start-cut-over',
  'complete',
] as const satisfies readonly PortStep[]
export type AnswerStep = (typeof ANSWER_STEPS)[number]

/** What a carrier says of an order. */
export interface CarrierAnswer {
  readonly step: AnswerStep
  /** Its own number of the order. */
  readonly reference: string | null
  /** When the cut-over begins, where it says so. */
  readonly cutOverAt: Date | null
  /** Of a rejection. */
  readonly reason: RejectReason | null
  /** Of a rejection, as the carrier writes it; '' where it gave none. */
  readonly code: string
  readonly words: string
  /** What it found of single numbers before a complex port. */
  readonly validations: readonly { readonly number: string; readonly code: ValidationCode; readonly words: string }[]
}

/** As much of an order as an answer meets. */
export interface AnsweredOrder {
  readonly id: number
  readonly kind: PortKind
  readonly state: PortState
  readonly carrierReference: string
  readonly cutOverAt: Date | null
  readonly decidedAt: Date | null
}

/** What an answer comes to. */
export interface AnswerPlan {
  /** In order; none where the order stands there already. */
  readonly steps: readonly AnswerStep[]
  readonly state: PortState
  readonly cutOverAt: Date | null
  readonly reference: string
}

/** Steps that change nothing but the place, and go without saying where a carrier reports a later one. */
const IMPLIED: Partial<Readonly<Record<PortState, AnswerStep>>> = {
  submitted: 'lodge',
  lodged: 'pass-on',
  validating: 'confirm-validation',
  validated: 'pass-on',
  'pre-provisioned': 'start-cut-over',
}

/** How far along an order is. */
const ROAD: readonly PortState[] = [
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
  'date-set',
  'pre-provisioned',
  'cutting-over',
  'completed',
  'closed',
]

/**
 * The steps that take an order to where a carrier says it is. What it is past already is no step; a date other than the one
 * that is set is one.
 *
 * @returns a Problem where it cannot get there, or not on that date.
 */
export function planAnswer(
  order: AnsweredOrder,
  answer: CarrierAnswer,
  { now, calendars }: { readonly now: Date; readonly calendars: PortCalendars },
): AnswerPlan | Problem {
  const { cutOverAt } = answer
  const reference = answer.reference ?? order.carrierReference
  const same = { steps: [], state: order.state, cutOverAt: order.cutOverAt, reference }
  if (answer.step === 'reject') return planRejection(order, answer, same)
  const isOtherDate = cutOverAt !== null && cutOverAt.getTime() !== order.cutOverAt?.getTime()
  const isDated = answer.step === 'accept' || answer.step === 'set-date'
  if (answer.step === 'set-date' && cutOverAt === null && !isPast(order.state, 'date-set'))
    return problem('invalid_value', 'It says that a date is set, and not which.', { field: 'cutOverAt' })
  const movesDate = isDated && isOtherDate && isPast(order.state, 'accepted')
  if (isPast(order.state, PORT_STEPS[answer.step].to) && !movesDate) return same
  const steps = stepsTo(order, movesDate ? 'set-date' : acceptsFirst(order.state, answer.step) ? 'accept' : answer.step)
  if (isProblem(steps)) return steps
  const takesDate = isDated && cutOverAt !== null
  if (takesDate) {
    const acceptedAt = steps.includes('accept') ? now : (order.decidedAt ?? now)
    const refused = refuseCutOver(cutOverAt, { kind: order.kind, acceptedAt, now }, calendars, false)
    if (refused !== undefined) return refused
  }
  const last = steps.at(-1) ?? answer.step
  const state = takesDate ? 'date-set' : PORT_STEPS[last].to
  return { steps, state, cutOverAt: takesDate ? cutOverAt : order.cutOverAt, reference }
}

function planRejection(order: AnsweredOrder, answer: CarrierAnswer, same: AnswerPlan): AnswerPlan | Problem {
  if (order.state === 'rejected') return same
  const state = takePortStep(order.id, order, 'reject')
  if (isProblem(state)) return state
  if (answer.reason !== null) return { ...same, steps: ['reject'], state, cutOverAt: null }
  return problem('invalid_value', 'It says that the order is rejected, and not why.', { field: 'reason' })
}

/** A date for an order that nobody noted as accepted is its acceptance, too. */
function acceptsFirst(state: PortState, step: AnswerStep): boolean {
  return step === 'set-date' && !isPast(state, 'accepted')
}

function stepsTo(order: AnsweredOrder, step: AnswerStep): readonly AnswerStep[] | Problem {
  const steps: AnswerStep[] = []
  let { state } = order
  while (!allowedSteps({ kind: order.kind, state }).includes(step)) {
    const implied = IMPLIED[state]
    const isWay = implied !== undefined && allowedSteps({ kind: order.kind, state }).includes(implied)
    if (!isWay) {
      const refused = takePortStep(order.id, { kind: order.kind, state: order.state }, step)
      return isProblem(refused) ? refused : [...steps, step]
    }
    steps.push(implied)
    state = PORT_STEPS[implied].to
  }
  return [...steps, step]
}

function isPast(state: PortState, reached: PortState): boolean {
  return ROAD.includes(state) && ROAD.indexOf(state) >= ROAD.indexOf(reached)
}

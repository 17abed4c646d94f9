import type { Micros } from '#domain/money.ts'
import { micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** What is done about an overdue invoice, in this order. The last is for a person: no account is disconnected by itself. */
export const DUNNING_STEPS = [
  'reminder',
  'second-reminder',
  'restriction-notice',
  'restriction',
  'suspension-notice',
  'suspension',
  'disconnection-notice',
  'disconnection',
] as const
export type DunningStep = (typeof DUNNING_STEPS)[number]

/** Steps that do something to the service, each with the notice that comes before it. */
export const NOTICES = {
  restriction: 'restriction-notice',
  suspension: 'suspension-notice',
  disconnection: 'disconnection-notice',
} as const satisfies Partial<Record<DunningStep, DunningStep>>
export type DunningAct = keyof typeof NOTICES

/** From when the days of a step count. */
export type DunningUnit = 'days-overdue' | 'days-after-step' | 'working-days-notice'

export const DUNNING_UNITS: Readonly<Record<DunningStep, DunningUnit>> = {
  reminder: 'days-overdue',
  'second-reminder': 'days-overdue',
  'restriction-notice': 'days-overdue',
  restriction: 'working-days-notice',
  'suspension-notice': 'days-after-step',
  suspension: 'working-days-notice',
  'disconnection-notice': 'days-after-step',
  disconnection: 'working-days-notice',
}

export interface LadderStep {
  readonly isOn: boolean
  /** As {@link DUNNING_UNITS} counts them. */
  readonly days: number
}

/** How a reseller goes about what is overdue. */
export interface DunningLadder {
  readonly isOn: boolean
  /** Less than that is not chased; with GST. */
  readonly minimumMicros: Micros
  readonly steps: Readonly<Record<DunningStep, LadderStep>>
}

/** Working days between notice and act for consumers and small businesses at the least (TCP Code). */
const CONSUMER_NOTICE_DAYS = 5

export const LADDER_LIMITS = { days: 120, minimumMicros: 1_000_000_000n } as const

/** Until a reseller says otherwise. It begins when it is switched on: nobody hears of old debts by an update. */
export const DEFAULT_LADDER: DunningLadder = {
  isOn: false,
  minimumMicros: micros(10_000_000n),
  steps: {
    reminder: { isOn: true, days: 1 },
    'second-reminder': { isOn: true, days: 7 },
    'restriction-notice': { isOn: true, days: 14 },
    restriction: { isOn: true, days: 5 },
    'suspension-notice': { isOn: true, days: 7 },
    suspension: { isOn: true, days: 5 },
    'disconnection-notice': { isOn: true, days: 14 },
    disconnection: { isOn: true, days: 10 },
  },
}

/** What does not go together in a ladder, at its fields. Empty: nothing. */
export function checkLadder({ steps }: DunningLadder): readonly Problem[] {
  const faults: Problem[] = []
  const at = (step: DunningStep): { field: string } => ({ field: `steps.${step}.days` })
  const overdue = DUNNING_STEPS.filter((step) => DUNNING_UNITS[step] === 'days-overdue' && steps[step].isOn)
  for (const [index, step] of overdue.entries()) {
    const before = overdue[index - 1]
    if (before !== undefined && steps[step].days <= steps[before].days)
      faults.push(
        problem('invalid_value', `This comes after ${steps[before].days} days, the step before it.`, at(step)),
      )
  }
  for (const [act, notice] of Object.entries(NOTICES) as [DunningAct, DunningStep][]) {
    if (steps[act].isOn === steps[notice].isOn) continue
    const message = 'A notice and what it announces go together: switch both on, or both off.'
    faults.push(problem('invalid_value', message, { field: `steps.${act}.isOn` }))
  }
  return faults
}

/** The step after one, of those that are switched on; undefined: it was the last. */
export function stepAfter(steps: DunningLadder['steps'], step: DunningStep | null): DunningStep | undefined {
  return DUNNING_STEPS.slice(step === null ? 0 : DUNNING_STEPS.indexOf(step) + 1).find((one) => steps[one].isOn)
}

export function isNotice(step: DunningStep): boolean {
  return Object.values<DunningStep>(NOTICES).includes(step)
}

export function isAct(step: DunningStep): step is DunningAct {
  return step in NOTICES
}

/** Working days between the notice of an act and the act, whole ones: the day of neither counts. */
export function noticeDays({ steps }: Pick<DunningLadder, 'steps'>, act: DunningAct, isConsumer: boolean): number {
  return isConsumer ? Math.max(CONSUMER_NOTICE_DAYS, steps[act].days) : steps[act].days
}

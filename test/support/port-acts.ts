import * as fc from 'fast-check'
import { PORT_KINDS, type PortKind } from '#domain/porting/port-kind.ts'
import { ASKED_STEP_NAMES, type AskedStep, type PortState } from '#domain/porting/port-state.ts'
import type { WorldPort } from './port-world.ts'

export type Who = 'staff' | 'customer' | 'billing'

/** At which port something is done, by whom, and how. */
export interface Aim {
  /** Which of the ports there are, counted around. */
  readonly port: number
  readonly who: Who
  readonly chargeFee: boolean
  /** Into how many days a cut-over is put; and whatever else is left to chance. */
  readonly days: number
  readonly atNight: boolean
}

export interface PortRequested {
  readonly act: 'request'
  readonly kind: PortKind
  /** Which numbers of a few that all requests of a history ask for. */
  readonly from: number
  readonly count: number
  readonly who: Who
}

/** What somebody does, or the clock. */
export type PortAct =
  | PortRequested
  | ({ readonly act: 'step'; readonly step: AskedStep } & Aim)
  /** What comes next of a port, as its people would do it. */
  | ({ readonly act: 'onward' } & Aim)
  | { readonly act: 'split'; readonly port: number; readonly cut: number }
  | { readonly act: 'wait'; readonly hours: number }

const anybody = fc.constantFrom<Who>('staff', 'staff', 'staff', 'customer', 'billing')
const port = fc.nat(3)
const aim = {
  port,
  who: anybody,
  chargeFee: fc.boolean(),
  days: fc.nat(30),
  atNight: fc.constantFrom(false, false, false, true),
}
const itsPeople = { ...aim, who: fc.constantFrom<Who>('staff', 'staff', 'staff', 'customer') }
const requested = {
  act: fc.constant('request' as const),
  kind: fc.constantFrom(...PORT_KINDS, 'complex', 'complex'),
  from: fc.nat(7),
  count: fc.integer({ min: 1, max: 5 }),
  who: anybody,
}
const step = { act: fc.constant('step' as const), step: fc.constantFrom(...ASKED_STEP_NAMES), ...aim }
const split = { act: fc.constant('split' as const), port, cut: fc.integer({ min: 1, max: 4 }) }
const wait = { act: fc.constant('wait' as const), hours: fc.constantFrom(1, 3, 5, 17, 24, 72, 24 * 91) }

/** Histories of a few ports: mostly they go on, and anything else may come in between. */
export const histories: fc.Arbitrary<readonly PortAct[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record(requested) },
    { weight: 22, arbitrary: fc.record({ act: fc.constant('onward' as const), ...itsPeople }) },
    { weight: 8, arbitrary: fc.record(step) },
    { weight: 3, arbitrary: fc.record(split) },
    { weight: 2, arbitrary: fc.record(wait) },
  ),
  { minLength: 40, maxLength: 50 },
)

/** How a port of a kind goes on from where it stands; now and then it is rejected, or goes back in an emergency. */
export function onwardStep({ kind, state }: WorldPort, chance: number): AskedStep | undefined {
  if (state === 'with-losing-carrier' && chance % 4 === 2) return 'reject'
  if ((state === 'cutting-over' || state === 'completed') && chance % 4 === 0) return 'reverse'
  const next: Readonly<Partial<Record<PortState, AskedStep>>> = {
    draft: 'submit',
    submitted: 'lodge',
    lodged: kind === 'complex' ? 'ask-validation' : 'pass-on',
    validating: 'confirm-validation',
    validated: 'pass-on',
    'with-losing-carrier': 'accept',
    rejected: 'submit',
    accepted: 'set-date',
    'date-set': 'pre-provision',
    'pre-provisioned': 'start-cut-over',
    'cutting-over': 'complete',
    completed: 'close',
  }
  return next[state]
}

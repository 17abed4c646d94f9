import { CONFIRMATION_METHODS, CONFIRMATION_METHOD_NAMES } from '#domain/porting/port-out-check.ts'
import type { PortOutStep } from '#domain/porting/port-out-state.ts'
import type { EndpointName } from '../../../shared/api/wire-types.ts'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'

interface StepWords {
  /** On the button of the page. */
  readonly label: string
  /** The verb and the thing, on the button of the dialog. */
  readonly action: string
  readonly done: string
  readonly isDangerous?: true
}

export const OUT_STEP_WORDS: Readonly<Record<PortOutStep, StepWords>> = {
  'start-verifying': { label: 'Start verifying', action: 'Start verifying', done: 'Verification begun' },
  verify: { label: 'Verify', action: 'Let it go ahead', done: 'Verified' },
  schedule: { label: 'Set the cut-over', action: 'Set cut-over', done: 'Cut-over set' },
  release: { label: 'Release numbers', action: 'Release numbers', done: 'Numbers released', isDangerous: true },
  'undo-release': { label: 'Undo the release', action: 'Bring the numbers back', done: 'Numbers are back' },
  refuse: { label: 'Refuse', action: 'Refuse request', done: 'Request refused', isDangerous: true },
  cancel: { label: 'Call off', action: 'Call it off', done: 'Request called off', isDangerous: true },
}

/** The endpoint of the contract behind each step. */
export const OUT_STEP_ENDPOINTS = {
  'start-verifying': 'startVerifyingPortOut',
  verify: 'verifyPortOut',
  schedule: 'schedulePortOut',
  release: 'releasePortOut',
  'undo-release': 'undoPortOutRelease',
  refuse: 'refusePortOut',
  cancel: 'cancelPortOut',
} as const satisfies Readonly<Record<PortOutStep, EndpointName>>

/** The step that leads on from where a request stands. */
export const NEXT_STEP: Readonly<Partial<Record<PortOut['state'], PortOutStep>>> = {
  received: 'start-verifying',
  verifying: 'verify',
  verified: 'schedule',
  scheduled: 'release',
  released: 'undo-release',
}

export const METHOD_OPTIONS = CONFIRMATION_METHOD_NAMES.map((method) => ({
  value: method,
  label: CONFIRMATION_METHODS[method],
}))

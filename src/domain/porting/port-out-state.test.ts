import { expect, test } from 'vitest'
import {
  allowedPortOutSteps,
  PORT_OUT_STATES,
  PORT_OUT_STEP_NAMES,
  reversalEnds,
  takePortOutStep,
  type PortOutState,
  type PortOutStep,
} from './port-out-state.ts'

const NOW = new Date('2026-08-26T00:00:00Z')

/** Every step that is possible, and where it leads; what is not here must be refused. */
const LEGAL: Readonly<Record<PortOutState, Partial<Record<PortOutStep, PortOutState>>>> = {
  received: { 'start-verifying': 'verifying', refuse: 'refused', cancel: 'cancelled' },
  verifying: { verify: 'verified', refuse: 'refused', cancel: 'cancelled' },
  verified: { schedule: 'scheduled', refuse: 'refused', cancel: 'cancelled' },
  scheduled: { schedule: 'scheduled', release: 'released', refuse: 'refused', cancel: 'cancelled' },
  released: { 'undo-release': 'verified' },
  refused: {},
  cancelled: {},
}

const EVERY = PORT_OUT_STATES.flatMap((state) => PORT_OUT_STEP_NAMES.map((step) => [state, step] as const))

test.each(EVERY)('%s: %s', (state, step) => {
  const undoUntil = state === 'released' ? new Date(NOW.getTime() + 1) : null
  const reached = takePortOutStep(7, { state, undoUntil }, step, NOW)
  const expected = LEGAL[state][step]
  const way = Object.keys(LEGAL[state]).length === 0 ? /write down another request/ : /Now it can be \w/
  const refusal: unknown = expect.objectContaining({
    code: 'illegal_transition',
    message: expect.stringMatching(way) as string,
  })
  expect(reached).toEqual(expected ?? refusal)
})

test('a release may be undone for four hours to the millisecond', () => {
  const undoUntil = reversalEnds(NOW)
  expect(undoUntil.toISOString()).toBe('2026-08-26T04:00:00.000Z')
  const at = (ms: number) => allowedPortOutSteps({ state: 'released', undoUntil }, new Date(undoUntil.getTime() + ms))
  expect(at(-1)).toEqual(['undo-release'])
  expect(at(0)).toEqual([])
})

test('a refusal offers what is possible now', () => {
  const refused = takePortOutStep(7, { state: 'verified', undoUntil: null }, 'release', NOW)
  expect(refused).toMatchObject({
    message:
      'Port-out 7 is verified and cannot be released. Now it can be given a cut-over date, refused or cancelled.',
  })
})

import { describe, expect, test } from 'vitest'
import type { Actor } from '#domain/access/actor.ts'
import type { PortKind } from './port-kind.ts'
import {
  allowedSteps,
  ENDED_STATES,
  PORT_STATES,
  PORT_STEP_NAMES,
  PORT_STEPS,
  stepsOf,
  takePortStep,
  type PortState,
} from './port-state.ts'

/** Of a simple port; COMPLEX has where a complex one differs. */
const ALLOWED: Readonly<Record<PortState, readonly string[]>> = {
  draft: ['submit', 'withdraw', 'expire'],
  submitted: ['lodge', 'reject', 'withdraw'],
  lodged: ['pass-on', 'reject', 'withdraw'],
  validating: ['reject', 'withdraw'],
  validated: ['reject', 'withdraw'],
  'with-losing-carrier': ['accept', 'reject', 'withdraw'],
  accepted: ['reject', 'set-date', 'withdraw'],
  rejected: ['submit', 'withdraw', 'expire'],
  'date-set': ['reject', 'set-date', 'pre-provision', 'withdraw'],
  'pre-provisioned': ['set-date', 'start-cut-over', 'withdraw'],
  'cutting-over': ['complete', 'reverse'],
  completed: ['reverse', 'close'],
  closed: [],
  withdrawn: [],
  reversed: [],
  expired: [],
}

const COMPLEX: Readonly<Record<PortState, readonly string[]>> = {
  ...ALLOWED,
  lodged: ['ask-validation', 'reject', 'withdraw'],
  validating: ['confirm-validation', 'reject', 'withdraw'],
  validated: ['pass-on', 'reject', 'withdraw'],
}

describe('the machine', () => {
  test.each(PORT_STATES)('from %s', (state) => {
    for (const [kind, allowed] of [
      ['simple', ALLOWED],
      ['mobile', ALLOWED],
      ['complex', COMPLEX],
    ] as const) {
      expect(allowedSteps({ kind, state })).toEqual(allowed[state])
      for (const step of PORT_STEP_NAMES) {
        const reached = takePortStep(7, { kind, state }, step)
        expect(typeof reached === 'string').toBe(allowed[state].includes(step))
      }
    }
  })

  test('ends where it says, and every state is reached from a draft', () => {
    expect(PORT_STATES.filter((state) => allowedSteps({ kind: 'complex', state }).length === 0)).toEqual(ENDED_STATES)
    const reached = new Set<PortState>(['draft'])
    for (const state of reached)
      for (const step of allowedSteps({ kind: 'complex', state })) reached.add(PORT_STEPS[step].to)
    expect([...reached].toSorted()).toEqual(PORT_STATES.toSorted())
  })

  test.each<[PortState, Parameters<typeof takePortStep>[2], string]>([
    [
      'with-losing-carrier',
      'complete',
      'Port 7 is with the losing carrier and cannot be completed. Now it can be accepted, rejected or withdrawn.',
    ],
    [
      'closed',
      'reverse',
      'Port 7 is closed and cannot be returned to the losing carrier. That is its end; request another port.',
    ],
    [
      'cutting-over',
      'withdraw',
      'Port 7 is cutting over and cannot be withdrawn. Now it can be completed or returned to the losing carrier.',
    ],
  ])('%s refuses to %s', (state, step, message) => {
    expect(takePortStep(7, { kind: 'simple', state }, step)).toMatchObject({ code: 'illegal_transition', message })
  })
})

describe('whose steps they are', () => {
  const actor = (role: Actor['role'], accountId?: number): Actor => ({
    kind: 'user',
    id: 1,
    name: 'Robin Example',
    role,
    resellerId: 1,
    ...(accountId !== undefined && { accountId }),
  })
  test.each<[who: string, Actor, PortState, kind: PortKind, steps: readonly string[]]>([
    ['support', actor('support'), 'accepted', 'simple', ['reject', 'set-date', 'withdraw']],
    ['billing', actor('billing'), 'accepted', 'complex', []],
    ['a customer', actor('customer-admin', 4), 'draft', 'simple', ['submit', 'withdraw']],
    ['a customer of a complex port', actor('customer-admin', 4), 'accepted', 'complex', ['set-date', 'withdraw']],
    ['a customer of a simple port', actor('customer-admin', 4), 'accepted', 'simple', ['withdraw']],
    ['a customer once the date is set', actor('customer-admin', 4), 'date-set', 'complex', ['withdraw']],
    ['a customer user', actor('customer-user', 4), 'draft', 'simple', []],
    ['the timetable', actor('system'), 'completed', 'simple', ['reverse', 'close']],
  ])('%s', (_, who, state, kind, steps) => {
    expect(stepsOf(who, { kind, state })).toEqual(steps)
  })
})

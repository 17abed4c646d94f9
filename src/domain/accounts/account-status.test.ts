import { describe, expect, test } from 'vitest'
import { isProblem, ProblemError } from '#domain/problem.ts'
import { allowedSteps, requireActive, requireNotCancelled, takeStep, type AccountStanding } from './account-status.ts'

const standing = (status: AccountStanding['status'], cancelOn: string | null = null): AccountStanding => ({
  accountNumber: '1000002',
  status,
  cancelOn,
})
const scheduled = '2026-08-01'

/** Every standing with every step; '' is a refusal. */
const TABLE = [
  // status, scheduled, activate, suspend, reinstate, schedule, withdraw, cancel
  ['new', null, 'active', '', '', '', '', 'cancelled'],
  ['active', null, '', 'suspended', '', 'active', '', 'cancelled'],
  ['active', scheduled, '', 'suspended', '', '', 'active', 'cancelled'],
  ['suspended', null, '', '', 'active', 'suspended', '', 'cancelled'],
  ['suspended', scheduled, '', '', 'active', '', 'suspended', 'cancelled'],
  ['cancelled', null, '', '', '', '', '', ''],
] as const
const STEPS = ['activate', 'suspend', 'reinstate', 'schedule-cancellation', 'withdraw-cancellation', 'cancel'] as const

describe.each(TABLE)('an account that is %s, cancelled on %s', (status, cancelOn, ...outcomes) => {
  const account = standing(status, cancelOn)

  test.each(STEPS.map((step, index) => [step, outcomes[index] ?? ''] as const))('%s: %s', (step, outcome) => {
    const taken = takeStep(account, step)
    expect(isProblem(taken) ? taken.code : taken).toBe(outcome === '' ? 'illegal_transition' : outcome)
    expect(allowedSteps(account).includes(step)).toBe(outcome !== '')
  })
})

describe('a refusal says why, and what can be done', () => {
  test.each([
    [
      'suspend',
      standing('new'),
      'is new and cannot be suspended. You can activate it on a calling plan or cancel it now.',
    ],
    [
      'activate',
      standing('active'),
      'is active and cannot be activated. You can suspend it, cancel it at its anniversary or cancel it now.',
    ],
    ['schedule-cancellation', standing('active', scheduled), 'is scheduled for 2026-08-01 already.'],
    ['withdraw-cancellation', standing('active'), 'No cancellation of account 1000002 is scheduled.'],
    ['reinstate', standing('cancelled'), 'is cancelled and cannot be reinstated. That is final'],
  ] as const)('%s', (step, account, words) => {
    const taken = takeStep(account, step)
    expect(isProblem(taken) ? taken.message : '').toContain(words)
  })
})

describe('what asks for an account that is open', () => {
  test.each([
    // status, needs an active one, needs one that is not cancelled
    ['new', 'is new, and this needs an active one', ''],
    ['active', '', ''],
    ['suspended', 'is suspended, and this needs an active one. You can reinstate it', ''],
    ['cancelled', 'open a new account', 'open a new account'],
  ] as const)('%s', (status, active, open) => {
    expect(refusalOf(() => requireActive(standing(status)))).toMatch(active === '' ? /^$/ : active)
    expect(refusalOf(() => requireNotCancelled(standing(status)))).toMatch(open === '' ? /^$/ : open)
  })
})

function refusalOf(ask: () => void): string {
  try {
    ask()
    return ''
  } catch (error) {
    return error instanceof ProblemError ? error.message : 'no problem'
  }
}

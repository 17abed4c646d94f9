import { describe, expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import {
  ACCOUNT_STATUSES,
  allowedSteps,
  requireActive,
  requireNotCancelled,
  takeStep,
  type AccountStanding,
} from './account-status.ts'

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
    if (outcome !== '') expect(taken).toBe(outcome)
    else expect(taken).toMatchObject({ code: 'illegal_transition' })
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

test.each(ACCOUNT_STATUSES)('what needs an active account, with one that is %s', (status) => {
  const asked = (): void => requireActive(standing(status))
  if (status === 'active') expect(asked).not.toThrow()
  else expect(asked).toThrow(`is ${status}, and this needs an active one`)
})

test.each(ACCOUNT_STATUSES)('what needs one that is not cancelled, with one that is %s', (status) => {
  const asked = (): void => requireNotCancelled(standing(status))
  if (status === 'cancelled') expect(asked).toThrow('open a new account')
  else expect(asked).not.toThrow()
})

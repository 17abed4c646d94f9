import { describe, expect, test } from 'vitest'
import { ProblemError, problem } from '#domain/problem.ts'
import { describeFailure } from './failure.ts'

const inPlan = problem('invalid_plan', 'must be an amount like "0.12".', { field: 'rates.Mobile.perMinute' })
const inDeck = problem('invalid_deck', 'the prefix has a letter in it.', { line: 17 })
const inLedger = problem('ledger_damaged', 'Account 7 is out by 0.000001.')

describe('how a failed command ends', () => {
  test.each([
    ['input at fault', [inPlan], ['tollgate: rates.Mobile.perMinute: must be an amount like "0.12".'], 2],
    [
      'two places at fault',
      [inDeck, inPlan],
      ['tollgate: line 17: the prefix has a letter in it.', expect.any(String)],
      2,
    ],
    ['something else at fault', [inLedger], ['tollgate: Account 7 is out by 0.000001.'], 1],
    [
      'input and something else',
      [inPlan, inLedger],
      [expect.any(String), 'tollgate: Account 7 is out by 0.000001.'],
      1,
    ],
  ])('%s', (_name, problems, lines, exitCode) => {
    expect(describeFailure(new ProblemError(...problems), false)).toEqual({ lines, exitCode })
  })

  test('an unforeseen error shows one sentence, and its stack only when asked', () => {
    const error = new Error('disk on fire')
    expect(describeFailure(error, false).lines.join('\n')).toBe(
      'tollgate: disk on fire\ntollgate: this is a fault of the program; TOLLGATE_DEBUG=1 shows where.',
    )
    expect(describeFailure(error, true)).toEqual({ lines: ['tollgate: disk on fire', error.stack], exitCode: 1 })
  })

  test('a thrown value that is no error is still told', () => {
    expect(describeFailure('pulled plug', true)).toEqual({ lines: ['tollgate: pulled plug'], exitCode: 1 })
  })
})

import { expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import { pastSpan, type PastHolder } from './past-span.ts'

/** A day from 100 to 124 of some clock. */
const DAY = { fromMs: 100, dayEndMs: 124 }
const held = (fromMs: number, toMs?: number): PastHolder => ({ accountNumber: '1001', fromMs, toMs })

test.each([
  ['nobody ever had it', [], { fromMs: 100, toMs: undefined }],
  ['somebody had it before', [held(10, 90)], { fromMs: 100, toMs: undefined }],
  ['given up on that day', [held(10, 110)], { fromMs: 110, toMs: undefined }],
  ['twice on that day', [held(112, 118), held(10, 112)], { fromMs: 118, toMs: undefined }],
  ['somebody has it later', [held(200)], { fromMs: 100, toMs: 200 }],
  ['between two', [held(200), held(10, 110)], { fromMs: 110, toMs: 200 }],
])('%s', (_, holders, span) => expect(pastSpan('61370101234', DAY, holders)).toEqual(span))

test.each([
  ['beyond the day', [held(10, 150)], 'beyond that day'],
  ['still', [held(10)], 'has it still'],
  ['from within the day on', [held(10, 105), held(105)], 'has it still'],
])('refused: %s', (_, holders, words) => {
  const refused = pastSpan('61370101234', DAY, holders)
  expect(isProblem(refused) && refused.message).toContain(words)
})

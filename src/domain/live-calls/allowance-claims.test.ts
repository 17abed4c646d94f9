import { expect, test } from 'vitest'
import { areCovered, type AllowanceClaim } from './allowance-claims.ts'

const claim = (pools: readonly number[], most: number): AllowanceClaim => ({ pools, mostOf: () => most })

test.each([
  ['nobody claims', [], [0], true],
  ['one, and enough', [claim([0], 300)], [300], true],
  ['one, and too little', [claim([0], 301)], [300], false],
  ['two that fit together', [claim([0], 150), claim([0], 150)], [300], true],
  ['two that fit only alone', [claim([0], 200), claim([0], 200)], [300], false],
  ['the first pool is empty, the second bears it', [claim([0, 1], 60)], [0, 60], true],
  ['who may draw on two pools counts in both', [claim([0, 1], 60), claim([1], 60)], [60, 119], false],
  ['and fits where both bear it', [claim([0, 1], 60), claim([1], 60)], [60, 120], true],
  ['nothing left', [claim([0], 1)], [0], false],
] as const)('%s', (_, claims, remaining, expected) => {
  expect(areCovered(claims, remaining)).toBe(expected)
})

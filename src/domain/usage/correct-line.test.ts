import { expect, test } from 'vitest'
import { correctLine, readCells } from './correct-line.ts'

test.each([
  ['a,b,c', [[1, 'x']], 'a,x,c'],
  ['a,"b, and more",c\r', [[-1, 'z']], 'a,"b, and more",z'],
  ['a,b', [[0, 'said "hi", left']], '"said ""hi"", left",b'],
  ['a,b', [[2, 'x']], undefined],
  ['a,"b', [[0, 'x']], undefined],
  ['', [[0, 'x']], 'x'],
] as const)('%s with %o is %s', (line, places, corrected) => {
  expect(correctLine(line, ',', new Map(places))).toBe(corrected)
})

test.each([
  ['a,b,c\r', ['a', 'b', 'c']],
  ['a,"b, and ""more""",c', ['a', 'b, and "more"', 'c']],
  ['', ['']],
  ['a,"b', undefined],
] as const)('%s has the values %o', (line, values) => {
  expect(readCells(line, ',')).toEqual(values)
})

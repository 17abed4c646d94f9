import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { csvStream, type Cell } from './csv.ts'

async function* pagesOf(...pages: Cell[][][]): AsyncGenerator<Cell[][]> {
  await Promise.resolve()
  yield* pages
}

test.each<[string, Cell, string]>([
  ['words', 'Wattle Voice', 'Wattle Voice'],
  ['nothing', null, ''],
  ['a comma', 'Wattle, Voice', '"Wattle, Voice"'],
  ['quotes', 'the "new" one', '"the ""new"" one"'],
  ['a line break', 'one\ntwo', '"one\ntwo"'],
  ['an instant', new Date('2026-11-20T00:00:00Z'), '2026-11-20T00:00:00.000Z'],
  ['a large number', 9_007_199_254_740_993n, '9007199254740993'],
  ['a formula', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['a formula that begins with a sign', '-1+cmd', "'-1+cmd"],
  ['a credit', '-12.50', '-12.50'],
  ['a number abroad', '+61370101234', '+61370101234'],
])('%s', async (_, cell, written) => {
  expect(await text(csvStream(['cell'], pagesOf([[cell]])))).toBe(`cell\r\n${written}\r\n`)
})

test('pages follow one another under one header', async () => {
  expect(await text(csvStream(['a', 'b'], pagesOf([[1, 2]], [], [[3, 4]])))).toBe('a,b\r\n1,2\r\n3,4\r\n')
})

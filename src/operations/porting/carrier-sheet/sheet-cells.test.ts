import { expect, test } from 'vitest'
import { ProblemError } from '#domain/problem.ts'
import { readSheetCells } from './sheet-cells.ts'

const ROWS = [
  { line: 1, cells: ['Order', 'Words'] },
  { line: 2, cells: ['12', 'Café, closed'] },
  { line: 4, cells: ['13', 'two\nlines'] },
  { line: 6, cells: ['14', ''] },
]

function sheet(separator: string, end: string): string {
  const quoted = `"Café, closed"`
  return [
    `Order${separator}Words`,
    `12${separator}${quoted}`,
    '',
    `13${separator}"two${end}lines"`,
    `14${separator}`,
    '',
  ].join(end)
}

test.each([
  [',', '\n'],
  [';', '\r\n'],
  ['\t', '\r'],
  ['|', '\n'],
])('cells parted by %j, lines ended by %j', (separator, end) => {
  expect(readSheetCells(Buffer.from(sheet(separator, end)))).toEqual(ROWS)
})

test('UTF-8 with its mark, UTF-16 and Windows-1252', () => {
  const text = sheet(',', '\r\n')
  expect(readSheetCells(Buffer.from(`\uFEFF${text}`))).toEqual(ROWS)
  expect(readSheetCells(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toEqual(ROWS)
  expect(readSheetCells(Buffer.from(text, 'latin1'))).toEqual(ROWS)
})

test.each([
  ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0])],
  ['an older workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['what is no text', Buffer.from([65, 0, 66, 0, 0])],
  ['an empty file', Buffer.from('\n\n')],
])('%s is refused', (_, file) => {
  expect(() => readSheetCells(file)).toThrow(ProblemError)
})

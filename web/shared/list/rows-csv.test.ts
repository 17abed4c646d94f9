import { expect, test } from 'vitest'
import { rowsCsv } from './rows-csv.ts'

test('a column for each field, in the words of a heading, and for what a field holds', () => {
  const rows = [
    {
      id: '7',
      monthlyPrice: '49.00',
      isArchived: false,
      holder: { accountName: 'Wattle & Co' },
      links: { self: '/x' },
    },
    { id: '8', monthlyPrice: '5.00', isArchived: true, holder: null, kinds: ['a', 'b'], version: 3 },
  ]
  expect(rowsCsv(rows)).toBe(
    ['ID,Monthly price,Is archived,Holder account name,Kinds', '7,49.00,no,Wattle & Co,', '8,5.00,yes,,a; b', ''].join(
      '\r\n',
    ),
  )
})

test('the heading of a moment names its zone', () => {
  const rows = [
    { lastSignedInAt: null, gst: '1.00', dueOn: '2026-12-03' },
    { lastSignedInAt: '2026-12-03T03:05:00.000Z', gst: '2.00', dueOn: '2026-12-04' },
  ]
  expect(rowsCsv(rows).split('\r\n').slice(0, 2)).toEqual(['Last signed in at (UTC),GST,Due on', ',1.00,2026-12-03'])
})

test('quotes where it must, and hands a spreadsheet no formula', () => {
  const rows = [{ note: '=HYPERLINK("x")', amount: '-12.50', words: 'one,\ntwo', number: '+61370101234' }]
  expect(rowsCsv(rows)).toBe('Note,Amount,Words,Number\r\n"\'=HYPERLINK(""x"")",-12.50,"one,\ntwo",+61370101234\r\n')
})

test('parts of a list inside are words one after the other', () => {
  expect(
    rowsCsv([
      {
        numbers: [
          { from: '1', to: '2' },
          { from: '3', to: '4' },
        ],
      },
    ]),
  ).toBe('Numbers\r\n1 2; 3 4\r\n')
})

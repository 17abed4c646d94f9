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
    [
      'Id,Monthly price,Is archived,Holder account name,Holder,Kinds',
      '7,49.00,no,Wattle & Co,,',
      '8,5.00,yes,,,a; b',
      '',
    ].join('\r\n'),
  )
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

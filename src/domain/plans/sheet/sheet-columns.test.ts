import { describe, expect, test } from 'vitest'
import { findHeader } from './sheet-columns.ts'
import type { ColumnRequest, SheetHeader } from './sheet-columns.ts'

function find(headings: string, request: Partial<ColumnRequest> = {}): string[] {
  const header = findHeader([headings.split(',')], { choices: {}, ...request })
  if (Array.isArray(header)) return header.map(({ field, message }) => `${field}: ${message}`)
  return [header.layout, ...named(header)]
}

const named = ({ columns, headings }: SheetHeader): string[] =>
  Object.entries(columns)
    .filter(([, column]) => column >= 0)
    .map(([field, column]) => `${field}=${headings[column]}`)

describe('which column is which', () => {
  test.each([
    [
      'prefix,destination,per_minute',
      ['tollgate', 'prefix=prefix', 'destination=destination', 'per_minute=per_minute'],
    ],
    ['PREFIX,RATE,DESTINATION', ['asterisell', 'prefix=PREFIX', 'destination=DESTINATION', 'per_minute=RATE']],
    ['Dial Code,Description,Price', ['guessed', 'prefix=Dial Code', 'destination=Description', 'per_minute=Price']],
    ['Code,Old Rate,New Rate', ['guessed', 'prefix=Code', 'per_minute=New Rate']],
    [
      'Country,Country Code,Area Code,Rate/Min USD',
      ['guessed', 'country_code=Country Code', 'area_code=Area Code', 'destination=Country', 'per_minute=Rate/Min USD'],
    ],
    [
      'Prefix,Rate,Connection Fee,Min Charge,Minimum Duration,Next Increment',
      [
        'guessed',
        'prefix=Prefix',
        'per_minute=Rate',
        'flagfall=Connection Fee',
        'first_increment=Minimum Duration',
        'next_increment=Next Increment',
        'minimum_charge=Min Charge',
      ],
    ],
  ])('%s', (headings, expected) => {
    expect(find(headings)).toEqual(expected)
  })

  test('the header may stand below other rows', () => {
    const header = findHeader([['Example Carrier rates'], ['', ''], ['Prefix', 'Rate']], { choices: {} })
    expect(header).toMatchObject({ row: 2, layout: 'guessed' })
  })
})

describe('what is not clear is asked', () => {
  test.each([
    ['Prefix,Peak Rate,Off-peak Rate', {}, ['per_minute: no column says so: name it with --column per_minute=HEADING']],
    ['Prefix,Rate,Price', {}, ['per_minute: both "Rate" and "Price" could be it']],
    ['Destination,Rate', {}, ['prefix: no column says so: name it with --column prefix=HEADING']],
    ['Area Code,Rate', {}, ['prefix: no column says so', 'country_code: an area code needs its country']],
    [
      'Prefix,Rate',
      { choices: { per_minute: 'Rates' } },
      ['per_minute: the sheet has no column "Rates"; did you mean "Rate"?'],
    ],
    ['prefix,destination,per_minute,prefix', {}, ['prefix: the column "prefix" is there twice']],
    ['Prefix,Rate', { layout: 'astpp' }, ['prefix: no column says so', 'per_minute: no column says so']],
  ] as const)('%s', (headings, request, expected) => {
    expect(find(headings, request)).toEqual(expected.map((part) => expect.stringContaining(part) as string))
  })

  test('a column named by hand is no other field as well, and a field left out by hand stays out', () => {
    expect(find('Prefix,Rate,Price', { choices: { per_minute: 'Price', minimum_charge: 'Rate' } })).toEqual([
      'guessed',
      'prefix=Prefix',
      'per_minute=Price',
      'minimum_charge=Rate',
    ])
    expect(find('Prefix,Rate,Status', { choices: { change: '' } })).toEqual([
      'guessed',
      'prefix=Prefix',
      'per_minute=Rate',
    ])
  })

  test('of a known layout too', () => {
    const headings = 'dialprefix,destination,rateinitial,buyrate'
    expect(find(headings, { choices: { per_minute: 'buyrate', minimum_charge: 'rateinitial' } })).toEqual([
      'a2billing',
      'prefix=dialprefix',
      'destination=destination',
      'per_minute=buyrate',
      'minimum_charge=rateinitial',
    ])
    expect(find(headings, { choices: { flagfall: 'rateinitial' } })).toEqual([
      expect.stringContaining('per_minute: no column says so'),
    ])
  })

  test('an empty file', () => {
    expect(findHeader([], { choices: {} })).toMatchObject([{ message: 'the rate sheet is empty' }])
  })
})

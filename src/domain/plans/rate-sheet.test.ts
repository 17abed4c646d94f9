import { describe, expect, test } from 'vitest'
import { createRateSheetReader } from './rate-sheet.ts'
import type { RateSheet, SheetReading } from './rate-sheet.ts'
import { findHeader } from './sheet/sheet-columns.ts'
import type { ColumnRequest } from './sheet/sheet-columns.ts'

const DAY_MS = 86_400_000
const EFFECTIVE = Date.parse('2026-07-01T00:00:00Z')

/** Reads a sheet written with `separator` and without quotes. */
function read(text: string, separator = ',', options: Partial<SheetReading & ColumnRequest> = {}): RateSheet {
  const rows = text.split('\n').map((line) => line.split(separator))
  const header = findHeader(rows, { choices: {}, ...options })
  if (Array.isArray(header)) throw new Error(header.map(({ message }) => message).join('\n'))
  const reader = createRateSheetReader(header, { timeZone: 'UTC', effectiveMs: EFFECTIVE, ...options })
  rows.forEach((cells, index) => {
    if (index > header.row) reader.addRow(index + 1, cells)
  })
  return reader.finish()
}

/** A row in one line: prefix, destination, price, first/next, flagfall, minimum. */
const brief = ({ rows }: RateSheet): string[] =>
  rows.map((row) =>
    [
      row.prefix,
      row.destination,
      row.perMinuteMicros ?? 'not offered',
      `${row.firstIncrement}/${row.nextIncrement}`,
      row.flagfallMicros,
      row.minimumChargeMicros,
    ].join(' '),
  )
const faults = ({ findings }: RateSheet): string[] =>
  findings.kept
    .filter(({ severity }) => severity === 'fault')
    .map(({ line, column, message }) => `${line} ${column}: ${message}`)

describe('layouts', () => {
  test.each([
    [
      'deck.csv',
      ',',
      `prefix,destination,per_minute,flagfall,first_increment,next_increment,minimum_charge,valid_from,valid_to
614,Australia mobile,0.12,0.05,30,6,0.10,,
881,Satellite,,,,,,,`,
      ['614 Australia mobile 120000 30/6 50000 100000', '881 Satellite not offered 0/0 0 0'],
    ],
    [
      'werdlists sdf',
      ',',
      `Destination,Prefix,First Interval,Sub Interval,Rate,Status,Start Date,End Date
RURITANIA - MOBILE,99871,30,6,0.2875,Current,2010-06-26 06:55:00,
RURITANIA - PREMIUM,9989,60,60,,Current,2010-06-26 06:55:00,
RURITANIA - CITY,9987,60,60,0.5,Blocked,2010-06-26 06:55:00,`,
      [
        '99871 RURITANIA - MOBILE 287500 30/6 0 0',
        '9989 RURITANIA - PREMIUM not offered 60/60 0 0',
        '9987 RURITANIA - CITY not offered 60/60 0 0',
      ],
    ],
    [
      'A2Billing: connecting and disconnecting is the flagfall, 0 is every second, the selling side',
      ';',
      `dialprefix;destination;rateinitial;buyrate;initblock;billingblock;connectcharge;disconnectcharge
614;Mobile;0,25;0,10;30;6;0,05;0,01
615;Other;0,30;0,11;0;0;0;0`,
      ['614 Mobile 250000 30/6 60000 0', '615 Other 300000 1/1 0 0'],
    ],
    [
      'ASTPP: a pattern, one increment',
      ',',
      `pattern,comment,connectcost,includedseconds,cost,inc
^61.*,Australia,0.02,0,0.05,6
^614.*,Australia mobile,0,0,0.15,0`,
      ['61 Australia 50000 6/6 20000 0', '614 Australia mobile 150000 1/1 0 0'],
    ],
    [
      'Asterisell: decimal comma',
      ';',
      `DESTINATION;PREFIX;RATE
Ruritania;998;0,0275
Ruritania mobile;99871;0,1100`,
      ['998 Ruritania 27500 0/0 0 0', '99871 Ruritania mobile 110000 0/0 0 0'],
    ],
    [
      'guessed by words, under a title: country and area codes, 30/6 in one cell',
      '\t',
      `Voice rates of Example Carrier
\t
Country Code\tArea Codes\tDestination Name\tRate per min (USD)\tBilling Increments\tSetup fee\tEffective Date
61\t401-402;405\tAustralia mobile\t$0.12\t30/6\t$0.01\t1 Jul 2026
61\t\tAustralia\t$0.02\t1+1\t\t1 Jul 2026`,
      [
        '61401 Australia mobile 120000 30/6 10000 0',
        '61402 Australia mobile 120000 30/6 10000 0',
        '61405 Australia mobile 120000 30/6 10000 0',
        '61 Australia 20000 1/1 0 0',
      ],
    ],
    [
      'a price for other than a minute',
      ',',
      `prefix,destination,per_minute,rate_unit
61,Australia,0.001,1s
62,Indonesia,0.3,60
63,Philippines,0.05,30`,
      ['61 Australia 60000 0/0 0 0', '62 Indonesia 300000 0/0 0 0', '63 Philippines 100000 0/0 0 0'],
    ],
  ])('%s', (_name, separator, text, expected) => {
    const sheet = read(text, separator)
    expect(faults(sheet)).toEqual([])
    expect(brief(sheet)).toEqual(expected)
  })

  test('columns may be named by hand', () => {
    const text = 'dialprefix;destination;rateinitial;buyrate\n614;Mobile;0,25;0,10'
    expect(brief(read(text, ';', { choices: { per_minute: 'BuyRate' } }))).toEqual(['614 Mobile 100000 0/0 0 0'])
  })
})

describe('change codes', () => {
  test('new, raised, blocked, deleted, and deleted from a day on', () => {
    const sheet = read(`Code,Destination,Rate,Effective Date,Change
61,A,0.1,2026-07-01,New
62,B,0.1,2026-07-01,increase
63,C,0.1,2026-07-01,Blocked
64,D,,,Deleted
65,E,0.1,2026-08-01,Deleted`)
    expect(sheet.rows.map((row) => [row.prefix, row.perMinuteMicros, row.validFromMs, row.validToMs])).toEqual([
      ['61', 100_000, EFFECTIVE, Infinity],
      ['62', 100_000, EFFECTIVE, Infinity],
      ['63', undefined, EFFECTIVE, Infinity],
      ['65', 100_000, -Infinity, EFFECTIVE + 31 * DAY_MS],
    ])
    expect(sheet.counts).toMatchObject({ sheetRows: 5, rows: 4, deleted: 1, notOffered: 1 })
  })
})

describe('faults name line and column', () => {
  const header = 'Destination,Prefix,First Interval,Sub Interval,Rate,Status,Start Date,End Date'
  test.each([
    ['A,6x,30,6,0.1,,,', '2 Prefix: "6x" is not a prefix of digits'],
    ['A,61,30,6,-0.1,,,', '2 Rate: must not be negative; it is "-0.1"'],
    [
      'A,61,30,6,0.12345678,,,',
      '2 Rate: has 8 decimals ("0.12345678") and a price has 6: shorten it, or allow --round half-up',
    ],
    ['A,61,0,6,0.1,,,', "2 First Interval: must be 1 second or more, or empty for the plan's"],
    ['A,61,30,x,0.1,,,', '2 Sub Interval: must be whole seconds such as 30; it is "x"'],
    ['A,61,30,6,0.1,,soon,', '2 Start Date: must be a date such as 2026-07-01 or 1 Jul 2026; it is "soon"'],
    ['A,61,30,6,0.1,,2026-07-02,2026-07-02', '2 End Date: the row ends before it begins'],
    ['A,61,30,6,0.1', '2 : has 5 cells where the header has 8'],
    // Cut off at the price: not a destination without one.
    ['A,61,30,6', '2 : has 4 cells where the header has 8'],
    ['A,61,30,6,0,1,,,', '2 : has 9 cells where the header has 8'],
    ['A,61,30,6,1001,,,', '2 Rate: must be at most 1000; it is "1001"'],
    [
      'A,61,30,6,0.1,,03/07/2026,',
      '2 Start Date: "03/07/2026" could have the day or the month first: say which with --dates dmy or --dates mdy',
    ],
  ])('%s', (row, expected) => {
    expect(faults(read(`${header}\n${row}`))).toEqual([expected])
  })

  test('free seconds at the start of a call cannot be held', () => {
    const text = 'pattern,comment,connectcost,includedseconds,cost,inc\n61,A,0.1,30,0.1,6'
    expect(faults(read(text))[0]).toContain('2 includedseconds: a deck has no free seconds')
    expect(faults(read(text, ',', { choices: { included_seconds: '' } }))).toEqual([])
  })

  test('a full prefix that is not of its country code', () => {
    expect(faults(read('Country Code,Prefix,Rate\n61,412,0.1'))[0]).toContain(
      "2 Prefix: 412 does not begin with the row's country code 61",
    )
  })

  test('a price that is not exact for a minute, unless it may be rounded', () => {
    const text = 'prefix,destination,per_minute,rate_unit\n61,A,0.000001,7'
    expect(faults(read(text))[0]).toContain('2 per_minute: is not exact to 6 decimals for a minute')
    expect(read(text, ',', { round: true }).rows[0]?.perMinuteMicros).toBe(9)
  })

  test.each([
    ['Prefix,Rate', 'the sheet has a header and no prices below it'],
    ['Prefix,Rate\n61,\n62,-', 'no row has a price: if another column has them, say --column per_minute=HEADING'],
  ])('a sheet with nothing to sell: %j', (text, expected) => {
    expect(faults(read(text))).toEqual([`0 : ${expected}`])
  })
})

describe('currency', () => {
  test.each([
    ['61,€0.1', undefined, 'EUR', []],
    ['61,$0.1', undefined, undefined, []],
    ['61,$0.1', 'USD', 'USD', []],
    ['61,€0.1\n62,£0.1', undefined, 'EUR', ['the sheet is in EUR and GBP']],
    ['61,€0.1', 'AUD', 'AUD', ['the sheet says EUR where the deck is in AUD']],
  ])('%j given %s', (rows, currency, expected, complaints) => {
    const sheet = read(`Prefix,Rate\n${rows}`, ',', { currency })
    expect(sheet.currency).toBe(expected)
    expect(faults(sheet)).toEqual(complaints.map((complaint) => expect.stringContaining(complaint) as string))
  })

  test('a column of its own', () => {
    expect(read('Prefix,Rate,Currency\n61,0.1,usd').currency).toBe('USD')
  })
})

test('more faults than anyone wants to see are counted', () => {
  const rows = Array.from({ length: 1500 }, (_, index) => `x${index},0.1`)
  const { findings } = read(`Prefix,Rate\n${rows.join('\n')}`)
  expect([findings.kept.length, findings.counts.fault]).toEqual([1000, 1500])
})

import { describe, expect, test } from 'vitest'
import { createDeckBench } from '../../support/decks.ts'

// Every price is invented.
describe("carriers' sheets as they come", () => {
  test.each([
    [
      'tollgate',
      `prefix,destination,per_minute,flagfall,first_increment,next_increment,minimum_charge,valid_from,valid_to
614,"Australia, mobile",0.12,0.05,30,6,0.10,2026-07-01,2026-08-01T00:00:00+10:00
881,Satellite,,,,,,,
`,
      [
        '614 Australia, mobile 120000 30/6 flagfall 50000 minimum 100000 from 2026-07-01T00:00Z until 2026-07-31T14:00Z',
        '881 Satellite not offered 0/0',
      ],
    ],
    [
      'sdf',
      `Destination,Prefix,First Interval,Sub Interval,Rate,Status,Start Date,End Date
RURITANIA - MOBILE,99871,30,6,0.2875,Current,2010-06-26 06:55:00,
RURITANIA - PREMIUM,9989,30,6,,Current,2010-06-26 06:55:00,
`,
      [
        '99871 RURITANIA - MOBILE 287500 30/6 from 2010-06-26T06:55Z',
        '9989 RURITANIA - PREMIUM not offered 30/6 from 2010-06-26T06:55Z',
      ],
    ],
    [
      'a2billing',
      `dialprefix;destination;rateinitial;buyrate;buyrateinitblock;buyrateincrement;initblock;billingblock;connectcharge;disconnectcharge
614;Australia mobile;0.25;0.10;1;1;30;6;0.05;0
`,
      ['614 Australia mobile 250000 30/6 flagfall 50000'],
    ],
    [
      'astpp',
      `pattern,comment,connectcost,includedseconds,cost,inc
^61.*,Australia,0.02,0,0.05,6
`,
      ['61 Australia 50000 6/6 flagfall 20000'],
    ],
    [
      'asterisell',
      `DESTINATION,PREFIX,RATE
Ruritania,998,"0,0275"
`,
      ['998 Ruritania 27500 0/0'],
    ],
    [
      'guessed',
      `Example Carrier;;;
Country;Dial Codes;Price/min;Increments
"Australia";"61401-61402; 61404";"1,05";"60/1"
New Zealand;0064;0,02;1/1
`,
      [
        '61401 Australia 1050000 60/1',
        '61402 Australia 1050000 60/1',
        '61404 Australia 1050000 60/1',
        '64 New Zealand 20000 1/1',
      ],
    ],
  ])('%s', async (layout, content, expected) => {
    const bench = await createDeckBench()
    const report = await bench.importText(content)
    expect(report.sheet.header.layout).toBe(layout)
    expect(await bench.rows()).toEqual(expected)
  })

  test('the folder of a CGRateS tariff', async () => {
    const bench = await createDeckBench()
    await bench.write('tariff/Destinations.csv', '#Id,Prefix\nDST_AU,61\nDST_MOBILE,614\nDST_MOBILE,615\n')
    await bench.write(
      'tariff/Rates.csv',
      `#Id,ConnectFee,Rate,RateUnit,RateIncrement,GroupIntervalStart
RT_AU,0,0.02,60s,60s,0s
RT_AU,0,0.02,60s,1s,60s
RT_MOBILE,0.1,0.0025,1s,6s,0s
`,
    )
    const last = await bench.write(
      'tariff/DestinationRates.csv',
      `#Id,DestinationId,RatesId,RoundingMethod,RoundingDecimals,MaxCost,MaxCostStrategy
DR_RETAIL,DST_AU,RT_AU,*up,4,0,
DR_RETAIL,DST_MOBILE,RT_MOBILE,*up,4,0,
`,
    )
    await bench.importFile(last.replace('/DestinationRates.csv', ''))
    expect(await bench.rows()).toEqual([
      '61 DST_AU 20000 60/1',
      '614 DST_MOBILE 150000 6/6 flagfall 100000',
      '615 DST_MOBILE 150000 6/6 flagfall 100000',
    ])
  })
})

describe('files as programs write them', () => {
  const text = 'Prefix\tDestination\tRate\r\n225\tCôte d’Ivoire\t0.2\r\n'
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as a spreadsheet saves Unicode text', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['Windows-1252', Buffer.from(text.replaceAll('’', '\u0092'), 'latin1')],
    ['old line ends', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['no last line end', Buffer.from(text.trimEnd())],
  ])('%s', async (_name, bytes) => {
    const bench = await createDeckBench()
    await bench.importFile(await bench.write('sheet.txt', bytes))
    expect(await bench.rows()).toEqual(['225 Côte d’Ivoire 200000 0/0'])
  })

  test.each([
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 6, 0]), 'export the sheet as CSV'],
    ['nothing', Buffer.alloc(0), 'the rate sheet is empty'],
    ['a quote that never ends', Buffer.from('Prefix,Rate\n61,0.1\n62,"0.1\n63,0.1\n'), 'line 3: cannot be read'],
  ])('%s is refused', async (_name, bytes, expected) => {
    const bench = await createDeckBench()
    await expect(bench.importFile(await bench.write('sheet', bytes))).rejects.toThrow(expected)
  })

  test('a line end that falls where one piece of the file ends and the next begins', async () => {
    const bench = await createDeckBench()
    // Rows of 16 bytes behind a header of 17: the carriage return of one is the last byte of the first megabyte.
    const rows = Array.from({ length: 70_000 }, (_, index) => `${1_000_000 + index},0.1000\r\n`)
    const content = `Prefix,    Rate\r\n${rows.join('')}x\r\n`
    expect(content.charAt(1024 * 1024 - 1)).toBe('\r')
    await expect(bench.importText(content)).rejects.toThrow('line 70002: has 1 cells where the header has 2')
  })

  test('a cell with line breaks does not shift the lines of what comes after', async () => {
    const bench = await createDeckBench()
    const content = 'Prefix,Destination,Rate\n61,"Aus\ntra\nlia",0.1\n62,Indonesia,x\n'
    await expect(bench.importText(content)).rejects.toThrow('line 5, Rate: must be an amount such as 0.0125; it is "x"')
  })
})

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createDeckBench } from '../../support/decks.ts'

const JULY = 'Code;Land;Preis\n61;Australia;0,02\n614;Australia mobile;0,12\n64;New Zealand;\n'
const AUGUST = 'Code;Land;Preis\n61;Australia;0,02\n614;Australia mobile;0,15\n64;New Zealand;0,03\n'
const COLUMNS = ['--column', 'destination=Land', '--column', 'per_minute=Preis']

test('a deck through the command line: import, list, show, diff, revert', async () => {
  const bench = await createDeckBench()
  const deck = ['--deck', 'World', '--reseller', 'Wattle', ...COLUMNS]
  const july = await bench.write('july.csv', JULY)
  const august = await bench.write('august.csv', AUGUST)

  const asked = await bench.tollgate('decks', 'import', july, '--deck', 'World', '--reseller', 'Wattle')
  expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('per_minute: no column says so')])

  const first = await bench.tollgate(
    'decks',
    'import',
    july,
    ...deck,
    '--effective',
    '2026-07-01',
    '--time-zone',
    'UTC',
  )
  expect([first.code, first.out]).toEqual([
    0,
    expect.stringContaining('Version 1 of World (AUD), in force from 1 July 2026, 12:00 am.\n'),
  ])
  expect(first.out).toContain('3 prefixes of 3 destinations from 3 rows\n  1 not offered\n')

  const second = await bench.tollgate('decks', 'import', august, ...deck, '--effective', '2026-08-01', '--json')
  expect(JSON.parse(second.out)).toMatchObject({
    outcome: 'published',
    version: 2,
    replacesVersion: 1,
    layout: 'guessed',
    effectiveFrom: '2026-07-31T14:00:00.000Z',
    columns: { prefix: 'Code', destination: 'Land', per_minute: 'Preis' },
    counts: { rows: 3, notOffered: 0 },
    diff: { counts: { raised: 1, offered: 1, unchanged: 1 } },
  })

  const list = await bench.tollgate('decks', 'list')
  expect(list.out).toBe(`World of Wattle, AUD
  version 1, in force from 2026-07-01T00:00:00.000Z, 3 prefixes, from july.csv
  version 2, in force from 2026-07-31T14:00:00.000Z, 3 prefixes, from august.csv
`)

  const show = await bench.tollgate('decks', 'show', 'World', '--version', '1', '--prefix', '6149')
  expect(show.out)
    .toBe(`World of Wattle, AUD: version 1, in force from 2026-07-01T00:00:00.000Z, 3 prefixes, from july.csv
  61              Australia: 0.020000 a minute
  614             Australia mobile: 0.120000 a minute
`)

  const diff = await bench.tollgate('decks', 'diff', 'World', '--from', '1', '--to', '2')
  expect(diff.out).toBe(`          1 offered now
          1 raised
          1 unchanged
  614             raised: Australia mobile, 0.120000 a minute → 0.150000 a minute
  64              offered now: New Zealand, not offered → 0.030000 a minute
`)

  const revert = await bench.tollgate('decks', 'revert', 'World')
  expect(revert.out).toContain('Version 3 of World: the rows of version 1 again.')
  expect((await bench.rows()).at(-1)).toBe('64 New Zealand not offered 0/0')
})

test('columns that were not understood are named, until they are chosen', async () => {
  const bench = await createDeckBench()
  const sheet = await bench.write('sheet.csv', 'Dial Code,Rate,Billing 30/6,Notes,\n44,0.02,30/6,new,\n')
  const trial = ['decks', 'import', sheet, '--deck', 'World', '--reseller', 'Wattle', '--dry-run']

  const plain = await bench.tollgate(...trial)
  expect(plain.out).toContain(
    'Layout guessed: prefix = Dial Code, per_minute = Rate\n  passed over: Billing 30/6, Notes\n',
  )
  const chosen = await bench.tollgate(...trial, '--column', 'increments=Billing 30/6', '--json')
  expect(JSON.parse(chosen.out)).toMatchObject({ columns: { increments: 'Billing 30/6' }, passedOver: ['Notes'] })
})

test("a carrier's sheet becomes deck.csv, and `tollgate rate` prices calls by it", async () => {
  const bench = await createDeckBench()
  const sheet = await bench.write('sheet.csv', JULY)
  const deck = sheet.replace('sheet.csv', 'deck.csv')
  const converted = await bench.tollgate('decks', 'convert', sheet, '--out', deck, ...COLUMNS)
  expect([converted.code, converted.out]).toEqual([0, ''])
  expect(await readFile(deck, 'utf8')).toBe(
    `prefix,destination,per_minute,flagfall,first_increment,next_increment,minimum_charge,valid_from,valid_to
61,Australia,0.020000,,,,,,
614,Australia mobile,0.120000,,,,,,
64,New Zealand,,,,,,,
`,
  )
  const plan = await bench.write(
    'plan.json',
    JSON.stringify({ name: 'Quote', type: 'payg', rates: {}, international: 'deck', deckCovers: ['*'] }),
  )
  const calls = await bench.write(
    'calls.csv',
    `call_id,a_number,b_number,started_at,duration_seconds,direction
mobile,61270101234,61491570156,2026-07-01T00:00:00Z,60,out
abroad,61270101234,6491234567,2026-07-01T00:00:00Z,60,out
`,
  )
  const rated = await bench.tollgate('rate', '--plan', plan, '--deck', deck, '--calls', calls)
  expect(rated.out.split('\n').slice(1, 3)).toEqual([
    'mobile,Mobile,Australia mobile,614,60,0,0.120000,0.012000,rated,',
    'abroad,International,New Zealand,64,0,0,,,suspended,not_offered',
  ])
  const refused = await bench.tollgate('decks', 'convert', sheet, '--out', sheet, ...COLUMNS)
  expect([refused.code, await readFile(sheet, 'utf8')]).toEqual([2, JULY])
})

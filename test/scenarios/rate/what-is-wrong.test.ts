import { describe, expect, test } from 'vitest'
import { CALLS_HEADER, DECK_HEADER } from '../../support/rate-in-process.ts'
import { folderWith, rateFiles, tollgate } from '../../support/rate-command.ts'

const PLAN = { name: 'x', type: 'payg', rates: { Mobile: { perMinute: '0.10' } } }
const DECK_PLAN = { ...PLAN, international: 'deck' }
const GOOD = 'good,61270101234,61491570156,2026-07-01T10:00:00+10:00,60,out'

describe('bad rows', () => {
  const ROWS = [
    [
      'a,61270101234,61491570156,2026-07-01T10:00:00,60,out',
      'started_at "2026-07-01T10:00:00" has no time zone (Z or ±hh:mm)',
    ],
    ['b,61270101234,61491570156,yesterday,60,out', 'started_at "yesterday" is not an ISO 8601 time'],
    [
      'c,61270101234,61491570156,2026-02-30T10:00:00Z,60,out',
      'started_at "2026-02-30T10:00:00Z" is not an ISO 8601 time',
    ],
    ['d,61270101234,61491570156,2026-07-01T10:00:00Z,-1,out', 'duration_seconds "-1" is not a whole number of seconds'],
    [
      'e,61270101234,61491570156,2026-07-01T10:00:00Z,1.5,out',
      'duration_seconds "1.5" is not a whole number of seconds',
    ],
    ['f,61270101234,61491570156,2026-07-01T10:00:00Z,,out', 'duration_seconds "" is not a whole number of seconds'],
    ['g,61270101234,61491570156,2026-07-01T10:00:00Z,60,sideways', 'direction "sideways" is neither out nor in'],
    ['h,61270101234,61491570156,2026-07-01T10:00:00Z,60', 'has 5 fields where the header has 6'],
    ['i,61270101234,61491570156,2026-07-01T10:00:00Z,60,out,more', 'has 7 fields where the header has 6'],
    [
      'j,61270101234,61491570156,no,no,no',
      'started_at "no" is not an ISO 8601 time; duration_seconds "no" is not a whole number of seconds; direction "no" is neither out nor in',
    ],
    ['"k,61270101234,61491570156,2026-07-01T10:00:00Z,60,out', 'has quotes that do not close'],
  ] as const

  test('are told of with their line and written as suspended; nothing is dropped, and the rest is priced', async () => {
    const calls = [CALLS_HEADER, GOOD, ...ROWS.map(([row]) => row), GOOD]
    const { code, out, error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    const told = error.split('\n').filter((line) => line.startsWith('line '))
    expect(told).toEqual(ROWS.map(([, complaint], index) => `line ${index + 3}: ${complaint}`))
    const good = 'good,Mobile,,,60,0,0.100000,0.010000,rated,'
    const typed = (id: string): string => `${id},Mobile,,,0,0,,,suspended,unreadable_row`
    const bare = (id: string): string => `${id},,,,0,0,,,suspended,unreadable_row`
    expect(out.split('\n').slice(1, -1)).toEqual([
      good,
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(typed),
      ...['g', 'h', 'i', 'j', ''].map(bare),
      good,
    ])
    expect(code).toBe(0)
  })

  test('with a number nobody can have are told of too', async () => {
    const calls = [
      CALLS_HEADER,
      'a,61270101234,banana,2026-07-01T10:00:00Z,60,out',
      'b,61270101234,,2026-07-01T10:00:00Z,60,out',
    ]
    const { out, error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    expect(out.split('\n').slice(1, -1)).toEqual(['a,,,,0,0,,,suspended,bad_number', 'b,,,,0,0,,,suspended,bad_number'])
    expect(error).toContain(
      'line 2: b_number "banana" is not a phone number\nline 3: b_number "" is not a phone number\n',
    )
  })
})

describe('a plan that is wrong ends with 2 and names each field', () => {
  test.each<[string, object | string, string]>([
    ['no JSON', '{"name": }', 'the plan file is not JSON'],
    ['a field', { ...PLAN, rates: { Mobile: { perMinute: '0,10' } } }, 'rates.Mobile.perMinute: must be dollars'],
    ['a name', { ...PLAN, bandrule: 'start' }, 'bandrule: is not a field here; did you mean "bandRule"?'],
  ])('%s', async (_, plan, message) => {
    const { code, out, error } = await rateFiles({ 'plan.json': plan, 'calls.csv': [CALLS_HEADER, GOOD] })
    expect(error).toContain(message)
    expect([code, out]).toEqual([2, ''])
  })
})

describe('a deck that is wrong ends with 2 and names each place', () => {
  test('line and column of every fault', async () => {
    const deck = [
      DECK_HEADER,
      '+44,UK,0.01,,,,,,',
      '44,UK,free,,,,,,',
      '45,Denmark,-0.01,,,,,,',
      '46,Sweden,0.01,0.0000001,,,,,',
      '47,Norway,0.01,,0,,,,',
      '48,Poland,0.01,,,,,2026-07-01,2026-07-01',
      '49,Germany,0.01,,,,,tomorrow,',
      '33,France,0.01,,,,,2026-07-01,',
      '33,France,0.02,,,,,2026-07-01,',
      '34,Spain,0.02',
    ]
    const { code, error } = await rateFiles({
      'plan.json': DECK_PLAN,
      'deck.csv': deck,
      'calls.csv': [CALLS_HEADER, GOOD],
    })
    expect(error.split('\n').slice(0, -1)).toEqual([
      'tollgate: line 2, deck.prefix: must be 1 to 15 digits in E.164 form without +; it is "+44"',
      'tollgate: line 3, deck.per_minute: must be decimal dollars with up to 6 places; it is "free"',
      'tollgate: line 4, deck.per_minute: must not be negative; it is "-0.01"',
      'tollgate: line 5, deck.flagfall: must be decimal dollars with up to 6 places; it is "0.0000001"',
      'tollgate: line 6, deck.first_increment: must be whole seconds from 1 to 86400, or empty; it is "0"',
      'tollgate: line 7, deck.valid_to: must be later than valid_from; it is "2026-07-01"',
      'tollgate: line 8, deck.valid_from: must be an ISO 8601 date or time, such as 2026-07-01; it is "tomorrow"',
      'tollgate: line 10, deck.prefix: has 33 with other terms than line 9 from the same date',
      'tollgate: line 11: the deck: has 3 cells where the header has 9',
    ])
    expect(code).toBe(2)
  })

  test('at most twenty, and how many more', async () => {
    const deck = [DECK_HEADER, ...Array.from({ length: 50 }, (_, row) => `${row},x,no price,,,,,,`)]
    const { code, error } = await rateFiles({
      'plan.json': DECK_PLAN,
      'deck.csv': deck,
      'calls.csv': [CALLS_HEADER, GOOD],
    })
    const lines = error.split('\n').slice(0, -1)
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('tollgate: the deck has 30 more faults like these')
    expect(code).toBe(2)
  })

  test('a column that is missing, and a deck that is missing though the plan needs one', async () => {
    const calls = [CALLS_HEADER, GOOD]
    const noPrice = await rateFiles({ 'plan.json': DECK_PLAN, 'deck.csv': ['prefix,destination'], 'calls.csv': calls })
    expect(noPrice.error).toContain(
      'line 1: the deck: column per_minute is missing; the header is "prefix,destination"',
    )
    const noDeck = await rateFiles({ 'plan.json': DECK_PLAN, 'calls.csv': calls })
    expect(noDeck.error).toContain('the plan prices International by a rate deck: name it with --deck')
    expect([noPrice.code, noDeck.code]).toEqual([2, 2])
  })

  test('the same row twice is no fault', async () => {
    const deck = [DECK_HEADER, '44,UK,0.01,,,,,,', '44,UK,0.01,,,,,,']
    const { code } = await rateFiles({ 'plan.json': DECK_PLAN, 'deck.csv': deck, 'calls.csv': [CALLS_HEADER, GOOD] })
    expect(code).toBe(0)
  })
})

describe('a calls file', () => {
  test('without a column ends with 2 and names it', async () => {
    const header = 'call_id,a_number,b_number,duration_seconds'
    const { code, error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': [header] })
    expect(error).toContain('line 1: the calls file: columns started_at, direction are missing')
    expect(code).toBe(2)
  })

  test.each([
    ['nothing at all', ''],
    ['a header only', `${CALLS_HEADER}\n`],
    ['a header without its line end', CALLS_HEADER],
  ])('with %s gives a header only', async (_, calls) => {
    const { code, out } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    expect(out).toBe(
      'call_id,service_type,destination,matched_prefix,billed_seconds,allowance_seconds,charge,gst,status,reason\n',
    )
    expect(code).toBe(0)
  })
})

describe('anything else that goes wrong ends with 1, or 2 for the command line itself', () => {
  test('a file that is not there', async () => {
    const folder = await folderWith({ 'plan.json': PLAN })
    const { code, error } = await tollgate(folder, ['rate', '--plan', 'plan.json', '--calls', 'nowhere.csv'])
    expect(error).toBe('tollgate: cannot read the calls file nowhere.csv: there is no such file\n')
    expect(code).toBe(1)
  })

  test('an output that cannot be written', async () => {
    const { code, error } = await rateFiles(
      { 'plan.json': PLAN, 'calls.csv': [CALLS_HEADER, GOOD] },
      '--out',
      'no/such/folder.csv',
    )
    expect(error).toMatch(/^tollgate: cannot write no\/such\/folder.csv: ENOENT/)
    expect(code).toBe(1)
  })

  test('an output that is one of the inputs is refused before it is harmed', async () => {
    const { code, error } = await rateFiles(
      { 'plan.json': PLAN, 'calls.csv': [CALLS_HEADER, GOOD] },
      '--out',
      './calls.csv',
    )
    expect(error).toContain('--out ./calls.csv is one of the files to be read')
    expect(code).toBe(2)
  })

  test('an option left out', async () => {
    const folder = await folderWith({})
    const { code, error } = await tollgate(folder, ['rate', '--calls', 'calls.csv'])
    expect(error).toContain("required option '--plan <plan.json>' not specified")
    expect(code).toBe(2)
  })
})

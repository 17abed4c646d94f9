import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CALLS_HEADER, DECK_HEADER } from '../../support/rate-in-process.ts'
import { folderWith, rateFiles, tollgate } from '../../support/rate-command.ts'

const PLAN = { name: 'x', type: 'payg', rates: { Mobile: { perMinute: '0.10' } } }
const CALL = '61270101234,61491570156,2026-07-01T10:00:00+10:00,60,out'
const PRICED = 'Mobile,,,60,0,0.100000,0.010000,rated,'

describe('a calls file', () => {
  test.each([
    ['with a byte order mark and CRLF', `\uFEFF${CALLS_HEADER}\r\na,${CALL}\r\nb,${CALL}\r\n`, ['a', 'b']],
    ['without a line end at its end', `${CALLS_HEADER}\na,${CALL}`, ['a']],
    ['with blank lines', `${CALLS_HEADER}\n\na,${CALL}\n\r\n\nb,${CALL}\n\n`, ['a', 'b']],
    ['with a quoted id', `${CALLS_HEADER}\n"a,b",${CALL}\n"plain",${CALL}\n`, ['"a,b"', 'plain']],
    [
      'with quotes in an id',
      `${CALLS_HEADER}\n"say ""hi""",${CALL}\nsay "hi",${CALL}\n`,
      ['"say ""hi"""', '"say ""hi"""'],
    ],
    ['with a line break in an id', `${CALLS_HEADER}\n"a\nb",${CALL}\nc,${CALL}\n`, ['"a\nb"', 'c']],
    ['with letters of any kind in an id', `${CALLS_HEADER}\nMüller-通話,${CALL}\n`, ['Müller-通話']],
    ['with all in quotes', `${CALLS_HEADER}\n"a","${CALL.replaceAll(',', '","')}"\n`, ['a']],
  ])('%s', async (_, calls, ids) => {
    const { out, code } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    expect(out.slice(out.indexOf('\n') + 1)).toBe(ids.map((id) => `${id},${PRICED}\n`).join(''))
    expect(code).toBe(0)
  })

  test('keeps its line numbers over a quoted line break', async () => {
    const calls = `${CALLS_HEADER}\n"a\n\nb",${CALL}\nbad,row\n`
    const { error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    expect(error).toContain('line 5: has 2 fields where the header has 6')
  })

  test('may be larger than what is read at once, wherever a chunk ends', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => (row % 3 === 0 ? `"${row}\n",${CALL}` : `${row},${CALL}`))
    const { out, error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': [CALLS_HEADER, ...rows, 'bad,row'] })
    const expected = rows.map((_, row) => (row % 3 === 0 ? `"${row}\n",${PRICED}\n` : `${row},${PRICED}\n`))
    expect(out.slice(out.indexOf('\n') + 1)).toBe(`${expected.join('')}bad,,,,0,0,,,suspended,unreadable_row\n`)
    expect(error).toContain('line 40002: has 2 fields')
  })

  test('may have a line that is no call at all, longer than what is read at once', async () => {
    const calls = `${CALLS_HEADER}\na,${CALL}\n${'x'.repeat(3_000_000)}\nb,${CALL}\n`
    const { out, error } = await rateFiles({ 'plan.json': PLAN, 'calls.csv': calls })
    expect(out.split('\n').slice(1, -1)).toEqual([`a,${PRICED}`, ',,,,0,0,,,suspended,unreadable_row', `b,${PRICED}`])
    expect(error).toContain('line 3: is longer than any call can be\n')
  })

  test('has its columns in any order, and others besides', async () => {
    const { out } = await rateFiles({
      'plan.json': PLAN,
      'calls.csv': [
        'note,direction,duration_seconds,started_at,b_number,a_number,call_id',
        'hello,out,60,2026-07-01T00:00:00Z,61491570156,61270101234,a',
      ],
    })
    expect(out.split('\n')[1]).toBe(`a,${PRICED}`)
  })

  test.each([
    '2026-07-01T00:00:00Z',
    '2026-07-01T00:00:00.123456Z',
    '2026-07-01T10:00:00+10:00',
    '2026-07-01T10:00:00+1000',
    '2026-06-30T14:00:00-10:00',
    '2026-07-01T10:00+10:00',
    '2026-07-01 10:00:00+10:00',
  ])('may say when a call started as %s', async (startedAt) => {
    const night = { name: 'ten', days: ['wed'], from: '10:00', to: '10:01', factor: '0.5' }
    const { out } = await rateFiles({
      'plan.json': { ...PLAN, bands: [night] },
      'calls.csv': [CALLS_HEADER, `a,61270101234,61491570156,${startedAt},60,out`],
    })
    expect(out.split('\n')[1]).toBe('a,Mobile,,,60,0,0.050000,0.005000,rated,')
  })
})

describe('a deck', () => {
  test('has its columns in any order, others besides, CRLF, a byte order mark, and optional columns left out', async () => {
    const { out } = await rateFiles({
      'plan.json': { ...PLAN, deckCovers: ['Mobile'] },
      'deck.csv': '\uFEFFper_minute,note,destination,prefix\r\n0.20,"a, b","Mobile, any",614\r\n',
      'calls.csv': [CALLS_HEADER, `a,${CALL}`],
    })
    expect(out.split('\n')[1]).toBe('a,Mobile,"Mobile, any",614,60,0,0.200000,0.020000,rated,')
  })

  test('counts its dates from midnight in the zone of the plan; a time with a zone is that instant', async () => {
    const plan = { ...PLAN, timeZone: 'Australia/Perth', deckCovers: ['Mobile'] }
    const at = (instant: string): string => `${instant},61270101234,61491570156,${instant},60,out`
    const { out } = await rateFiles({
      'plan.json': plan,
      'deck.csv': [
        DECK_HEADER,
        '614,old,0.10,,,,,,2026-07-01',
        '614,new,0.20,,,,,2026-07-01,2026-07-02T12:00:00Z',
        '614,newest,0.30,,,,,2026-07-02T12:00:00Z,2026-07-03T08:00',
      ],
      'calls.csv': [
        CALLS_HEADER,
        at('2026-06-30T15:59:59Z'),
        at('2026-06-30T16:00:00Z'),
        at('2026-07-02T11:59:59Z'),
        at('2026-07-02T12:00:00Z'),
        at('2026-07-03T00:00:00Z'),
      ],
    })
    expect(
      out
        .split('\n')
        .slice(1, -1)
        .map((row) => row.split(',')[2]),
    ).toEqual(['old', 'new', 'new', 'newest', ''])
  })
})

describe('the prices', () => {
  test('go where --out says, and standard output stays empty', async () => {
    const folder = await folderWith({ 'plan.json': PLAN, 'calls.csv': [CALLS_HEADER, `a,${CALL}`] })
    const args = ['rate', '--plan', 'plan.json', '--calls', 'calls.csv', '--out', 'rated.csv']
    const { code, out, error } = await tollgate(folder, args)
    const rated = await readFile(join(folder, 'rated.csv'), 'utf8')
    expect(rated.split('\n').slice(1)).toEqual([`a,${PRICED}`, ''])
    expect(error).toMatch(
      /^1 calls: 1 rated, 0 free .*\ncharge \$0\.100000 ex GST, GST \$0\.010000\n.*calls per second\n$/,
    )
    expect([code, out]).toEqual([0, ''])
  })

  test('are not begun when the plan is wrong: what stood in --out still stands there', async () => {
    const folder = await folderWith({ 'plan.json': {}, 'calls.csv': [CALLS_HEADER], 'rated.csv': 'old prices' })
    await tollgate(folder, ['rate', '--plan', 'plan.json', '--calls', 'calls.csv', '--out', 'rated.csv'])
    expect(await readFile(join(folder, 'rated.csv'), 'utf8')).toBe('old prices')
  })
})

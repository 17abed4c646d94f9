import { describe, expect, test } from 'vitest'
import type { DeckRow } from '../rate-deck.ts'
import { checkDeckRows } from './check-rows.ts'
import { createFindings } from './sheet-finding.ts'

const EFFECTIVE = 1000

function row(prefix: string, changes: Partial<DeckRow> = {}): DeckRow {
  return {
    prefix,
    destination: 'Somewhere',
    perMinuteMicros: 100_000,
    flagfallMicros: 0,
    firstIncrement: 30,
    nextIncrement: 6,
    minimumChargeMicros: 0,
    validFromMs: -Infinity,
    validToMs: Infinity,
    ...changes,
  }
}

/** Checks rows of which the first is on line 2. */
function check(rows: readonly DeckRow[]): { found: string[]; checked: ReturnType<typeof checkDeckRows> } {
  const findings = createFindings()
  const lines = rows.map((_, index) => index + 2)
  const checked = checkDeckRows(rows, lines, EFFECTIVE, findings)
  return { checked, found: findings.kept.map(({ severity, line, message }) => `${severity} ${line}: ${message}`) }
}

/** Prefix and the ten that continue it, except those left out. */
const ten = (prefix: string, except = ''): DeckRow[] =>
  '0123456789'
    .split('')
    .filter((digit) => !except.includes(digit))
    .map((digit) => row(prefix + digit, { destination: digit }))

describe('a prefix twice', () => {
  test.each<[string, DeckRow[], string[], number]>([
    ['in the same words', [row('61'), row('61')], ['note 3: 61 is on line 2 in the same words; left out here'], 1],
    [
      'at another price',
      [row('61'), row('61', { perMinuteMicros: 1 })],
      ['fault 3: 61 is on line 2 on other terms from the same date: keep one of the two'],
      1,
    ],
    [
      'offered and not',
      [row('61'), row('61', { perMinuteMicros: undefined })],
      ['fault 3: 61 is on line 2 on other terms from the same date: keep one of the two'],
      1,
    ],
    [
      'under another name',
      [row('61'), row('61', { destination: 'Elsewhere' })],
      ['fault 3: 61 is on line 2 on other terms from the same date: keep one of the two'],
      1,
    ],
    ['from another date', [row('61'), row('61', { validFromMs: 2000, perMinuteMicros: 1 })], [], 2],
    [
      'three times, from two dates',
      [row('61'), row('61', { validFromMs: 2000 }), row('61', { validFromMs: 2000 })],
      ['note 4: 61 is on line 3 in the same words; left out here'],
      2,
    ],
  ])('%s', (_name, rows, expected, kept) => {
    const { found, checked } = check(rows)
    expect(found).toEqual(expected)
    expect(checked.rows).toHaveLength(kept)
    expect(checked.counts.duplicates).toBe(found.filter((one) => one.startsWith('note')).length)
  })
})

describe('rows that can never be used', () => {
  test.each<[string, DeckRow[], string[]]>([
    [
      'ended',
      [row('61', { validToMs: EFFECTIVE })],
      ['note 2: 61 can never be used: it ends before the deck takes effect'],
    ],
    ['not ended yet', [row('61', { validToMs: EFFECTIVE + 1 })], []],
    [
      'replaced before the deck takes effect',
      [row('61', { validFromMs: 1 }), row('61', { validFromMs: 999 })],
      ['note 2: 61 can never be used: line 3 has the same prefix from a later date'],
    ],
    ['replaced later', [row('61', { validFromMs: 1 }), row('61', { validFromMs: 1001 })], []],
    ['replaced for a while only', [row('61', { validFromMs: 1 }), row('61', { validFromMs: 2, validToMs: 5000 })], []],
    [
      'replaced by two rows one after the other',
      [row('61', { validFromMs: 1 }), row('61', { validFromMs: 2, validToMs: 5000 }), row('61', { validFromMs: 5000 })],
      ['note 2: 61 can never be used: line 4 has the same prefix from a later date'],
    ],
    ['ten longer ones', [row('61'), ...ten('61')], ['note 2: 61 can never be used: 610 to 619 all have rows']],
    ['nine longer ones', [row('61'), ...ten('61', '7')], []],
    [
      'nine longer ones and the ten of the other',
      [row('61'), ...ten('61', '7'), ...ten('617')],
      ['note 2: 61 can never be used: 610 to 619 all have rows'],
    ],
    ['ten longer ones, one of which ends', [row('61'), ...ten('61', '7'), row('617', { validToMs: 5000 })], []],
    [
      'ten longer ones, one of which is not offered: calls stop there',
      [row('61'), ...ten('61', '7'), row('617', { perMinuteMicros: undefined })],
      ['note 2: 61 can never be used: 610 to 619 all have rows'],
    ],
  ])('%s', (_name, rows, expected) => {
    const { found, checked } = check(rows)
    expect(found).toEqual(expected)
    expect(checked.counts.unusable).toBe(expected.length)
    expect(checked.rows).toHaveLength(rows.length)
  })
})

test.each<[string, DeckRow[], number]>([
  ['the shorter prefix says the same', [row('61'), row('614')], 1],
  ['two digits shorter', [row('61'), row('6141')], 1],
  ['another price', [row('61'), row('614', { perMinuteMicros: 1 })], 0],
  ['another name', [row('61'), row('614', { destination: 'Mobile' })], 0],
  ['one in between says otherwise', [row('61'), row('614', { perMinuteMicros: 1 }), row('6141')], 0],
  ['at another time', [row('61'), row('614', { validFromMs: 5 })], 0],
])('redundant: %s', (_name, rows, expected) => {
  expect(check(rows).checked.counts.redundant).toBe(expected)
})

test('what a deck holds is counted', () => {
  const { counts } = check([
    row('1'),
    row('2', { destination: 'Elsewhere', perMinuteMicros: undefined }),
    row('3', { perMinuteMicros: 0 }),
    row('4', { perMinuteMicros: 0, flagfallMicros: 1 }),
    row('4', { validFromMs: EFFECTIVE + 1 }),
    row('5', { validFromMs: EFFECTIVE }),
  ]).checked
  expect(counts).toEqual({
    rows: 6,
    destinations: 2,
    notOffered: 1,
    free: 1,
    duplicates: 0,
    startingLater: 1,
    unusable: 0,
    redundant: 0,
  })
})

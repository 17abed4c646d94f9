import { describe, expect, test } from 'vitest'
import { createZoneClock } from '#domain/time/zone-clock.ts'
import { createDateReader, readDate, resolveDate } from './sheet-date.ts'
import type { DateOrder } from './sheet-date.ts'

const SYDNEY = createZoneClock('Australia/Sydney')
const iso = (at: unknown): unknown => (typeof at === 'number' && Number.isFinite(at) ? new Date(at).toISOString() : at)

describe('a date', () => {
  test.each([
    ['2026-07-01', '2026-06-30T14:00:00.000Z'],
    // Summer time.
    ['2026-01-01', '2025-12-31T13:00:00.000Z'],
    ['2010-06-26 06:55:00', '2010-06-25T20:55:00.000Z'],
    ['2026-07-01T08:30', '2026-06-30T22:30:00.000Z'],
    ['2026-07-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T00:00:00.000+02:00', '2026-06-30T22:00:00.000Z'],
    ['2026-07-01 00:00:00-0330', '2026-07-01T03:30:00.000Z'],
    ['20260701', '2026-06-30T14:00:00.000Z'],
    ['2026/07/01', '2026-06-30T14:00:00.000Z'],
    ['25/12/2026', '2026-12-24T13:00:00.000Z'],
    ['12/25/2026', '2026-12-24T13:00:00.000Z'],
    ['1.7.2026', '2026-06-30T14:00:00.000Z'],
    ['7/7/2026 10:15', '2026-07-07T00:15:00.000Z'],
    ['1 Jul 2026', '2026-06-30T14:00:00.000Z'],
    ['01-JUL-2026', '2026-06-30T14:00:00.000Z'],
    ['1 July 2026 12:00', '2026-07-01T02:00:00.000Z'],
    ['Jul 1, 2026', '2026-06-30T14:00:00.000Z'],
    ['9999-12-31', Number.POSITIVE_INFINITY],
    ['', undefined],
    ['0000-00-00 00:00:00', undefined],
    ['never', undefined],
  ])('%j', (text, expected) => {
    expect(iso(readDate(createDateReader(SYDNEY, undefined), text, 2))).toBe(expected)
  })

  test.each([
    '2026-02-29',
    '31/11/2026',
    '01/07/26',
    '45000',
    'soon',
    '2026-07-01 25:00',
    '1 Marble 2026',
    '1969-12-31',
  ])('%j is refused', (text) => {
    expect(readDate(createDateReader(SYDNEY, undefined), text, 2)).toContain('must be a date')
  })
})

describe('day or month first', () => {
  test.each([
    [['3/7/2026', '25/12/2026'], undefined, '2026-07-02T14:00:00.000Z'],
    [['3/7/2026', '12/25/2026'], undefined, '2026-03-06T13:00:00.000Z'],
    [['3/7/2026'], 'dmy', '2026-07-02T14:00:00.000Z'],
    [['3/7/2026'], 'mdy', '2026-03-06T13:00:00.000Z'],
    [['3/7/2026', '5/6/2026'], undefined, undefined],
  ] as const)('%j, given %s', (texts, order: DateOrder | undefined, expected) => {
    const reader = createDateReader(SYDNEY, order)
    const [first] = texts.map((text, index) => readDate(reader, text, index + 2))
    expect(typeof first === 'object' ? iso(resolveDate(reader, first)) : first).toBe(expected)
  })

  test('both in one sheet are refused', () => {
    const reader = createDateReader(SYDNEY, undefined)
    readDate(reader, '25/12/2026', 2)
    expect(readDate(reader, '12/25/2026', 3)).toBe(
      'has the month first in "12/25/2026" where line 2 has it the other way',
    )
  })
})

import { expect, test } from 'vitest'
import { changesEntry, cutOverEntry, type EntryFacts } from '#domain/porting/cut-over-entry.ts'
import { calendarFile } from './calendar-file.ts'

const FACTS: EntryFacts = {
  portId: 12,
  createdAt: new Date('2026-09-07T00:00:00Z'),
  cutOverAt: new Date('2026-10-03T22:30:00Z'),
  sequence: 1,
  isCancelled: false,
  numbers: ['61370101234'],
  losingCarrier: 'Example; Telecom, Ltd',
  brandName: 'Wattle Voice',
}
const NOW = new Date('2026-09-08T00:00:00Z')
const PARTIES = { organiser: { name: 'Wattle Voice', email: 'help@wattle.example' }, attendee: 'mia@acacia.example' }

/** Its lines, unfolded by RFC 5545 §3.1. */
function linesOf(facts: Partial<EntryFacts> = {}, parties: Parameters<typeof calendarFile>[1] = PARTIES) {
  const file = calendarFile(cutOverEntry({ ...FACTS, ...facts }), parties, NOW).toString('utf8')
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  return file.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
}

test('a cut-over is an entry in UTC, the morning daylight saving begins too, with its reminders', () => {
  const lines = linesOf()
  expect(lines).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'PRODID:-//Wattle Voice//Number moves//EN',
      'METHOD:REQUEST',
      'DTSTART:20261003T223000Z',
      'DTEND:20261004T003000Z',
      'DTSTAMP:20260908T000000Z',
      'SUMMARY:03 7010 1234 moves to Wattle Voice',
      'STATUS:CONFIRMED',
      'SEQUENCE:1',
      'TRIGGER:-P1D',
      'TRIGGER:-PT1H',
    ]),
  )
  expect(lines.find((line) => line.startsWith('DESCRIPTION'))).toContain(String.raw`From Example\; Telecom\, Ltd to`)
  expect(lines.join('\n')).not.toMatch(/tollgate/i)
})

test('moved, it is the same entry with a higher number; called off, it is cancelled and reminds of nothing', () => {
  const uid = (lines: readonly string[]): string | undefined => lines.find((line) => line.startsWith('UID:'))
  const first = linesOf()
  const moved = linesOf({ sequence: 2, cutOverAt: new Date('2026-10-06T22:30:00Z') })
  const gone = linesOf({ sequence: 3, isCancelled: true })
  expect([uid(moved), uid(gone)]).toEqual([uid(first), uid(first)])
  expect(moved).toContain('SEQUENCE:2')
  expect(gone).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3']))
  expect(gone.join('\n')).not.toContain('VALARM')
  expect(uid(linesOf({ portId: 13 }))).not.toBe(uid(first))
})

test('taken from a page it is published, to nobody in particular', () => {
  const lines = linesOf({}, { ...PARTIES, attendee: undefined })
  expect(lines).toContain('METHOD:PUBLISH')
  expect(lines.join('\n')).not.toContain('ATTENDEE')
})

test('a hundred numbers are not all written into it', () => {
  const numbers = Array.from({ length: 100 }, (_, at) => String(61_370_101_200 + at))
  const { summary, description } = cutOverEntry({ ...FACTS, numbers })
  expect(summary).toBe('100 numbers from 03 7010 1200 move to Wattle Voice')
  expect(description).toContain('and 80 more')
})

test.each([
  ['set-date', null, true],
  ['set-date', FACTS.cutOverAt, true],
  ['withdraw', null, false],
  ['withdraw', FACTS.cutOverAt, true],
  ['reject', null, false],
  ['reject', FACTS.cutOverAt, true],
  ['complete', FACTS.cutOverAt, false],
  ['reverse', FACTS.cutOverAt, false],
] as const)('%s of a port that was cut over at %s changes the entry: %s', (step, before, changes) => {
  expect(changesEntry(step, before)).toBe(changes)
})

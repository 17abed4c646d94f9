import { assert, date as someDate, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMoment, readTime } from './read-moment.ts'
import { isFault, readSheetRow } from './read-row.ts'
import { findColumns, meaningOf, NO_LAYOUT, plainWords, type CarrierLayout } from './sheet-layout.ts'

const SYDNEY = 'Australia/Sydney'

describe('dates', () => {
  test.each([
    ['23/11/2026', '2026-11-23', null],
    ['3/7/26', '2026-07-03', null],
    ['03-07-2026', '2026-07-03', null],
    ['3.7.2026', '2026-07-03', null],
    ['2026-11-23', '2026-11-23', null],
    ['2026-11-23 00:00:00', '2026-11-23', null],
    ['2026-11-23T09:30', '2026-11-23', 570],
    ['2026-11-22T22:30:00Z', '2026-11-23', 570],
    ['23/11/2026 9:30 am', '2026-11-23', 570],
    ['23/11/2026 14:05:00', '2026-11-23', 845],
    ['23 Nov 2026', '2026-11-23', null],
    ['Monday, 23 November 2026', '2026-11-23', null],
    ['23-Nov-26 2pm', '2026-11-23', 840],
  ])('%s', (text, date, minute) => {
    expect(readMoment(text, SYDNEY)).toEqual({ date, minute })
  })

  test.each(['', '11/23/2026', '31/04/2026', '46350', 'soon', '23/11/2026 25:00', '23/11', '2026-02-30', '1/2/20266'])(
    '%s is none',
    (text) => {
      expect(readMoment(text, SYDNEY)).toBeUndefined()
    },
  )

  test('every day of a century is read as it is written, the day first or the year', () => {
    assert(
      property(someDate({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (at) => {
        const date = at.toISOString().slice(0, 10)
        const [year, month, day] = date.split('-')
        expect(readMoment(date, SYDNEY)?.date).toBe(date)
        expect(readMoment(`${Number(day)}/${Number(month)}/${year}`, SYDNEY)?.date).toBe(date)
      }),
    )
  })

  test.each([
    ['0930', 570],
    ['9.30 a.m.', 570],
    ['12:15 am', 15],
    ['12 pm', 720],
    ['10:00 AEDT', 600],
    ['13 pm', undefined],
    ['9:75', undefined],
    ['noon', undefined],
  ])('the time %s', (text, minute) => {
    expect(readTime(text)).toBe(minute)
  })
})

describe('columns and words', () => {
  test('headings say what they hold, and what was mapped by hand goes first', () => {
    const headings = [
      'Customer Reference',
      'PNO',
      'Service Number',
      'SNA Status',
      'Rejection Code',
      'FOC Date',
      'Remarks',
    ]
    const found = { order: 0, reference: 1, number: 2, status: 3, code: 4, date: 5, words: 6 }
    expect(findColumns(headings, NO_LAYOUT)).toEqual(found)
    const mapped = findColumns(headings, { ...NO_LAYOUT, columns: { reference: 'customer reference', date: null } })
    expect(mapped).toEqual({ reference: 0, number: 2, status: 3, code: 4, words: 6 })
  })

  test('status words mean what they usually do until somebody says otherwise', () => {
    expect(meaningOf('PNV - OK', NO_LAYOUT)).toBe('confirm-validation')
    expect(meaningOf(' ACCEPTED ', NO_LAYOUT)).toBe('accept')
    expect(meaningOf('Gone fishing', NO_LAYOUT)).toBeUndefined()
    expect(meaningOf('Accepted', { ...NO_LAYOUT, words: { accepted: 'pass-on' } })).toBe('pass-on')
    expect(plainWords('Cut-Over  DATE:')).toBe('cut over date')
  })
})

const HEADINGS = ['Our order', 'Reference', 'Number', 'Status', 'Code', 'Date', 'Time', 'PNV', 'Comment']

function read(cells: Readonly<Record<string, string>>, layout: CarrierLayout = NO_LAYOUT) {
  const columns = findColumns(HEADINGS, layout)
  const row = HEADINGS.map((heading) => cells[heading] ?? '')
  return readSheetRow(row, { columns, layout, timeZone: SYDNEY })
}

describe('rows', () => {
  test('numbers as people and spreadsheets write them', () => {
    const numbers = (text: string) => {
      const said = read({ Number: text, Status: 'accepted' })
      return isFault(said) ? said.problem : said.numbers
    }
    expect(numbers('(03) 7010 1234')).toEqual(['61370101234'])
    expect(numbers('370101234')).toEqual(['61370101234'])
    expect(numbers("'+61 3 7010 1234")).toEqual(['61370101234'])
    expect(numbers('0370101234; 0370101235')).toEqual(['61370101234', '61370101235'])
    expect(numbers('0370101200-0370101203')).toHaveLength(4)
    expect(numbers('6.13701E+10')).toContain('rounded')
    expect(numbers('twelve')).toContain('no Australian')
  })

  test('without a status word, what else it holds says it', () => {
    const meaning = (cells: Readonly<Record<string, string>>) => {
      const said = read({ 'Our order': '12', ...cells })
      return isFault(said) ? said.problem : said.meaning
    }
    expect(meaning({ Date: '23/11/2026' })).toBe('set-date')
    expect(meaning({ Code: '005' })).toBe('reject')
    expect(meaning({ Reference: 'UP-1' })).toBe('lodge')
    expect(meaning({})).toBe('nothing')
  })

  test.each([
    [{ Status: 'accepted' }, 'names no order'],
    [{ 'Our order': 'twelve' }, 'no number of ours'],
    [{ 'Our order': '12', Date: '31/02/2026' }, 'is no date'],
    [{ 'Our order': '12', Date: '1/2/2026', Time: 'noon' }, 'is no time'],
    [{ 'Our order': '12', Status: 'Gone fishing' }, 'Nobody said what “Gone fishing” means'],
    [{ 'Our order': '12', Status: 'validated', PNV: 'X' }, 'no validation code'],
  ])('%o is refused with what to do', (cells, problem) => {
    const said = read(cells)
    if (!isFault(said)) throw new Error('it was read')
    expect(said.problem).toContain(problem)
    expect(said.remedy).not.toBe('')
  })
})

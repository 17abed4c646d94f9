import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { refuseBundle } from './bundle.ts'
import { dialledForm, readInventoryNumber } from './describe-number.ts'
import { readNumberCsv } from './number-csv.ts'
import { orderQuantity, type OrderWish } from './number-order.ts'
import { likePattern } from './number-pattern.ts'
import { readRange } from './number-range.ts'
import { ORDER_STATUSES, allowedSteps, type OrderStatus } from './order-status.ts'
import { quarantineEnds } from './quarantine.ts'

describe('what a number is by its digits', () => {
  test.each([
    ['0370101234', '61370101234', 'geographic', 'VIC', 'Melbourne'],
    ['+61 (0)2 7010 1234', '61270101234', 'geographic', 'NSW', 'Sydney'],
    ['08 8010 1234', '61880101234', 'geographic', 'NSW', 'Broken Hill'],
    ['0491 570 156', '61491570156', 'mobile', undefined, ''],
    ['1300 975 701', '611300975701', '1300', undefined, ''],
    ['1800975701', '611800975701', '1800', undefined, ''],
    ['13 12 34', '61131234', '13', undefined, ''],
    ['1345 1234', '6113451234', '13', undefined, ''],
  ])('%s', (written, number, kind, state, region) => {
    expect(readInventoryNumber(written)).toEqual({ number, kind, state, region })
  })

  test.each(['', '000', '112', '1223', '1900123456', '0147123456', '442079460123', '0370', 'sip:mia@example.com'])(
    '%s is none that can be sold',
    (written) => {
      expect(readInventoryNumber(written)).toMatchObject({ code: 'invalid_value' })
    },
  )

  test.each([
    ['61370101234', '0370101234'],
    ['611300975701', '1300975701'],
    ['61131234', '131234'],
    ['61491570156', '0491570156'],
  ])('%s is dialled %s', (number, dialled) => {
    expect(dialledForm(number)).toBe(dialled)
  })
})

describe('patterns', () => {
  test.each([
    ['0370*', '0370%'],
    ['*1234', '%1234'],
    ['1234', '%1234%'],
    ['1300 FLOWER', '%1300356937%'],
    ['1800 wyz *', '1800999%'],
    ['61 3 7010 12??', '%613701012__%'],
    ['*55**', '%55%'],
  ])('%s', (written, like) => {
    expect(likePattern(written)).toBe(like)
  })

  test.each(['*', '??', '%', '0_1', "1'--", 'né', '1'.repeat(31)])('%s is none', (written) => {
    expect(likePattern(written)).toMatchObject({ field: 'pattern' })
  })
})

test('a range ends with a number of its own kind, not too far away', () => {
  expect(readRange('0370101000', '0370101999')).toHaveLength(1000)
  expect(readRange('0370101000', '0370102000')).toMatchObject({ field: 'to' })
  expect(readRange('0370101001', '0370101000')).toMatchObject({ field: 'to' })
  expect(readRange('1300975700', '0370101000')).toMatchObject({ field: 'to' })
  expect(readRange('nothing', '0370101000')).toMatchObject({ field: 'from' })
})

describe('files', () => {
  test('in any order of columns, quoted, with any line end', () => {
    const { rows, faults } = readNumberCsv('\uFEFFState;Number\r\n"VIC";"03 7010 1234"\r\n\r\n;0270101234\r\n')
    expect(faults).toEqual([])
    expect(rows.map(({ line, number, state }) => [line, number, state])).toEqual([
      [2, '61370101234', 'VIC'],
      [4, '61270101234', 'NSW'],
    ])
  })

  test.each([
    ['', 1],
    ['number\n', 1],
    ['phone\n0370101234', 1],
    ['number,number\n0370101234', 1],
    ['number,colour\n0370101234', 1],
    ['number\n0370101234,VIC', 2],
    ['number\n0370101234\n0370101234', 3],
    ['number,status\n0370101234,assigned', 2],
  ])('%j has its fault on line %i', (text, line) => {
    expect(readNumberCsv(text).faults.map((fault) => fault.line)).toEqual([line])
  })
})

test('a bundle is full when it is, and not before', () => {
  const use = { planName: 'Office', included: 5, used: 3, wanted: 2 }
  const wayOut = { name: 'Additional Line', monthlyPriceMicros: micros(5_000_000n) }
  expect(refuseBundle(use, wayOut)).toBeUndefined()
  expect(refuseBundle({ ...use, wanted: 3 }, wayOut)).toMatchObject({
    code: 'bundle_full',
    message: expect.stringContaining('"Additional Line" ($5.00 a month, ex GST)') as string,
  })
  expect(refuseBundle({ ...use, wanted: 3 }, undefined)?.message).toContain('a calling plan that includes more')
})

describe('a released number rests', () => {
  test.each([
    ['2026-01-31T03:00:00Z', 6, 'Australia/Sydney', '2026-07-30T14:00:00.000Z'],
    ['2026-08-31T03:00:00Z', 6, 'Australia/Sydney', '2027-02-27T13:00:00.000Z'],
    ['2026-03-01T16:30:00Z', 6, 'Australia/Perth', '2026-09-01T16:00:00.000Z'],
    ['2026-03-01T16:30:00Z', 0, 'Australia/Perth', '2026-03-01T16:30:00.000Z'],
  ])('released at %s for %i months in %s until %s', (released, months, timeZone, until) => {
    expect(quarantineEnds(new Date(released), months, timeZone).toISOString()).toBe(until)
  })
})

describe('orders', () => {
  const melbourne = { state: 'VIC', region: 'Melbourne', pattern: '' } as const
  const cases: readonly (readonly [OrderWish, number | string])[] = [
    [{ kind: 'prefix-range', ...melbourne, quantity: 9 }, 'quantity'],
    [{ kind: 'prefix-range', ...melbourne, quantity: 10 }, 10],
    [{ kind: 'prefix-range', ...melbourne, quantity: 1001 }, 'quantity'],
    [{ kind: 'prefix-range', ...melbourne }, 'quantity'],
    [{ kind: 'prefix-range', region: 'Melbourne', pattern: '', quantity: 10 }, 'state'],
    [{ kind: 'prefix-range', state: 'VIC', pattern: '', quantity: 10 }, 'region'],
    [{ kind: 'prefix-range', state: 'VIC', region: 'Sydney', pattern: '', quantity: 10 }, 'region'],
    [{ kind: 'block', ...melbourne }, 100],
    [{ kind: 'block', ...melbourne, quantity: 100 }, 100],
    [{ kind: 'block', ...melbourne, quantity: 50 }, 'quantity'],
    [{ kind: '1300', pattern: '', answerPoint: '0370101234' }, 1],
    [{ kind: '1800', pattern: '' }, 'answerPoint'],
    [{ kind: '1800', pattern: '', answerPoint: '0370101234', quantity: 2 }, 'quantity'],
  ]
  test.each(cases)('%j', (wish, expected) => {
    const quantity = orderQuantity(wish)
    expect(typeof quantity === 'number' ? quantity : quantity.field).toBe(expected)
  })

  const possible: Record<OrderStatus, readonly string[]> = {
    submitted: ['send', 'allocate', 'reject', 'withdraw'],
    'with-carrier': ['allocate', 'reject', 'withdraw'],
    allocated: ['complete', 'reject', 'withdraw'],
    completed: [],
    rejected: [],
    withdrawn: [],
  }
  test.each(ORDER_STATUSES)('from %s', (status) => {
    expect(allowedSteps(status)).toEqual(possible[status])
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros, negate, parseDollars } from '#domain/money.ts'
import { totalDocument, toCents } from './document-amounts.ts'
import { oldestBillableDay } from './late-limit.ts'
import { refuseManualAmount } from './manual-limits.ts'
import { minimumShortfall } from './minimum-spend.ts'
import { monthlyCharges, recurringCharge } from './monthly-charges.ts'
import { proRata } from './pro-rata.ts'

function dollars(text: string) {
  return parseDollars(text) ?? micros(-1n)
}

const JULY = { cycleFrom: '2026-06-20', cycleTo: '2026-07-20' }

describe('pro rata', () => {
  test.each([
    ['49.00', JULY, '2026-06-20', undefined, '49.00'],
    ['49.00', JULY, '2026-07-19', undefined, '1.63'],
    ['5.00', JULY, '2026-07-05', undefined, '2.50'],
    ['0.01', JULY, '2026-07-05', undefined, '0.01'],
    ['-5.00', JULY, '2026-07-10', undefined, '-1.67'],
    ['5.00', JULY, '2026-06-01', undefined, '5.00'],
    ['5.00', JULY, '2026-07-20', undefined, '0.00'],
    ['30.00', JULY, '2026-06-25', '2026-06-30', '5.00'],
    ['28.00', { cycleFrom: '2027-01-31', cycleTo: '2027-02-28' }, '2027-02-27', undefined, '1.00'],
    ['29.00', { cycleFrom: '2028-01-31', cycleTo: '2028-02-29' }, '2028-02-28', undefined, '1.00'],
    // What is no whole number of cents is what it is for a whole month.
    ['10.005', JULY, '2026-06-20', undefined, '10.005'],
  ])('%s a month, %o from %s to %s is %s', (monthly, cycle, from, to, expected) => {
    expect(proRata(dollars(monthly), { ...cycle, from, ...(to !== undefined && { to }) })).toBe(
      expected.startsWith('-') ? negate(dollars(expected.slice(1))) : dollars(expected),
    )
  })

  test('refuses what is no day, and a cycle without days', () => {
    expect(() => proRata(dollars('1'), { ...JULY, from: '2026-06-31' })).toThrow(RangeError)
    expect(() => proRata(dollars('1'), { cycleFrom: '2026-07-20', cycleTo: '2026-07-20', from: '2026-07-20' })).toThrow(
      RangeError,
    )
  })
})

describe('the total of a document', () => {
  const amount = fc.bigInt(-(10n ** 12n), 10n ** 12n).map(micros)
  const lines = fc.array(fc.record({ amountMicros: amount, isTaxed: fc.boolean() }), { maxLength: 40 })

  test('is whole cents, and within half a cent a line of what is exact', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('document', 'line'), (all, rounding) => {
        const { subtotalMicros, gstMicros, totalMicros } = totalDocument(all, rounding)
        expect([subtotalMicros % 10_000n, gstMicros % 10_000n]).toEqual([0n, 0n])
        expect(totalMicros).toBe(subtotalMicros + gstMicros)
        const exact = all.reduce((sum, line) => sum + line.amountMicros, 0n)
        const off = subtotalMicros - exact
        expect((off < 0n ? -off : off) <= 5_000n * BigInt(all.length)).toBe(true)
      }),
    )
  })

  test('of credits is the opposite of that of the same charges', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('document', 'line'), (all, rounding) => {
        const credits = all.map((line) => ({ ...line, amountMicros: negate(line.amountMicros) }))
        expect(totalDocument(credits, rounding).totalMicros).toBe(negate(totalDocument(all, rounding).totalMicros))
      }),
    )
  })

  // Ten lines of 1.05: 1.05 of GST at once, 1.10 line by line. Source: GST Act, s 9-90.
  test.each([
    ['document', '10.50', '1.05'],
    ['line', '10.50', '1.10'],
  ] as const)('by %s of ten lines of 1.05 is %s and GST %s', (rounding, subtotal, gst) => {
    const ten = Array.from({ length: 10 }, () => ({ amountMicros: dollars('1.05'), isTaxed: true }))
    expect(totalDocument(ten, rounding)).toMatchObject({ subtotalMicros: dollars(subtotal), gstMicros: dollars(gst) })
  })

  test('rounds GST once: 0.0499996 of it are not 0.05 first and 0.05 then', () => {
    const line = { amountMicros: micros(449_996n), isTaxed: true }
    // 10 % is 0.0449996; rounded to the micro first it would be 0.045000 and then 0.05.
    expect(totalDocument([line], 'document').gstMicros).toBe(dollars('0.04'))
  })

  test('rounds half a cent away from zero', () => {
    expect([toCents(dollars('0.005')), toCents(micros(-5_000n)), toCents(micros(4_999n))]).toEqual([
      10_000n,
      -10_000n,
      0n,
    ])
  })
})

test.each([
  ['10', '8.20', '1.80'],
  ['10', '10.01', '0'],
  ['10', '10', '0'],
  ['10', '0', '10'],
])('a minimum of %s with calls of %s owes %s', (minimum, calls, owed) => {
  expect(minimumShortfall(dollars(minimum), dollars(calls), { ...JULY, from: '2026-06-20' })).toBe(dollars(owed))
})

test.each([
  ['2026-11-20', true, '2026-06-13'],
  ['2026-11-20', false, '2026-05-14'],
  ['2028-03-01', true, '2027-09-23'],
])('on %s (consumer: %s) usage from %s on may be billed', (day, isConsumer, oldest) => {
  expect(oldestBillableDay(day, isConsumer)).toBe(oldest)
})

describe('a month in advance', () => {
  const plan = { planId: 7, name: 'Office', monthlyPriceMicros: dollars('49'), channelPriceMicros: dollars('10') }
  const month = { from: '2026-07-20', to: '2026-08-20' }
  const nothing = { plan, numbers: [], extraChannels: 0, recurring: [] }
  const number = { number: '61370101200', planName: 'Block', monthlyPriceMicros: dollars('25'), block: null } as const

  test('charges a block once, and numbers that are priced one by one each', () => {
    const block = { id: 3, firstNumber: '61370101200' }
    const numbers = [1, 2, 3].map((assignmentId) => ({ ...number, assignmentId, block, unit: 'block' as const }))
    expect(monthlyCharges({ ...nothing, numbers }, month).slice(1)).toMatchObject([
      { description: 'Block 03 7010 1200 to 03 7010 1299', source: 'block 3 from 2026-07-20' },
    ])
    const single = numbers.map((line) => ({ ...line, unit: 'number' as const }))
    expect(
      monthlyCharges({ ...nothing, numbers: single }, month)
        .slice(1)
        .map(({ source }) => source),
    ).toEqual(['number 1 from 2026-07-20', 'number 2 from 2026-07-20', 'number 3 from 2026-07-20'])
  })

  test('lists a number that costs nothing, and no plan that does', () => {
    const free = { ...number, assignmentId: 1, unit: 'number' as const, monthlyPriceMicros: dollars('0') }
    const charges = monthlyCharges(
      { ...nothing, plan: { ...plan, monthlyPriceMicros: dollars('0') }, numbers: [free] },
      month,
    )
    expect(charges).toMatchObject([{ serviceType: 'Number', amountMicros: 0n }])
  })

  test('charges channels beyond the plan', () => {
    expect(monthlyCharges({ ...nothing, extraChannels: 3 }, month)[1]).toMatchObject({
      serviceType: 'Channel',
      quantity: 3,
      amountMicros: dollars('30'),
      source: 'channels from 2026-07-20',
    })
  })

  test.each([
    ['2026-07-01', null, '2026-07-20', '2026-08-20', '31.00'],
    ['2026-08-01', null, '2026-08-01', '2026-08-20', '19.00'],
    ['2026-07-01', '2026-08-01', '2026-07-20', '2026-08-01', '12.00'],
    ['2026-07-01', '2026-07-20', undefined, undefined, undefined],
    ['2026-08-20', null, undefined, undefined, undefined],
  ])('what recurs from %s to %s is charged from %s to %s: %s', (fromDate, toDate, from, to, amount) => {
    const item = { id: 1, description: 'Support', quantity: 1, unitMicros: dollars('31'), fromDate, toDate }
    const charge = recurringCharge(item, { cycleFrom: month.from, cycleTo: month.to, from: month.from })
    expect([charge?.periodFrom, charge?.periodTo, charge?.amountMicros]).toEqual([
      from,
      to,
      amount === undefined ? undefined : dollars(amount),
    ])
  })
})

test.each([
  ['billing', '1000', true],
  ['billing', '1000.000001', false],
  ['key', '1000.01', false],
  ['admin', '100000', true],
  ['admin', '100000.01', false],
  ['owner', '9999999', true],
] as const)('%s may move %s by hand: %s', (role, amount, mayDo) => {
  expect(refuseManualAmount(role, dollars(amount)) === undefined).toBe(mayDo)
})

import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { decideAutoDebit, type DebitedBill } from './auto-debit.ts'

const CALENDAR: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 540,
  closesAt: 1020,
  holidayDates: new Set(['2026-12-25', '2026-12-28', '2027-01-01', '2027-01-26']),
  closedDates: new Set(),
}
const cents = (amount: number) => micros(BigInt(amount) * 10_000n)
const BILL: DebitedBill = {
  kind: 'statement',
  issuedOn: '2026-11-20',
  dueOn: null,
  monthlyMicros: cents(55_00),
  owedMicros: cents(120_00),
}
const INVOICE = { ...BILL, kind: 'invoice', dueOn: '2026-12-04' } as const

test.each<[string, Partial<DebitedBill>, number | undefined, string | undefined]>([
  ['a statement: the month ahead, at once', BILL, 55_00, '2026-11-20'],
  ['a month that costs nothing', { monthlyMicros: cents(0) }, undefined, undefined],
  ['a month of credits', { monthlyMicros: cents(-5_00) }, undefined, undefined],
  ['fractions of a cent', { monthlyMicros: micros(54_995_000n) }, 55_00, '2026-11-20'],
  ['less than half a cent', { monthlyMicros: micros(4_999n) }, undefined, undefined],
  ['an invoice: what is owed, when it is due', INVOICE, 120_00, '2026-12-04'],
  ['an invoice that is paid', { ...INVOICE, owedMicros: cents(0) }, undefined, undefined],
  ['terms of a week', { ...INVOICE, dueOn: '2026-11-27' }, 120_00, '2026-12-04'],
  ['terms of a month', { ...INVOICE, dueOn: '2026-12-20' }, 120_00, '2026-12-20'],
  ['days off', { ...INVOICE, issuedOn: '2026-12-20', dueOn: '2027-01-03' }, 120_00, '2027-01-06'],
])('%s', (_, bill, amount, on) => {
  const debit = decideAutoDebit({ ...BILL, ...bill }, CALENDAR)
  expect([debit?.amountMicros, debit?.on]).toEqual([amount === undefined ? undefined : cents(amount), on])
})

test('a business has its own terms', () => {
  const week = { ...INVOICE, dueOn: '2026-11-27' }
  expect(decideAutoDebit(week, undefined)).toEqual({ amountMicros: cents(120_00), on: '2026-11-27' })
})

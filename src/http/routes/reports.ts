import { reportsEndpoints } from '#contract/reports.ts'
import { micros, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dayRange } from '#domain/time/day-range.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { readAgedReceivables, type AgedAccount } from '#storage/queries/reports/aged-receivables.ts'
import { readLateUsage } from '#storage/queries/reports/late-usage.ts'
import { countNumbers } from '#storage/queries/reports/numbers.ts'
import { readRevenue, type RevenueGrouping, type RevenueRow } from '#storage/queries/reports/revenue.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { seesCost } from '../billing-record.ts'
import { sendCsv, wantsCsv, type Columns } from '../report-csv.ts'
import { route, type Route } from '../route.ts'

const MOST_DAYS = 366
const DAY_MS = 86_400_000

export const reportsRoutes: readonly Route[] = [
  route(reportsEndpoints.reportRevenue, async (exchange) => {
    const { read, actor, query } = exchange
    const rows = await read(async (db) => {
      const timeZone = await readTimeZone(db, actor.resellerId ?? 0)
      const { from, to } = daysOf(query.from, query.to, timeZone)
      return readRevenue(db, { from, to, timeZone, groupBy: query.groupBy })
    })
    const withCost = seesCost(actor)
    const named = rows.map((row) => ({ ...nameOf(row, query.groupBy), ...viewRevenue([row], withCost) }))
    if (wantsCsv(exchange)) return sendCsv(exchange, 'revenue', withCost ? REVENUE_WITH_COST : REVENUE, named)
    return {
      rows: named.slice(0, query.limit),
      more: Math.max(0, rows.length - query.limit),
      totals: viewRevenue(rows, withCost),
      currency: 'AUD' as const,
    }
  }),
  route(reportsEndpoints.reportAgedReceivables, async (exchange) => {
    const { read, actor, query, now } = exchange
    const { asAt, rows } = await read(async (db) => {
      const today = dateAt(now.getTime(), await readTimeZone(db, actor.resellerId ?? 0)).toString()
      const day = query.asAt ?? today
      return { asAt: day, rows: await readAgedReceivables(db, day) }
    })
    const viewed = rows.map((row) => ({
      accountId: row.accountId,
      accountNumber: row.accountNumber,
      accountName: row.name,
      ...viewAged([row]),
    }))
    if (wantsCsv(exchange)) return sendCsv(exchange, 'aged-receivables', AGED, viewed)
    return { asAt, rows: viewed, totals: viewAged(rows), currency: 'AUD' as const }
  }),
  route(reportsEndpoints.reportLateUsage, async (exchange) => {
    const { read, query } = exchange
    const found = await read((db) => readLateUsage(db, { accountId: query.accountId, limit: MOST_LATE_USAGE }))
    const rows = found.map(({ serviceType, chargeMicros, gstMicros, name, ...row }) => ({
      ...row,
      accountName: name,
      serviceType: serviceTypeName(serviceType) ?? '',
      charge: chargeMicros,
      gst: gstMicros,
    }))
    if (wantsCsv(exchange)) {
      return sendCsv(
        exchange,
        'late-usage',
        LATE_USAGE,
        rows.map((row) => ({ ...row, statementId: String(row.statementId) })),
      )
    }
    const add = (amounts: readonly Micros[]): Micros => micros(amounts.reduce((all, amount) => all + amount, 0n))
    const totals = {
      calls: sum(rows.map(({ calls }) => calls)),
      charge: add(rows.map(({ charge }) => charge)),
      gst: add(rows.map(({ gst }) => gst)),
    }
    return { rows, totals, currency: 'AUD' as const }
  }),
  route(reportsEndpoints.reportNumbers, async (exchange) => {
    const { read, now } = exchange
    const rows = await read((db) => countNumbers(db, now))
    if (wantsCsv(exchange))
      return sendCsv(
        exchange,
        'numbers',
        NUMBERS,
        rows.map((row) => ({ ...row })),
      )
    const byStatus = [...Map.groupBy(rows, ({ status }) => status)].map(([status, members]) => ({
      status,
      count: sum(members.map((row) => row.count)),
    }))
    return { rows, byStatus, total: sum(rows.map((row) => row.count)) }
  }),
]

function daysOf(first: string, last: string, timeZone: string): { readonly from: Date; readonly to: Date } {
  const range = dayRange(first, last, timeZone)
  if ('kind' in range) {
    const field = range.field === 'dateTo' ? 'to' : 'from'
    throw new ProblemError(problem(range.code, range.message, { field }))
  }
  if (range.toMs - range.fromMs > (MOST_DAYS + 1) * DAY_MS) {
    throw new ProblemError(problem('invalid_value', `Ask for ${MOST_DAYS} days at the most.`, { field: 'to' }))
  }
  return { from: new Date(range.fromMs), to: new Date(range.toMs) }
}

function nameOf({ key, name }: RevenueRow, groupBy: RevenueGrouping): { readonly key: string; readonly name: string } {
  const isType = groupBy === 'service-type' || (groupBy === 'destination' && /^\d+$/.test(key))
  const named = isType ? serviceTypeName(Number(key)) : name
  return { key: isType ? named : key, name: named }
}

function viewRevenue(rows: readonly RevenueRow[], withCost: boolean) {
  const add = (of: (row: RevenueRow) => bigint): Micros => micros(rows.reduce((all, row) => all + of(row), 0n))
  const callRevenue = add((row) => row.callRevenueMicros)
  const chargeRevenue = add((row) => row.chargeRevenueMicros)
  return {
    calls: sum(rows.map(({ calls }) => calls)),
    minutes: Math.round(sum(rows.map(({ seconds }) => seconds)) / 6) / 10,
    callRevenue,
    chargeRevenue,
    revenue: micros(callRevenue + chargeRevenue),
    ...(withCost && {
      cost: add((row) => row.costMicros),
      margin: add((row) => row.marginMicros),
      costUnknown: sum(rows.map(({ costUnknown }) => costUnknown)),
    }),
  }
}

const REVENUE: Columns = {
  key: 'Key',
  name: 'Name',
  calls: 'Calls',
  minutes: 'Minutes',
  callRevenue: 'Calls ex GST',
  chargeRevenue: 'Charges ex GST',
  revenue: 'Revenue ex GST',
}
const REVENUE_WITH_COST: Columns = {
  ...REVENUE,
  cost: 'Cost ex GST',
  margin: 'Margin ex GST',
  costUnknown: 'Calls of unknown cost',
}
const LATE_USAGE: Columns = {
  accountNumber: 'Account number',
  accountName: 'Account name',
  statementNumber: 'Statement number',
  usedFrom: 'Used from',
  serviceType: 'Service type',
  calls: 'Calls',
  charge: 'Charge ex GST',
  gst: 'GST',
}
const AGED: Columns = {
  accountNumber: 'Account number',
  accountName: 'Account name',
  to30: 'Up to 30 days',
  to60: '31 to 60 days',
  to90: '61 to 90 days',
  over90: 'Over 90 days',
  total: 'Total',
  overdue: 'Overdue',
  credit: 'Credit',
}
const NUMBERS: Columns = { kind: 'Kind', state: 'State', status: 'Status', count: 'Numbers' }

const MOST_LATE_USAGE = 5_000

function viewAged(rows: readonly AgedAccount[]) {
  const add = (of: (row: AgedAccount) => bigint): Micros => micros(rows.reduce((all, row) => all + of(row), 0n))
  return {
    to30: add((row) => row.to30Micros),
    to60: add((row) => row.to60Micros),
    to90: add((row) => row.to90Micros),
    over90: add((row) => row.over90Micros),
    total: add((row) => row.totalMicros),
    overdue: add((row) => row.overdueMicros),
    credit: add((row) => row.creditMicros),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

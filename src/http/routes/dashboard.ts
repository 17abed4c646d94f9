import { dashboardEndpoints } from '#contract/dashboard.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { micros, type Micros } from '#domain/money.ts'
import { dateAt, parseDate } from '#domain/time/calendar-date.ts'
import { SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { allowancesNearEnd, type NamedAllowance } from '#operations/portal/allowances-near-end.ts'
import { readDashboard, type DashboardView, type Takings } from '#operations/portal/read-dashboard.ts'
import { seesCost } from '../billing-record.ts'
import { route, type Route } from '../route.ts'
import { allowanceUseView } from '../views/allowance-use.ts'

export const dashboardRoutes: readonly Route[] = [
  route(dashboardEndpoints.readDashboard, async ({ read, actor, now }) => {
    const view = await read((db) => readDashboard(db, actor, now))
    const { statuses, suspense, due, late, mails, leaving, work } = view
    return {
      at: now,
      today: view.today,
      timeZone: view.timeZone,
      currency: 'AUD' as const,
      accounts: { total: sum(statuses.map(({ count }) => count)), byStatus: statuses },
      ...viewTakings(view, actor),
      allowances: { count: view.allowances.remaining, items: view.allowances.items.map(viewAllowance) },
      suspense: {
        count: sum(suspense.map(({ rows }) => rows)),
        answeredSeconds: sum(suspense.map(({ answeredSeconds }) => answeredSeconds)),
        causes: suspense.map(({ cause: code, rows }) => {
          const cause = suspenseCauseOf(code) ?? 'unreadable_row'
          return { cause, meaning: SUSPENSE_CAUSES[cause].meaning, count: rows }
        }),
      },
      ...viewOwed(view, actor),
      statements: {
        due,
        late: { count: late },
        mailFailed: { count: mails.failed },
        mailWaiting: { count: mails.waiting },
      },
      numberOrders: { open: work.openOrders, oldest: work.oldestOrder },
      cancellations: { scheduled: leaving.count, next: leaving.next },
      ports: { dueToday: work.portsDueToday, overdue: work.overduePorts, open: work.openPorts },
      portOuts: view.portOuts,
      controls: { tripped: work.trippedControls },
    }
  }),
  route(dashboardEndpoints.listAllowancesNearEnd, ({ read, query, now }) =>
    read(async (db) => {
      const { items, nextCursor } = await allowancesNearEnd(db, { ...query, now })
      return { items: items.map(viewAllowance), nextCursor }
    }),
  ),
]

/** What was taken is for those who read reports; what it cost, for those who see cost anywhere. */
function viewTakings({ thisMonth, sameDaysLastMonth, lastMonth, lastDays }: DashboardView, actor: Actor) {
  const seesRevenue = may(actor, 'reports.read')
  const withCost = seesCost(actor)
  return {
    takings: seesRevenue
      ? {
          thisMonth: viewSums(thisMonth, withCost),
          sameDaysLastMonth: viewSums(sameDaysLastMonth, withCost),
          lastMonth: viewSums(lastMonth, withCost),
        }
      : null,
    days: everyDay(lastDays).map(({ day, row }) => ({
      date: day,
      calls: row?.calls ?? 0,
      minutes: minutesOf(row?.seconds ?? 0),
      revenue: seesRevenue ? micros((row?.callRevenueMicros ?? 0n) + (row?.chargeRevenueMicros ?? 0n)) : null,
    })),
  }
}

function viewSums({ from, to, days }: Takings, withCost: boolean) {
  const add = (of: (day: (typeof days)[number]) => bigint): Micros =>
    micros(days.reduce((all, day) => all + of(day), 0n))
  const callRevenue = add((day) => day.callRevenueMicros)
  const chargeRevenue = add((day) => day.chargeRevenueMicros)
  return {
    from,
    to,
    calls: sum(days.map(({ calls }) => calls)),
    minutes: minutesOf(sum(days.map(({ seconds }) => seconds))),
    callRevenue,
    chargeRevenue,
    revenue: micros(callRevenue + chargeRevenue),
    ...(withCost && {
      cost: add((day) => day.costMicros),
      margin: add((day) => day.marginMicros),
      costUnknown: sum(days.map(({ costUnknown }) => costUnknown)),
    }),
  }
}

/** A chart wants the days without calls, too. */
function everyDay({ from, to, days }: Takings) {
  const byDay = new Map(days.map((row) => [row.day, row]))
  const all: { readonly day: string; readonly row: (typeof days)[number] | undefined }[] = []
  for (let day = parseDate(from); day !== undefined && day.toString() <= to; day = day.add({ days: 1 })) {
    all.push({ day: day.toString(), row: byDay.get(day.toString()) })
  }
  return all
}

/** Charges by card and direct debit are not built yet: none can have failed. */
const NONE_FAILED = { count: 0, amount: micros(0n) }

function viewOwed({ reversals, overdue }: DashboardView, actor: Actor) {
  if (!may(actor, 'billing.read')) return { payments: { reversed: null, failed: null }, overdue: null }
  return {
    payments: { reversed: { count: reversals.count, amount: reversals.amountMicros }, failed: NONE_FAILED },
    overdue: { count: overdue.total, amount: overdue.sums.outstandingMicros },
  }
}

function viewAllowance(allowance: NamedAllowance) {
  const { accountId, accountNumber, accountName, timeZone, plan, included, used, cycleTo } = allowance
  return {
    accountId,
    accountNumber,
    accountName,
    plan,
    ...allowanceUseView(allowance),
    usedPercent: Math.min(100, Math.floor((used * 100) / included)),
    cycleTo: dateAt(cycleTo.getTime(), timeZone).subtract({ days: 1 }).toString(),
  }
}

function minutesOf(seconds: number): number {
  return Math.round(seconds / 6) / 10
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

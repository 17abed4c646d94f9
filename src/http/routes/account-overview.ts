import { accountOverviewEndpoints } from '#contract/account-overview.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Spend } from '#domain/billing/forecast.ts'
import { absolute, formatDollars, micros, type Micros } from '#domain/money.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import {
  lastDayOf,
  readOverview,
  type AccountOverview,
  type ForecastAllowance,
} from '#operations/portal/read-overview.ts'
import type { ListedStatement } from '#storage/queries/statements.ts'
import { route, type Route } from '../route.ts'
import { standingView } from '../views/account.ts'
import { allowanceUseView } from '../views/allowance-use.ts'

export const accountOverviewRoutes: readonly Route[] = [
  route(accountOverviewEndpoints.readAccountOverview, async ({ read, params, actor, now }) =>
    viewOverview(await read((db) => readOverview(db, params.accountId, now)), actor),
  ),
]

function viewOverview(overview: AccountOverview, actor: Actor) {
  const { account, cycle, terms, pendingChange, latest, counts, forecast } = overview
  const { id, accountNumber, name, paymentMode, timeZone } = account
  return {
    accountId: id,
    accountNumber,
    name,
    ...standingView(account, actor),
    paymentMode,
    timeZone,
    currency: 'AUD' as const,
    balance: viewBalance(overview),
    plan: terms === undefined ? null : { id: terms.planId, name: terms.name, monthlyPrice: terms.monthlyPriceMicros },
    pendingPlan:
      pendingChange === undefined
        ? null
        : { id: pendingChange.planId, name: pendingChange.planName, dueOn: pendingChange.dueOn },
    cycle: {
      from: cycle.startDate,
      to: lastDayOf(cycle, timeZone),
      days: daysBetween(cycle.startDate, lastDayOf(cycle, timeZone)) + 1,
      daysLeft: daysBetween(overview.today, lastDayOf(cycle, timeZone)),
    },
    allowances: overview.allowances.map(viewAllowance),
    spend: {
      soFar: viewSpend(overview.spend),
      forecast: forecast === undefined ? null : viewSpend(forecast),
      cycles: overview.earlier.map((period) => ({
        from: period.startDate,
        to: lastDayOf(period, timeZone),
        ...viewSpend(period),
      })),
    },
    latestStatement: latest === undefined ? null : viewLatest(latest),
    numbers: counts.numbers,
    openOrders: counts.openOrders,
    openPorts: counts.openPorts,
    attention: overview.attention,
  }
}

function viewBalance({ account: { balanceMicros }, unpaid }: AccountOverview) {
  const add = (statements: readonly ListedStatement[]): Micros =>
    micros(statements.reduce((sum, { outstandingMicros }) => sum + outstandingMicros, 0n))
  return {
    kind: balanceMicros > 0n ? ('credit' as const) : balanceMicros < 0n ? ('owing' as const) : ('nothing' as const),
    amount: absolute(balanceMicros),
    dueOn: unpaid[0]?.dueOn ?? null,
    due: add(unpaid),
    overdue: add(unpaid.filter(({ status }) => status === 'overdue')),
  }
}

function viewAllowance(allowance: ForecastAllowance) {
  const { plan, unit, included, used, forecast, runsOutOn } = allowance
  const write = (quantity: number): string =>
    unit === 'money' ? formatDollars(micros(BigInt(quantity)), 2) : String(quantity)
  return {
    plan,
    ...allowanceUseView(allowance),
    usedPercent: included <= 0 ? 100 : Math.min(100, Math.floor((used * 100) / included)),
    forecast: forecast === undefined ? null : write(forecast),
    runsOutOn,
  }
}

function viewSpend({ callsMicros, callsGstMicros, chargesMicros, chargesGstMicros }: Spend) {
  const subtotal = micros(callsMicros + chargesMicros)
  const gst = micros(callsGstMicros + chargesGstMicros)
  return { calls: callsMicros, charges: chargesMicros, subtotal, gst, total: micros(subtotal + gst) }
}

function viewLatest({ id, kind, number, issuedOn, dueOn, totalMicros, outstandingMicros, status }: ListedStatement) {
  return {
    id,
    kind: kind === 'invoice' ? kind : ('statement' as const),
    number,
    issuedOn,
    dueOn,
    total: totalMicros,
    outstanding: outstandingMicros,
    status,
    links: { self: `/statements/${id}`, pdf: `/statements/${id}.pdf` },
  }
}

function daysBetween(from: string, to: string): number {
  const [first, last] = [parseDate(from), parseDate(to)]
  return first === undefined || last === undefined ? 0 : first.until(last).days
}

import { accountOverviewEndpoints } from '#contract/account-overview.ts'
import { micros } from '#domain/money.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { standingView } from '../views/account.ts'

export const accountOverviewRoutes: readonly Route[] = [
  route(accountOverviewEndpoints.readAccountOverview, async ({ read, params, actor, now }) => {
    const account = notFound('account', await read((db) => readAccountDetails(db, params.accountId)))
    const { id, accountNumber, name, paymentMode, timeZone, billDay } = account
    const cycle = billPeriodAt(billDay, timeZone, now.getTime())
    const none = micros(0n)
    return {
      accountId: id,
      accountNumber,
      name,
      ...standingView(account, actor),
      paymentMode,
      timeZone,
      currency: 'AUD' as const,
      balance: { kind: 'nothing' as const, amount: none, dueOn: null, due: none, overdue: none },
      plan: null,
      pendingPlan: null,
      cycle: {
        from: cycle.startDate,
        to: dateAt(cycle.toMs, timeZone).subtract({ days: 1 }).toString(),
        days: 0,
        daysLeft: 0,
      },
      allowances: [],
      spend: {
        soFar: { calls: none, charges: none, subtotal: none, gst: none, total: none },
        forecast: null,
        cycles: [],
      },
      latestStatement: null,
      numbers: 0,
      openOrders: 0,
      openPorts: 0,
      attention: [],
    }
  }),
]

import { dashboardEndpoints } from '#contract/dashboard.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { route, type Route } from '../route.ts'

export const dashboardRoutes: readonly Route[] = [
  route(dashboardEndpoints.readDashboard, async ({ read, actor, now }) => {
    const timeZone = await read((db) => readTimeZone(db, actor.resellerId ?? 0))
    return {
      at: now,
      today: dateAt(now.getTime(), timeZone).toString(),
      timeZone,
      currency: 'AUD' as const,
      accounts: { total: 0, byStatus: [] },
      takings: null,
      days: [],
      allowances: { count: 0, items: [] },
      suspense: { count: 0, answeredSeconds: 0, causes: [] },
      payments: { reversed: null, failed: null },
      overdue: null,
      statements: {
        due: { count: 0, next: null },
        late: { count: 0 },
        mailFailed: { count: 0 },
        mailWaiting: { count: 0 },
      },
      numberOrders: { open: 0, oldest: null },
      cancellations: { scheduled: 0, next: null },
      ports: { dueToday: 0, overdue: 0, open: 0 },
    }
  }),
  route(dashboardEndpoints.listAllowancesNearEnd, () => Promise.resolve({ items: [], nextCursor: null })),
]

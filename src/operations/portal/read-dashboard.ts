import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { ACCOUNT_STATUSES, type AccountStatus } from '#domain/accounts/account-status.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { seeUnattributed } from '#operations/usage/see-unattributed.ts'
import {
  countAccounts,
  countLateStatements,
  countOpenWork,
  countStatementMails,
  sumReversals,
  type AccountGroup,
  type OpenWork,
  type Reversals,
} from '#storage/queries/dashboard/standing.ts'
import { readDays, type DayRow } from '#storage/queries/dashboard/takings.ts'
import { countPortOutWork, type PortOutWork } from '#storage/queries/port-outs.ts'
import { sumStatements, type StatementSums } from '#storage/queries/statements.ts'
import { countSuspenseCauses, type SuspenseCauseCount } from '#storage/queries/suspense.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { allowancesNearEnd, type NamedAllowance } from './allowances-near-end.ts'

/** Days, both included, and what was taken on them. */
export interface Takings {
  readonly from: string
  readonly to: string
  /** Those that had any. */
  readonly days: readonly DayRow[]
}

/** What stands out today, over all customers of a reseller. */
export interface DashboardView {
  readonly timeZone: string
  readonly today: string
  readonly statuses: readonly { readonly status: AccountStatus; readonly count: number }[]
  readonly thisMonth: Takings
  readonly sameDaysLastMonth: Takings
  readonly lastMonth: Takings
  readonly lastDays: Takings
  readonly allowances: { readonly items: readonly NamedAllowance[]; readonly remaining: number }
  readonly suspense: readonly SuspenseCauseCount[]
  readonly reversals: Reversals
  readonly overdue: { readonly total: number; readonly sums: StatementSums }
  readonly due: { readonly count: number; readonly next: string | null }
  readonly late: number
  readonly mails: { readonly failed: number; readonly waiting: number }
  readonly leaving: { readonly count: number; readonly next: string | null }
  readonly work: OpenWork
  readonly portOuts: PortOutWork
}

/** Of an allowance, from where it is near its end: the platform warns its customers there. */
export const NEAR_END_PERCENT = 85

const DAYS_BACK = 30
const DAYS_AHEAD = 7
const SHOWN_ALLOWANCES = 10
const DAY_MS = 86_400_000

/** Reads what is counted already and small tables; never the calls. */
export async function readDashboard(db: pg.ClientBase, actor: Actor, now: Date): Promise<DashboardView> {
  const timeZone = await readTimeZone(db, actor.resellerId ?? 0)
  const today = dateAt(now.getTime(), timeZone)
  const groups = await countAccounts(db)
  const since = new Date(now.getTime() - DAYS_BACK * DAY_MS)
  await seeUnattributed(db, actor)
  return {
    timeZone,
    today: today.toString(),
    statuses: ACCOUNT_STATUSES.map((status) => ({ status, count: countOf(groups, status) })),
    ...(await readTakings(db, today, timeZone)),
    allowances: await allowancesNearEnd(db, {
      now,
      usedFrom: NEAR_END_PERCENT,
      limit: SHOWN_ALLOWANCES,
    }),
    suspense: may(actor, 'suspense.read') ? await countSuspenseCauses(db) : [],
    reversals: await sumReversals(db, new Date(startOfDate(today.subtract({ days: DAYS_BACK }), timeZone))),
    overdue: await sumStatements(db, { now, status: ['overdue'] }),
    due: dueOf(groups, now),
    late: await countLateStatements(db, now),
    mails: await countStatementMails(db, since),
    leaving: {
      count: groups.reduce((sum, { leaving }) => sum + leaving, 0),
      next: firstOf(groups.map(({ firstLeavingOn }) => firstLeavingOn)),
    },
    work: await countOpenWork(db, now, today.toString()),
    portOuts: await countPortOutWork(db, now),
  }
}

function countOf(groups: readonly AccountGroup[], status: AccountStatus): number {
  return groups.reduce((sum, group) => sum + (group.status === status ? group.count : 0), 0)
}

function firstOf(days: readonly (string | null)[]): string | null {
  const [first] = days.filter((day) => day !== null).toSorted()
  return first ?? null
}

/** One reading for all the months and days there are to show. */
async function readTakings(db: pg.ClientBase, today: Temporal.PlainDate, timeZone: string) {
  const monthFrom = today.with({ day: 1 })
  const lastFrom = monthFrom.subtract({ months: 1 })
  const lastTo = monthFrom.subtract({ days: 1 })
  const daysFrom = today.subtract({ days: DAYS_BACK - 1 })
  const first = Temporal.PlainDate.compare(daysFrom, lastFrom) < 0 ? daysFrom : lastFrom
  const range = {
    first: first.toString(),
    last: today.toString(),
    from: new Date(startOfDate(first, timeZone)),
    to: new Date(startOfDate(today.add({ days: 1 }), timeZone)),
  }
  const rows = await readDays(db, range, timeZone)
  const within = (from: Temporal.PlainDate, to: Temporal.PlainDate): Takings => ({
    from: from.toString(),
    to: to.toString(),
    days: rows.filter(({ day }) => day >= from.toString() && day <= to.toString()),
  })
  return {
    thisMonth: within(monthFrom, today),
    sameDaysLastMonth: within(lastFrom, lastFrom.with({ day: Math.min(today.day, lastFrom.daysInMonth) })),
    lastMonth: within(lastFrom, lastTo),
    lastDays: within(daysFrom, today),
  }
}

/** Who is billed in the next days. */
function dueOf(groups: readonly AccountGroup[], now: Date): { readonly count: number; readonly next: string | null } {
  const due = groups
    .filter(({ status }) => status === 'active' || status === 'suspended')
    .map(({ billDay, timeZone, count }) => {
      const next = dateAt(billPeriodAt(billDay, timeZone, now.getTime()).toMs, timeZone)
      const last = dateAt(now.getTime(), timeZone).add({ days: DAYS_AHEAD })
      return { count, next: next.toString(), isDue: Temporal.PlainDate.compare(next, last) <= 0 }
    })
    .filter(({ isDue }) => isDue)
  return { count: due.reduce((sum, { count }) => sum + count, 0), next: firstOf(due.map(({ next }) => next)) }
}

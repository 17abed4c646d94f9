import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { isOpenAt } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform } from '#operations/operation.ts'
import { listResellerIds } from '#storage/queries/bill-runs.ts'
import { listChasableIds } from '#storage/queries/dunning.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { actOnDunning } from './dunning-acts.ts'
import { readSituations, type ChasedSituation } from './read-dunning.ts'

export interface ChaseReport {
  readonly accounts: number
  readonly steps: number
  readonly closed: number
  readonly failures: readonly { readonly accountId: number; readonly reason: string }[]
}

/** Where the day begins before it does anywhere in Australia. */
const EARLIEST_ZONE = 'Pacific/Auckland'

/** Accounts looked at in one read. */
const ACCOUNTS_AT_ONCE = 500

/**
 * Looks at every account of every reseller that has something overdue, or a case, and does what is to be done: one step a day
 * at the most, in the hours of the day; what is good for the customer at any hour. Done twice it does nothing the second time;
 * days that were missed are made up for step by step, each notice with its own working days. For the timetable.
 */
export async function chaseAccounts(pool: pg.Pool, { now }: { readonly now: Date }): Promise<ChaseReport> {
  const report = { accounts: 0, steps: 0, closed: 0 }
  const failures: ChaseReport['failures'][number][] = []
  for (const resellerId of await listResellerIds(pool)) {
    const actor = systemActor(resellerId)
    const ids = await readAsTenant(pool, { resellerId }, (db) =>
      listChasableIds(db, dateAt(now.getTime(), EARLIEST_ZONE).toString()),
    )
    report.accounts += ids.length
    for (let at = 0; at < ids.length; at += ACCOUNTS_AT_ONCE) {
      const found = await readAsTenant(pool, { resellerId }, (db) =>
        readSituations(db, ids.slice(at, at + ACCOUNTS_AT_ONCE), now),
      )
      for (const { account } of found.filter((one) => isToDo(one, now))) {
        try {
          const request = { actor, input: { accountId: account.id }, now, origin: 'timetable' }
          const done = await perform(pool, chaseAccount, request, (what) => what ?? null)
          if (done === 'step') report.steps++
          if (done === 'close') report.closed++
        } catch (error) {
          failures.push({ accountId: account.id, reason: error instanceof Error ? error.message : String(error) })
        }
      }
    }
  }
  return { ...report, failures }
}

function isToDo({ decision, theCase, holds, situation }: ChasedSituation, now: Date): boolean {
  switch (decision.do) {
    case 'nothing':
      return false
    case 'close':
      return true
    case 'step':
      return isDaytime(situation, now)
    case 'wait':
      return (
        decision.lifts ||
        theCase?.nextStep !== (decision.next ?? null) ||
        theCase.nextOn !== (decision.on ?? null) ||
        holds.some(({ kind, endedAt }) => kind === 'hardship' && endedAt === null)
      )
  }
}

/** Nobody gets a notice, or loses service, at night; reminders go out at weekends too. */
function isDaytime({ calendar }: ChasedSituation['situation'], now: Date): boolean {
  const everyDay = { ...calendar, weekdays: new Set([1, 2, 3, 4, 5, 6, 7]), holidayDates: new Set<string>() }
  return isOpenAt(everyDay, now.getTime())
}

/** Does what is to be done about one account today. */
const chaseAccount = operation({
  name: 'dunning.chase',
  permission: 'dunning.run',
  async run(context, { accountId }: { readonly accountId: number }) {
    await lockedAccount(context.db, accountId)
    const done = await actOnDunning(context, accountId, { onlyGood: false })
    return done?.do
  },
})

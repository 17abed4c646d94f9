import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform } from '#operations/operation.ts'
import { listActiveAccounts } from '#storage/queries/account-controls.ts'
import { listResellerIds } from '#storage/queries/bill-runs.ts'
import { deleteCrossings, insertCrossings } from '#storage/tables/account-controls.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { eventOf } from './crossing-events.ts'
import { observeAccounts, openWatchBook } from './observe-accounts.ts'

export interface WatchReport {
  readonly accounts: number
  /** New ones, told or not. */
  readonly crossings: number
  readonly failures: readonly { readonly accountId: number; readonly reason: string }[]
}

/** Accounts looked at in one transaction. */
const ACCOUNTS_AT_ONCE = 500

/**
 * Looks at every active account of every reseller: balances below their warning, allowances and amounts at 50, 85 and 100 per
 * cent, limits that are reached. What is crossed is told once and remembered until the account comes back from it. Two at once,
 * or one that was killed and is done again, tell nobody twice. For the timetable.
 */
export async function watchAccounts(pool: pg.Pool, { now }: { readonly now: Date }): Promise<WatchReport> {
  const reports: WatchReport[] = []
  for (const resellerId of await listResellerIds(pool)) reports.push(await watchReseller(pool, resellerId, now))
  return {
    accounts: sum(reports.map(({ accounts }) => accounts)),
    crossings: sum(reports.map(({ crossings }) => crossings)),
    failures: reports.flatMap(({ failures }) => failures),
  }
}

async function watchReseller(pool: pg.Pool, resellerId: number, now: Date): Promise<WatchReport> {
  const book = await readAsTenant(pool, { resellerId }, openWatchBook)
  const actor = systemActor(resellerId)
  const failures: WatchReport['failures'][number][] = []
  let [accounts, crossings, after] = [0, 0, '']
  for (;;) {
    const { page, changed } = await readAsTenant(pool, { resellerId }, async (db) => {
      const active = await listActiveAccounts(db, resellerId, after, ACCOUNTS_AT_ONCE)
      const seen = await observeAccounts(
        db,
        active.map(({ id }) => id),
        book,
        now,
      )
      const news = seen.filter(({ outcome }) => outcome.crossed.length > 0 || outcome.recovered.length > 0)
      return { page: active, changed: news.map(({ accountId }) => accountId) }
    })
    for (const accountId of changed) {
      try {
        const request = { actor, input: { accountId }, now, origin: 'timetable' }
        crossings += await perform(pool, watchAccount, request, (count) => count)
      } catch (error) {
        failures.push({ accountId, reason: error instanceof Error ? error.message : String(error) })
      }
    }
    accounts += page.length
    after = page.at(-1)?.accountNumber ?? ''
    if (page.length < ACCOUNTS_AT_ONCE) return { accounts, crossings, failures }
  }
}

/**
 * Writes down what one account has crossed and what it came back from, and tells it.
 *
 * @returns how many crossings are new.
 */
const watchAccount = operation({
  name: 'credit-control.watch',
  permission: 'credit-control.write',
  async run({ db, resellerId, now, audit, emit }, { accountId }: { readonly accountId: number }): Promise<number> {
    const { status } = await lockedAccount(db, accountId)
    if (status !== 'active') return 0
    const [seen] = await observeAccounts(db, [accountId], await openWatchBook(db), now)
    if (seen === undefined) return 0
    const { crossed, told, recovered } = seen.outcome
    await deleteCrossings(db, accountId, recovered)
    const fresh = await insertCrossings(
      db,
      resellerId,
      accountId,
      crossed.map(({ watched }) => watched),
      now,
    )
    for (const crossing of told) if (fresh.includes(crossing.watched)) emit(eventOf(seen, crossing))
    audit({ subject: `account ${accountId}`, accountId, before: { crossed: recovered }, after: { crossed: fresh } })
    return fresh.length
  },
})

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

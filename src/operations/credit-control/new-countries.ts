import type pg from 'pg'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import type { CountryKey } from '#domain/usage/countries.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { signature } from '#operations/accounts/signature.ts'
import { operation } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { readAccountCountry, type AccountCountryRow } from '#storage/queries/account-countries.ts'
import { listResellerIds } from '#storage/queries/bill-runs.ts'
import { learnCountries, saveConfirmedCountry } from '#storage/tables/account-countries.ts'
import { enterTenant } from '#storage/tenant.ts'

const DAY_MS = 86_400_000
/** The calls that count as having called a country: those of a year and a month. */
const MEMORY_DAYS = 396

/** Remembers the countries an account called in that time, or all accounts of the session. */
export async function learnPastCountries(db: pg.ClientBase, now: Date, accountId?: number): Promise<void> {
  await learnCountries(db, { from: new Date(now.getTime() - MEMORY_DAYS * DAY_MS), to: now, accountId })
}

/** Calls by file come a few days late at the most. */
const LATE_DAYS = 7

/** Remembers the countries that calls of the last days went to, of all resellers. For the timetable. */
export async function learnRecentCountries(pool: pg.Pool, { now }: { readonly now: Date }): Promise<number> {
  let learnt = 0
  const from = new Date(now.getTime() - LATE_DAYS * DAY_MS)
  for (const resellerId of await listResellerIds(pool))
    learnt += await withTransaction(pool, async (db) => {
      await enterTenant(db, { resellerId })
      return learnCountries(db, { from, to: now })
    })
  return learnt
}

/**
 * Somebody says that calls to a country are theirs: it is new to the account no longer.
 *
 * @throws ProblemError 'not_found', 'account_not_active'.
 */
export const confirmCountry = operation({
  name: 'credit-control.confirm-country',
  permission: 'fraud-answers.write',
  async run(context, { accountId, country }: { readonly accountId: number; readonly country: CountryKey }) {
    const { db, resellerId, actor, now, audit, emit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const before = await readAccountCountry(db, accountId, country)
    if (before !== undefined && before.confirmedAt !== null) return before
    const by = signature(actor).actorName
    await saveConfirmedCountry(db, { resellerId, accountId, country, at: now, by })
    audit({ subject: `account ${accountId}`, accountId, after: { countryConfirmed: country } })
    emit({ type: 'account.country-confirmed', accountId, payload: { country } })
    const confirmed: AccountCountryRow = {
      country,
      firstCalledAt: before?.firstCalledAt ?? null,
      confirmedAt: now,
      confirmedBy: by,
    }
    return confirmed
  },
})

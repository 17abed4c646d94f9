import { accountsEndpoints } from '#contract/accounts.ts'
import { takeStep } from '#domain/accounts/account-status.ts'
import { cancellationConsequences, forfeitedCredit } from '#domain/accounts/cancellation.ts'
import { isProblem, ProblemError } from '#domain/problem.ts'
import { activateAccount } from '#operations/accounts/activate-account.ts'
import { cancelAccount, nextAnniversary, withdrawCancellation } from '#operations/accounts/cancel-account.ts'
import { changeAccount } from '#operations/accounts/change-account.ts'
import { openAccount } from '#operations/accounts/open-account.ts'
import { reinstateAccount, suspendAccount } from '#operations/accounts/suspend-account.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { listStatusChanges } from '#storage/queries/account-history.ts'
import { listAccounts } from '#storage/queries/account-list.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readHangingOn } from '#storage/queries/cancel-preview.ts'
import { notFound } from '../not-found.ts'
import { route, type Exchange, type Route } from '../route.ts'
import { accountListView, accountView, profileOf } from '../views/account.ts'
import { accountNotesRoutes } from './account-notes.ts'
import { accountsCsv } from './accounts-csv.ts'

const {
  listAccounts: list,
  exportAccounts,
  openAccount: open,
  readAccount: read,
  changeAccount: change,
  activateAccount: activate,
  suspendAccount: suspend,
  reinstateAccount: reinstate,
  previewCancellation,
  cancelAccount: cancel,
  withdrawCancellation: withdraw,
  listStatusChanges: history,
} = accountsEndpoints

/** Numbers and orders the preview of a cancellation names one by one. */
const MOST_NAMED = 200

export const accountsRoutes: readonly Route[] = [
  route(list, async (exchange) => {
    const { items, sums, ...page } = await exchange.read((db) => listAccounts(db, filterOf(exchange)))
    return {
      ...page,
      items: items.map(accountListView),
      sums: sums && { balance: sums.balanceMicros, owing: sums.owingMicros, currency: 'AUD' as const },
    }
  }),
  route(exportAccounts, (exchange) =>
    exchange.send('text/csv; charset=utf-8', accountsCsv(filterOf(exchange), exchange.read), 'accounts.csv'),
  ),
  route(open, (exchange) => {
    const { accountNumber, contacts, ...profile } = exchange.body
    return exchange.perform(openAccount, { accountNumber, contacts, profile: profileOf(profile) }, detailsOf(exchange))
  }),
  route(read, async ({ params, actor, read: readAs }) =>
    accountView(notFound('account', await readAs((db) => readAccountDetails(db, params.accountId))), actor),
  ),
  route(change, (exchange) => {
    const { contacts = {}, ...profile } = exchange.body
    const { accountId } = exchange.params
    const input = { accountId, contacts, profile: profileOf(profile), ifVersion: exchange.ifMatch }
    return exchange.perform(changeAccount, input, async (_, db) => detailsOf(exchange)(accountId, db))
  }),
  route(activate, (exchange) =>
    exchange.perform(activateAccount, { ...exchange.params, ...exchange.body }, detailsOf(exchange)),
  ),
  route(suspend, (exchange) =>
    exchange.perform(suspendAccount, { ...exchange.params, ...exchange.body }, detailsOf(exchange)),
  ),
  route(reinstate, (exchange) =>
    exchange.perform(reinstateAccount, { ...exchange.params, ...exchange.body }, detailsOf(exchange)),
  ),
  route(previewCancellation, ({ params, now, read: readAs }) =>
    readAs(async (db) => {
      const account = notFound('account', await readAccount(db, params.accountId))
      const end = takeStep(account, 'cancel')
      if (isProblem(end)) throw new ProblemError(end)
      const hanging = notFound('account', await readHangingOn(db, params.accountId, MOST_NAMED))
      const { balanceMicros, planName, numbers, numberCount, openOrders, userCount } = hanging
      const holdings = { ...account, ...hanging, openOrderCount: openOrders.length }
      return {
        confirm: account.accountNumber,
        anniversary: isProblem(takeStep(account, 'schedule-cancellation')) ? null : nextAnniversary(account, now),
        consequences: cancellationConsequences(holdings),
        balance: balanceMicros,
        forfeited: forfeitedCredit(holdings),
        currency: 'AUD' as const,
        planName,
        numbers,
        numberCount,
        openOrders,
        userCount,
      }
    }),
  ),
  route(cancel, (exchange) =>
    exchange.perform(cancelAccount, { ...exchange.params, ...exchange.body }, detailsOf(exchange)),
  ),
  route(withdraw, (exchange) =>
    exchange.perform(withdrawCancellation, { ...exchange.params, ...exchange.body }, detailsOf(exchange)),
  ),
  route(history, ({ params, query, read: readAs }) =>
    readAs(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return listStatusChanges(db, params.accountId, query)
    }),
  ),
  ...accountNotesRoutes,
]

interface OfBills {
  readonly billedUntil?: string | undefined
  readonly statementLate?: boolean | undefined
}

/** When the next bill is, and whether one is late, depends on what time it is. */
function filterOf<Query extends OfBills>({
  query: { billedUntil, statementLate, ...query },
  now,
}: {
  readonly query: Query
  readonly now: Date
}) {
  return {
    ...query,
    billedUntil: billedUntil === undefined ? undefined : { day: billedUntil, now },
    statementLate: statementLate === undefined ? undefined : { is: statementLate, now },
  }
}

/** The account an operation gave the id of, as whoever asked may see it. */
function detailsOf({ actor }: Pick<Exchange<typeof read>, 'actor'>) {
  return async (accountId: number, db: Parameters<typeof readAccountDetails>[0]) =>
    accountView(notFound('account', await readAccountDetails(db, accountId)), actor)
}

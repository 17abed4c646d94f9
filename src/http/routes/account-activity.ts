import { accountActivityEndpoints } from '#contract/account-activity.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const accountActivityRoutes: readonly Route[] = [
  route(accountActivityEndpoints.listAccountActivity, ({ read, params }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return { items: [], nextCursor: null }
    }),
  ),
]

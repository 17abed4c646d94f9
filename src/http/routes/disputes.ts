import { disputesEndpoints as endpoints } from '#contract/disputes.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listDisputes } from '#storage/queries/gateway-disputes.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { disputeView } from '../views/card-payments.ts'

export const disputesRoutes: readonly Route[] = [
  route(endpoints.listDisputes, ({ read, query }) =>
    read(async (db) => {
      const { items, ...page } = await listDisputes(db, query)
      return { ...page, items: items.map(disputeView) }
    }),
  ),
  route(endpoints.listAccountDisputes, ({ read, params, query }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const { items, ...page } = await listDisputes(db, { ...query, ...params })
      return { ...page, items: items.map(disputeView) }
    }),
  ),
]

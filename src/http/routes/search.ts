import { searchEndpoints } from '#contract/search.ts'
import { search } from '#operations/portal/search.ts'
import { route, type Route } from '../route.ts'

export const searchRoutes: readonly Route[] = [
  route(searchEndpoints.search, async ({ read, actor, query, now }) => {
    const hits = await read((db) => search(db, actor, { text: query.q, limit: query.limit, now }))
    return {
      items: hits.map(({ owner, ...hit }) => ({
        ...hit,
        accountId: owner?.accountId ?? null,
        accountNumber: owner?.accountNumber ?? null,
        accountName: owner?.accountName ?? null,
      })),
    }
  }),
]

import { suspenseGroupsEndpoints } from '#contract/suspense-groups.ts'
import { route, type Route } from '../route.ts'

export const suspenseGroupsRoutes: readonly Route[] = [
  route(suspenseGroupsEndpoints.listSuspenseGroups, () => Promise.resolve({ items: [], nextCursor: null })),
]

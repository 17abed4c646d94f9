import { searchEndpoints } from '#contract/search.ts'
import { route, type Route } from '../route.ts'

export const searchRoutes: readonly Route[] = [route(searchEndpoints.search, () => Promise.resolve({ items: [] }))]

import type { Route } from '../route.ts'

export const rateDecksRoutes: readonly Route[] = []

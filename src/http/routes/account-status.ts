import type { Route } from '../route.ts'

export const accountStatusRoutes: readonly Route[] = []

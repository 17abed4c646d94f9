import type { Route } from '../route.ts'

export const accountsRoutes: readonly Route[] = []

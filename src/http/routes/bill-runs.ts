import type { Route } from '../route.ts'

export const billRunsRoutes: readonly Route[] = []

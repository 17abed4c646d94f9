import type { Route } from '../route.ts'

export const chargesRoutes: readonly Route[] = []

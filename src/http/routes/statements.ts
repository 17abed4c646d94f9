import type { Route } from '../route.ts'

export const statementsRoutes: readonly Route[] = []

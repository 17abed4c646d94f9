import type { Route } from '../route.ts'

export const callsRoutes: readonly Route[] = []

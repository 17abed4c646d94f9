import type { Route } from '../route.ts'

export const numberOrdersRoutes: readonly Route[] = []

import type { Route } from '../route.ts'

export const accountNumbersRoutes: readonly Route[] = []

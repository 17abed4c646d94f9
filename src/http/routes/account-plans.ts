import type { Route } from '../route.ts'

export const accountPlansRoutes: readonly Route[] = []

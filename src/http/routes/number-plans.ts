import type { Route } from '../route.ts'

export const numberPlansRoutes: readonly Route[] = []

import type { Route } from '../route.ts'

export const callingPlansRoutes: readonly Route[] = []

import type { Route } from '../route.ts'

export const apiKeysRoutes: readonly Route[] = []

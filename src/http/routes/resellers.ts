import type { Route } from '../route.ts'

export const resellersRoutes: readonly Route[] = []

import type { Route } from '../route.ts'

export const suspenseRoutes: readonly Route[] = []

import type { Route } from '../route.ts'

export const numbersRoutes: readonly Route[] = []

import type { PageRoute } from '../../shared/router/pages.ts'

export const paymentsPages: readonly PageRoute[] = []

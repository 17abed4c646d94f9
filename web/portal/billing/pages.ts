import type { PageRoute } from '../../shared/router/pages.ts'

export const billingPages: readonly PageRoute[] = []

import type { PageRoute } from '../../shared/router/pages.ts'

export const plansPages: readonly PageRoute[] = []

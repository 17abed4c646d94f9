import type { PageRoute } from '../../shared/router/pages.ts'

export const billsPages: readonly PageRoute[] = []

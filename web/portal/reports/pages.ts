import type { PageRoute } from '../../shared/router/pages.ts'

export const reportsPages: readonly PageRoute[] = []

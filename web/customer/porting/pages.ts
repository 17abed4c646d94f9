import type { PageRoute } from '../../shared/router/pages.ts'

export const portingPages: readonly PageRoute[] = []

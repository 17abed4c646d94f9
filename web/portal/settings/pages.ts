import type { PageRoute } from '../../shared/router/pages.ts'

export const settingsPages: readonly PageRoute[] = []

import type { PageRoute } from '../../shared/router/pages.ts'

export const settingsPages: readonly PageRoute[] = [
  { path: 'settings/security', load: () => import('../../shared/access/security/security-page.tsx') },
]

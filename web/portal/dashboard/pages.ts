import type { PageRoute } from '../../shared/router/pages.ts'

export const dashboardPages: readonly PageRoute[] = [
  { path: '/', load: () => import('./dashboard-page.tsx') },
  { path: 'dashboard/allowances', load: () => import('./allowances-page.tsx') },
  { path: 'dashboard/limits', load: () => import('./limits-page.tsx') },
]

import type { PageRoute } from '../../shared/router/pages.ts'

/** What the reseller took, cost and kept, and what it has. */
export const reportsPages: readonly PageRoute[] = [
  {
    path: 'reports',
    load: () => import('./reports-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./revenue/revenue-page.tsx') },
      { path: 'late-usage', load: () => import('./late-usage-page.tsx') },
      { path: 'numbers', load: () => import('./numbers-page.tsx') },
      { path: 'porting', load: () => import('./porting-page.tsx') },
    ],
  },
]

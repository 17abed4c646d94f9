import type { PageRoute } from '../../shared/router/pages.ts'

export const leavingPages: readonly PageRoute[] = [
  { path: 'leaving/$portOutId', load: () => import('./leaving-page.tsx') },
]

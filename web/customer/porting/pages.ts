import type { PageRoute } from '../../shared/router/pages.ts'

export const portingPages: readonly PageRoute[] = [
  { path: 'porting', load: () => import('./moves-page.tsx') },
  { path: 'porting/request', load: () => import('./request/request-page.tsx') },
  { path: 'porting/$portId', load: () => import('./move/move-page.tsx') },
]

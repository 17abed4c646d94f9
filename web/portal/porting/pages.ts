import type { PageRoute } from '../../shared/router/pages.ts'

export const portingPages: readonly PageRoute[] = [
  { path: 'porting', load: () => import('./board/board-page.tsx') },
  { path: 'porting/list', load: () => import('./board/list-page.tsx') },
  { path: 'porting/calendar', load: () => import('./board/calendar-page.tsx') },
  { path: 'porting/today', load: () => import('./today/today-page.tsx') },
  { path: 'porting/new', load: () => import('./request/new-port-page.tsx') },
  { path: 'porting/settings', load: () => import('./settings/port-settings-page.tsx') },
  { path: 'porting/$portId', load: () => import('./order/port-page.tsx') },
  { path: 'porting/$portId/request', load: () => import('./request/request-page.tsx') },
]

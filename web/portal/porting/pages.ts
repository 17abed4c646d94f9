import type { PageRoute } from '../../shared/router/pages.ts'

export const portingPages: readonly PageRoute[] = [
  { path: 'porting', load: () => import('./board/board-page.tsx') },
  { path: 'porting/list', load: () => import('./board/list-page.tsx') },
  { path: 'porting/calendar', load: () => import('./board/calendar-page.tsx') },
  { path: 'porting/today', load: () => import('./today/today-page.tsx') },
  { path: 'porting/new', load: () => import('./request/new-port-page.tsx') },
  { path: 'porting/updates', load: () => import('./updates/carrier-updates-page.tsx') },
  { path: 'porting/updates/$sheetId', load: () => import('./updates/carrier-sheet-page.tsx') },
  { path: 'porting/carriers', load: () => import('./carriers/carriers-page.tsx') },
  { path: 'porting/settings', load: () => import('./settings/port-settings-page.tsx') },
  { path: 'porting/settings/calendars', load: () => import('./settings/calendars/calendars-page.tsx') },
  { path: 'porting/settings/calendars/$calendarId', load: () => import('./settings/calendars/calendar-page.tsx') },
  { path: 'porting/settings/reject-codes', load: () => import('./settings/reject-codes/reject-codes-page.tsx') },
  { path: 'porting/leaving', load: () => import('./leaving/leaving-page.tsx') },
  { path: 'porting/leaving/new', load: () => import('./leaving/new-leaving-page.tsx') },
  { path: 'porting/leaving/$portOutId', load: () => import('./leaving/port-out-page.tsx') },
  { path: 'porting/$portId', load: () => import('./order/port-page.tsx') },
  { path: 'porting/$portId/request', load: () => import('./request/request-page.tsx') },
]

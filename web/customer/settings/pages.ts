import type { PageRoute } from '../../shared/router/pages.ts'

export const settingsPages: readonly PageRoute[] = [
  { path: 'settings', load: () => import('./settings-page.tsx') },
  { path: 'settings/users', load: () => import('./users-page.tsx') },
  { path: 'settings/profile', load: () => import('./profile-page.tsx') },
  { path: 'settings/limits', load: () => import('./limits-page.tsx') },
  { path: 'settings/security', load: () => import('../../shared/access/security/security-page.tsx') },
  { path: 'settings/cancel', load: () => import('./cancel-page.tsx') },
  { path: 'plan', load: () => import('./plan-page.tsx') },
]

import type { PageRoute } from '../../shared/router/pages.ts'

export const dashboardPages: readonly PageRoute[] = [{ path: '/', load: () => import('./dashboard-page.tsx') }]

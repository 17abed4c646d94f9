import type { PageRoute } from '../../shared/router/pages.ts'

export const customersPages: readonly PageRoute[] = [{ path: 'customers', load: () => import('./customers-page.tsx') }]

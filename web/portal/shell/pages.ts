import type { PageRoute } from '../../shared/router/pages.ts'

/** For the operator of the installation: the resellers it serves. */
export const resellersPages: readonly PageRoute[] = [
  { path: 'resellers', load: () => import('./resellers/resellers-page.tsx') },
  { path: 'resellers/new', load: () => import('./resellers/new-reseller-page.tsx') },
  { path: 'resellers/$resellerId', load: () => import('./resellers/enter-reseller-page.tsx') },
]

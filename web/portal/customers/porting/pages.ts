import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's ports: `porting` below `customers/$accountId`. */
export const accountPortingPages: readonly PageRoute[] = [
  { path: 'porting', load: () => import('./account-ports-page.tsx') },
]

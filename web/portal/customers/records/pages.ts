import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's calls: `billing-records` below `customers/$accountId`. */
export const accountRecordsPages: readonly PageRoute[] = [
  { path: 'billing-records', load: () => import('./account-records-page.tsx') },
]

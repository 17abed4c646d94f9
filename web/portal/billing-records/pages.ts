import type { PageRoute } from '../../shared/router/pages.ts'

/** Billing records over all customers, the files they came by, and what could not be priced. */
export const billingRecordsPages: readonly PageRoute[] = [
  {
    path: 'billing-records',
    load: () => import('./billing-records-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./records-page.tsx') },
      { path: 'live', load: () => import('./live/live-page.tsx') },
      { path: 'live/never-recorded', load: () => import('./live/never-recorded-page.tsx') },
      { path: 'imports', load: () => import('./imports/imports-page.tsx') },
      { path: 'imports/sources', load: () => import('./imports/sources-page.tsx') },
      { path: 'imports/sources/new', load: () => import('./imports/new-source-page.tsx') },
      { path: 'suspense', load: () => import('./suspense/suspense-page.tsx') },
      { path: 'suspense/calls', load: () => import('./suspense/calls-page.tsx') },
      { path: 'suspense/dismissed', load: () => import('./suspense/dismissed-page.tsx') },
      { path: 'imports/$importId', load: () => import('./imports/import-page.tsx') },
    ],
  },
]

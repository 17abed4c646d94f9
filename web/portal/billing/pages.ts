import type { PageRoute } from '../../shared/router/pages.ts'

/** Bill runs, and the documents and payments of all customers. */
export const billingPages: readonly PageRoute[] = [
  {
    path: 'billing',
    load: () => import('./billing-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./billing-page.tsx') },
      { path: 'runs', load: () => import('./runs/bill-runs-page.tsx') },
      { path: 'runs/$billRunId', load: () => import('./runs/bill-run-page.tsx') },
      { path: 'statements', load: () => import('./statements/all-statements-page.tsx') },
      { path: 'adjustment-notes', load: () => import('./statements/adjustment-notes-page.tsx') },
      { path: 'payments', load: () => import('./payments/all-payments-page.tsx') },
      { path: 'card-charges', load: () => import('./cards/charges-page.tsx') },
      { path: 'disputes', load: () => import('./cards/disputes-page.tsx') },
      { path: 'transfers', load: () => import('./transfers/transfers-page.tsx') },
      { path: 'transfers/open', load: () => import('./transfers/open-transfers-page.tsx') },
      { path: 'transfers/files/$bankImportId', load: () => import('./transfers/bank-file-page.tsx') },
      { path: 'overdue', load: () => import('./overdue/overdue-page.tsx') },
      { path: 'overdue/steps', load: () => import('./overdue/steps-page.tsx') },
      { path: 'receivables', load: () => import('./receivables/receivables-page.tsx') },
    ],
  },
]

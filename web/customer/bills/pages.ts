import type { PageRoute } from '../../shared/router/pages.ts'

export const billsPages: readonly PageRoute[] = [
  { path: 'bills', load: () => import('./bills-page.tsx') },
  { path: 'bills/$statementId', load: () => import('./bill-page.tsx') },
]

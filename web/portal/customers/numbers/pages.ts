import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's numbers: `numbers` below `customers/$accountId`. */
export const accountNumbersPages: readonly PageRoute[] = [
  { path: 'numbers', load: () => import('./account-numbers-page.tsx') },
  { path: 'numbers/add', load: () => import('./add-numbers-page.tsx') },
  { path: 'numbers/order', load: () => import('./order-numbers-page.tsx') },
]

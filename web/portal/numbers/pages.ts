import type { PageRoute } from '../../shared/router/pages.ts'

export const numbersPages: readonly PageRoute[] = [
  { path: 'numbers', load: () => import('./inventory/inventory-page.tsx') },
  { path: 'numbers/add', load: () => import('./add/add-to-inventory-page.tsx') },
  { path: 'numbers/import', load: () => import('./add/import-numbers-page.tsx') },
  { path: 'numbers/settings', load: () => import('./settings/number-settings-page.tsx') },
  { path: 'numbers/orders', load: () => import('./orders/orders-page.tsx') },
  { path: 'numbers/orders/new', load: () => import('./orders/new-order-page.tsx') },
  { path: 'numbers/orders/$orderId', load: () => import('./orders/order-page.tsx') },
  { path: 'numbers/$number', load: () => import('./inventory/number-page.tsx') },
]

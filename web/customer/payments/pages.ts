import type { PageRoute } from '../../shared/router/pages.ts'

export const paymentsPages: readonly PageRoute[] = [
  { path: 'payments', load: () => import('./payments-page.tsx') },
  { path: 'payments/cards', load: () => import('./cards-page.tsx') },
  { path: 'pay', load: () => import('./pay-page.tsx') },
  { path: 'pay/done', load: () => import('./done-page.tsx') },
  { path: 'settings/payment', load: () => import('./payment-settings-page.tsx') },
]

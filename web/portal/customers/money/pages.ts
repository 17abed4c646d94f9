import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's money: `statements`, `payment-settings` and `calling-plan` below `customers/$accountId`. */
export const accountMoneyPages: readonly PageRoute[] = [
  { path: 'calling-plan', load: () => import('./plan/calling-plan-page.tsx') },
  { path: 'calling-plan/change', load: () => import('./plan/change-plan-page.tsx') },
  { path: 'statements', load: () => import('./statements/statements-page.tsx') },
  { path: 'statements/payments', load: () => import('./payments/payments-page.tsx') },
  { path: 'statements/cards', load: () => import('./cards/cards-page.tsx') },
  { path: 'statements/paid', load: () => import('./cards/paid-page.tsx') },
  { path: 'statements/overdue', load: () => import('./overdue/overdue-page.tsx') },
  { path: 'statements/charges', load: () => import('./charges/charges-page.tsx') },
  { path: 'statements/recurring', load: () => import('./charges/recurring-page.tsx') },
  { path: 'statements/$statementId', load: () => import('./statements/statement-page.tsx') },
  { path: 'payment-settings', load: () => import('./settings/payment-settings-page.tsx') },
]

import type { PageRoute } from '../../shared/router/pages.ts'

/** What a reseller sets up once and looks after: brand, people, machines, words, days, and the record of it all. */
export const settingsPages: readonly PageRoute[] = [
  {
    path: 'settings',
    load: () => import('./settings-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./settings-page.tsx') },
      { path: 'brand', load: () => import('./brand/brand-page.tsx') },
      { path: 'payments', load: () => import('./payments/gateway-page.tsx') },
      { path: 'staff', load: () => import('./staff/staff-page.tsx') },
      { path: 'security', load: () => import('../../shared/access/security/security-page.tsx') },
      { path: 'keys', load: () => import('./keys/keys-page.tsx') },
      { path: 'webhooks', load: () => import('./webhooks/webhooks-page.tsx') },
      { path: 'webhooks/$webhookId', load: () => import('./webhooks/webhook-page.tsx') },
      { path: 'mails', load: () => import('./mails/mails-page.tsx') },
      { path: 'mail-templates', load: () => import('./mails/templates-page.tsx') },
      { path: 'mail-templates/$kind', load: () => import('./mails/template-page.tsx') },
      { path: 'audit', load: () => import('./audit/audit-page.tsx') },
    ],
  },
]

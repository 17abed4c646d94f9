import type { PageRoute } from '../../shared/router/pages.ts'

/** Fraud and risk: what is held back now, what was refused, and the rules of all customers. */
export const riskPages: readonly PageRoute[] = [
  {
    path: 'risk',
    load: () => import('./risk-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./desk/desk-page.tsx') },
      { path: 'refused', load: () => import('./refused-page.tsx') },
      { path: 'rules', load: () => import('./rules-page.tsx') },
    ],
  },
]

import type { PageRoute } from '../../shared/router/pages.ts'

export const numbersPages: readonly PageRoute[] = [
  { path: 'numbers', load: () => import('./numbers-page.tsx') },
  { path: 'numbers/$number', load: () => import('./number-page.tsx') },
]

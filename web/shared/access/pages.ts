import type { PageRoute } from '../router/pages.ts'

/** For anybody: signing in and what belongs to it. */
export const signInPages: readonly PageRoute[] = [
  { path: 'sign-in', load: () => import('./sign-in-page.tsx') },
  { path: 'forgotten-password', load: () => import('./forgotten-password-page.tsx') },
  { path: 'link', load: () => import('./link-page.tsx') },
]

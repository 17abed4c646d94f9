import type { PageRoute } from '../../shared/router/pages.ts'

/** For whoever has the link, signed in or not. */
export const signPages: readonly PageRoute[] = [{ path: 'sign', load: () => import('./sign-page.tsx') }]

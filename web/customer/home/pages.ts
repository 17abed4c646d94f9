import type { PageRoute } from '../../shared/router/pages.ts'

export const homePages: readonly PageRoute[] = [{ path: '/', load: () => import('./home-page.tsx') }]

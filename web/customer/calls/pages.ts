import type { PageRoute } from '../../shared/router/pages.ts'

export const callsPages: readonly PageRoute[] = [{ path: 'calls', load: () => import('./calls-page.tsx') }]

import type { PageRoute } from '../../shared/router/pages.ts'

export const numbersPages: readonly PageRoute[] = []

import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's numbers: `numbers` below `customers/$accountId`. */
export const accountNumbersPages: readonly PageRoute[] = []

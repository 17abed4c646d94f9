import type { PageRoute } from '../../../shared/router/pages.ts'

/** A customer's money: `statements`, `payment-settings` and `calling-plan` below `customers/$accountId`. */
export const accountMoneyPages: readonly PageRoute[] = []

import type { PageRoute } from '../../shared/router/pages.ts'

export const billingRecordsPages: readonly PageRoute[] = []

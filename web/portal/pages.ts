import type { PageRoute } from '../shared/router/pages.ts'
import { dashboardPages } from './dashboard/pages.ts'
import { customersPages } from './customers/pages.ts'
import { plansPages } from './plans/pages.ts'
import { numbersPages } from './numbers/pages.ts'
import { portingPages } from './porting/pages.ts'
import { billingRecordsPages } from './billing-records/pages.ts'
import { billingPages } from './billing/pages.ts'
import { reportsPages } from './reports/pages.ts'
import { riskPages } from './risk/pages.ts'
import { settingsPages } from './settings/pages.ts'
import { resellersPages } from './shell/pages.ts'

/** Every page of the Management portal. */
export const portalPages: readonly PageRoute[] = [
  ...dashboardPages,
  ...customersPages,
  ...plansPages,
  ...numbersPages,
  ...portingPages,
  ...billingRecordsPages,
  ...riskPages,
  ...billingPages,
  ...reportsPages,
  ...settingsPages,
  ...resellersPages,
]

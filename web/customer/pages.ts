import type { PageRoute } from '../shared/router/pages.ts'
import { homePages } from './home/pages.ts'
import { callsPages } from './calls/pages.ts'
import { numbersPages } from './numbers/pages.ts'
import { billsPages } from './bills/pages.ts'
import { paymentsPages } from './payments/pages.ts'
import { leavingPages } from './leaving/pages.ts'
import { portingPages } from './porting/pages.ts'
import { settingsPages } from './settings/pages.ts'

/** Every page of the customer portal. */
export const customerPages: readonly PageRoute[] = [
  ...homePages,
  ...callsPages,
  ...numbersPages,
  ...billsPages,
  ...paymentsPages,
  ...portingPages,
  ...leavingPages,
  ...settingsPages,
]

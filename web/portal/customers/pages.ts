import type { PageRoute } from '../../shared/router/pages.ts'
import { accountMoneyPages } from './money/pages.ts'
import { accountNumbersPages } from './numbers/pages.ts'
import { accountPortingPages } from './porting/pages.ts'
import { accountRecordsPages } from './records/pages.ts'

export const customersPages: readonly PageRoute[] = [
  { path: 'customers', load: () => import('./list/customers-page.tsx') },
  { path: 'customers/new', load: () => import('./new/new-customer-page.tsx') },
  {
    path: 'customers/$accountId',
    load: () => import('./account/account-frame-page.tsx'),
    children: [
      { path: '/', load: () => import('./status/status-page.tsx') },
      { path: 'profile', load: () => import('./profile/profile-page.tsx') },
      { path: 'call-rules', load: () => import('./rules/call-rules-page.tsx') },
      { path: 'users', load: () => import('./users/users-page.tsx') },
      {
        path: 'activity',
        load: () => import('./activity/activity-page.tsx'),
        children: [
          { path: '/', load: () => import('./activity/changes-page.tsx') },
          { path: 'status', load: () => import('./activity/status-history-page.tsx') },
          { path: 'mails', load: () => import('./activity/mails-page.tsx') },
        ],
      },
      ...accountNumbersPages,
      ...accountPortingPages,
      ...accountRecordsPages,
      ...accountMoneyPages,
    ],
  },
]

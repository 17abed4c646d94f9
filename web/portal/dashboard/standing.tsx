import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { countText } from '../../shared/format/counts.ts'
import { AccountStatusBadge } from '../../shared/layout/status-badge.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Dashboard } from './waiting-lines.ts'
import classes from './dashboard.module.css'

/** How many customers there are, and how they stand. */
export function Standing({ accounts }: Pick<Dashboard, 'accounts'>): ReactNode {
  return (
    <ul className={classes['standing']} aria-label="Customers by status">
      <li>
        <Text size="sm" c="dimmed">
          Customers
        </Text>
        <AppLink to="/customers" className={`${classes['figure'] ?? ''} ${classes['count'] ?? ''}`}>
          {countText(accounts.total)}
        </AppLink>
      </li>
      {accounts.byStatus.map(({ status, count }) => (
        <li key={status}>
          <AccountStatusBadge status={status} />
          <div>
            <AppLink
              to="/customers"
              search={{ status }}
              className={`${classes['figure'] ?? ''} ${classes['count'] ?? ''}`}
              aria-label={`${countText(count)} ${status}`}
            >
              {countText(count)}
            </AppLink>
          </div>
        </li>
      ))}
    </ul>
  )
}

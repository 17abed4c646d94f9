import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { When } from '../../../shared/format/figures.tsx'
import { AccountStatusBadge } from '../../../shared/layout/status-badge.tsx'
import { useAccount } from '../account-context.tsx'
import { useActs } from '../acts/acts.ts'
import { AutomaticPayments } from './automatic-payments.tsx'
import { Balance } from './balance.tsx'
import classes from './standing.module.css'

interface StandingProps {
  readonly status: Answer<'readAccountStatus'>
  readonly overview: Answer<'readAccountOverview'> | undefined
}

/** How the account stands: its status and what can be done about it, its balance, and what is charged by itself. */
export function Standing({ status, overview }: StandingProps): ReactNode {
  return (
    <div className={classes['row']}>
      <Status />
      <Balance account={status} balance={overview?.balance} />
      <AutomaticPayments autoTopUp={status.autoTopUp} autoDebit={status.autoDebit} />
    </div>
  )
}

function Status(): ReactNode {
  const { account, timeZone } = useAccount()
  const { acts, open } = useActs(account)
  const since = sinceOf(account)
  return (
    <section aria-label="Status">
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Status
        </Text>
        <Group gap="xs" mih={36}>
          <AccountStatusBadge status={account.status} />
          <Text size="sm">
            since <When at={since} timeZone={timeZone} />
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {account.statusMeaning.replaceAll(/\d{4}-\d{2}-\d{2}/g, dayText)}
        </Text>
        <Group gap="xs">
          {acts
            .filter(({ key }) => key !== 'sign-in-as')
            .map(({ key, label, isMain, isDangerous }) => (
              <Button
                key={key}
                size="compact-sm"
                variant={isMain === true ? 'filled' : 'default'}
                {...(isDangerous === true && { c: 'var(--negative)' })}
                onClick={() => open(key)}
              >
                {label}
              </Button>
            ))}
        </Group>
      </Stack>
    </section>
  )
}

/** When the account came to its status. */
function sinceOf({ status, suspension, cancelledAt, activatedAt, createdAt }: Answer<'readAccount'>): string {
  if (status === 'suspended') return suspension?.since ?? createdAt
  if (status === 'cancelled') return cancelledAt ?? createdAt
  return status === 'active' ? (activatedAt ?? createdAt) : createdAt
}

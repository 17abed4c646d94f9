import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

/** The stored card was refused, or automatic payments have stopped for it: nothing, where neither is so. */
export function ChargingNotice(): ReactNode {
  const accountId = useAccountId()
  const mayRead = useMay()('automatic-charges.read')
  const { data } = useRead('readAutomaticCharging', { params: { accountId } }, { enabled: mayRead })
  if (data === undefined || (data.state !== 'stopped' && data.state !== 'on-hold')) return null
  const isStopped = data.state === 'stopped'
  return (
    <Alert color={isStopped ? 'red' : 'yellow'} variant="light">
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {isStopped ? 'Automatic payments have stopped. ' : 'Your last automatic payment was refused. '}
          {data.lastRefusal?.words}
        </Text>
        <Button component={AppLink} to="/payments/cards" size="compact-sm" variant="default">
          See your cards
        </Button>
      </Group>
    </Alert>
  )
}

import { Alert, Button, Group, Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { leavingText } from '../../shared/porting/port-out-words.ts'
import { isUnderWay, useLeaving } from '../../shared/porting/use-leaving.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

/** Over every page but its own as long as the customer has not said whether it was them. */
export function LeavingNotices(): ReactNode {
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const asked = useLeaving(useAccountId()).filter(
    (portOut) => isUnderWay(portOut) && portOut.answer === null && !here.endsWith(`/leaving/${portOut.id}`),
  )
  return asked.map((portOut) => (
    <Alert key={portOut.id} color="red" variant="light">
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {portOut.gainingCarrier} asked to move {leavingText(portOut)} away from us. Was that you?
        </Text>
        <Button component={AppLink} to={`/leaving/${portOut.id}`} size="compact-sm" variant="default">
          Answer
        </Button>
      </Group>
    </Alert>
  ))
}

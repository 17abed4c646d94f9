import { Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { LiveTable } from '../../shared/live/live-table.tsx'
import { ConnectionBadge } from '../../shared/live/live-words.tsx'
import { useLiveCalls } from '../../shared/live/use-live-calls.ts'
import { useAccountId } from '../shared/use-account-id.ts'

/** One's own calls that go on now, where there are any. */
export function CallsNow(): ReactNode {
  const { state, connection } = useLiveCalls({ account: useAccountId() })
  if (state === undefined || state.calls.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2}>Calls now {connection !== 'live' && <ConnectionBadge connection={connection} />}</Title>
      <LiveTable state={state} />
    </Stack>
  )
}

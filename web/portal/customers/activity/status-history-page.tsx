import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { AccountStatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useAccount } from '../account-context.tsx'
import { SUSPENSION_WORDS } from '../acts/suspension-words.ts'
import { Moment } from './moment.tsx'

type StatusChange = Item<'listStatusChanges'>

/** How a customer came to its status: who, when, why. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  return (
    <List
      endpoint="listStatusChanges"
      params={{ accountId: account.id }}
      label="Status history"
      columns={columnsIn(timeZone)}
      idOf={({ id }) => id}
      empty={<EmptyState title="The status never changed" />}
    />
  )
}

/** What a step was, where the status it led to does not say it. */
const STEPS: Readonly<Record<string, string>> = {
  reinstate: 'again',
  'schedule-cancellation': 'cancellation scheduled',
  'withdraw-cancellation': 'cancellation withdrawn',
}

function columnsIn(timeZone: string): readonly Column<StatusChange>[] {
  return [
    {
      key: 'step',
      heading: 'What',
      render: ({ step, toStatus, actorName, at }) => (
        <div>
          <Group gap="xs">
            <AccountStatusBadge status={toStatus} />
            {STEPS[step] !== undefined && <Text size="sm">{STEPS[step]}</Text>}
          </Group>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {actorName}, <When at={at} timeZone={timeZone} />
          </Text>
        </div>
      ),
    },
    {
      key: 'why',
      heading: 'Why',
      render: ({ reason, words }) => [reasonWords(reason), words].filter((part) => part !== '').join(': ') || '–',
    },
    { key: 'who', heading: 'Who', from: 'sm', render: ({ actorName }) => actorName },
    { key: 'at', heading: 'When', from: 'sm', render: ({ at }) => <Moment at={at} timeZone={timeZone} /> },
  ]
}

function reasonWords(reason: string): string {
  return Object.entries(SUSPENSION_WORDS).find(([key]) => key === reason)?.[1] ?? reason
}

import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Ago, When } from '../../../shared/format/figures.tsx'
import { StatusBadge, type Tone } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'

type Delivery = Item<'listDeliveries'>

const STATUSES: Readonly<Record<Delivery['status'], readonly [Tone, string]>> = {
  queued: ['neutral', 'On its way'],
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Failed'],
}

const COLUMNS: readonly Column<Delivery>[] = [
  {
    key: 'type',
    heading: 'Event',
    render: ({ id, eventType }) => <RowLink patch={{ delivery: id }}>{eventType}</RowLink>,
  },
  {
    key: 'status',
    heading: 'Status',
    render: ({ status }) => <StatusBadge tone={STATUSES[status][0]}>{STATUSES[status][1]}</StatusBadge>,
  },
  { key: 'attempts', heading: 'Attempts', align: 'right', from: 'sm', render: ({ attempts }) => countText(attempts) },
  { key: 'queued', heading: 'When', from: 'sm', render: ({ queuedAt }) => <Ago at={queuedAt} /> },
  {
    key: 'next',
    heading: 'Next try',
    from: 'md',
    render: ({ nextTryAt }) => (nextTryAt === null ? '–' : <Ago at={nextTryAt} />),
  },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: Object.entries(STATUSES).map(([value, [, label]]) => ({ value, label })),
  },
]

/** Everything that was sent to a webhook, each with its log, and sending it again. */
export function Deliveries({ webhookId }: { readonly webhookId: string }): ReactNode {
  return (
    <>
      <List
        endpoint="listDeliveries"
        params={{ webhookId }}
        label="Deliveries"
        columns={COLUMNS}
        filters={FILTERS}
        every={10_000}
        idOf={({ id }) => id}
        empty={<EmptyState title="Nothing was sent yet" words="Send a test to see whether the address answers." />}
      />
      <DeliveryPanel webhookId={webhookId} />
    </>
  )
}

function DeliveryPanel({ webhookId }: { readonly webhookId: string }): ReactNode {
  const may = useMay()
  const [state, change] = useQueryState()
  const deliveryId = state['delivery'] ?? ''
  const params = { webhookId, deliveryId }
  const delivery = useRead('readDelivery', { params }, { enabled: deliveryId !== '' })
  const replay = useChange('replayDelivery', { done: 'Sent again under the same id' })
  return (
    <Drawer
      opened={deliveryId !== ''}
      onClose={() => change({ delivery: undefined })}
      position="right"
      size={600}
      title={delivery.data?.eventType ?? 'Delivery'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={delivery} what="the delivery">
        {({ messageId, log }) => (
          <Stack>
            <Group justify="space-between">
              <Code>{messageId}</Code>
              {may('webhooks.write') && (
                <Button
                  size="compact-md"
                  variant="default"
                  loading={replay.isPending}
                  onClick={() => replay.mutate({ params })}
                >
                  Send again
                </Button>
              )}
            </Group>
            {log.map(({ at, status, error, durationMs, request, answer }) => (
              <Stack key={at} gap={4}>
                <Group gap="xs">
                  <StatusBadge tone={error === null && status !== null && status < 300 ? 'good' : 'bad'}>
                    {status === null ? 'No answer' : `Answered ${status}`}
                  </StatusBadge>
                  <Text size="sm" c="dimmed">
                    <When at={at} full />, {countText(durationMs)} ms
                  </Text>
                </Group>
                {error !== null && <Text size="sm">{error}</Text>}
                <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {request}
                </Code>
                {answer !== '' && (
                  <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {answer}
                  </Code>
                )}
              </Stack>
            ))}
          </Stack>
        )}
      </Loaded>
    </Drawer>
  )
}

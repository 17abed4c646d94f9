import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { NewWebhookDialog } from './new-webhook-dialog.tsx'

const COLUMNS: readonly Column<Item<'listWebhooks'>>[] = [
  { key: 'url', heading: 'Address', render: ({ id, url }) => <RowLink to={`/settings/webhooks/${id}`}>{url}</RowLink> },
  {
    key: 'events',
    heading: 'Told of',
    from: 'sm',
    render: ({ eventTypes }) =>
      eventTypes.length === 0
        ? 'Every event'
        : eventTypes.length > 2
          ? plural(eventTypes.length, 'type')
          : eventTypes.join(', '),
  },
  {
    key: 'status',
    heading: 'Status',
    render: ({ status, failingSince }) =>
      status === 'disabled' ? (
        <StatusBadge tone="bad">Off</StatusBadge>
      ) : failingSince === null ? (
        <StatusBadge tone="good">On</StatusBadge>
      ) : (
        <StatusBadge tone="watch">Failing</StatusBadge>
      ),
  },
  {
    key: 'since',
    heading: 'Failing since',
    from: 'md',
    render: ({ failingSince }) => (failingSince === null ? '–' : <Ago at={failingSince} />),
  },
]

/** Addresses that are told of events. */
export function Page(): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const create = may('webhooks.write') && <Button onClick={() => dialog.open('new')}>New webhook</Button>
  return (
    <PageFrame title="Webhooks" crumbs={[{ label: 'Settings', to: '/settings' }]} actions={create}>
      <List
        endpoint="listWebhooks"
        label="Webhooks"
        columns={COLUMNS}
        idOf={({ id }) => id}
        empty={
          <EmptyState
            title="Nobody is told of events yet"
            words="Give an address, and every event is posted there, signed by the Standard Webhooks rules."
            action={create}
          />
        }
      />
      {dialog.name === 'new' && <NewWebhookDialog onClose={dialog.close} />}
    </PageFrame>
  )
}

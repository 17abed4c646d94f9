import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Ago } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge, type Tone } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { mailKindWords } from './mail-kind-words.ts'

type Mail = Item<'listMails'>

const STATUSES: Readonly<Record<Mail['status'], readonly [Tone, string]>> = {
  queued: ['neutral', 'On its way'],
  waiting: ['watch', 'Waits'],
  sent: ['good', 'Sent'],
  failed: ['bad', 'Failed'],
}

const COLUMNS: readonly Column<Mail>[] = [
  { key: 'to', heading: 'To', render: ({ to }) => to },
  { key: 'kind', heading: 'What', from: 'sm', render: ({ kind }) => mailKindWords(kind) },
  { key: 'subject', heading: 'Subject', from: 'md', render: ({ subject }) => subject ?? '–' },
  {
    key: 'status',
    heading: 'Status',
    render: ({ status }) => <StatusBadge tone={STATUSES[status][0]}>{STATUSES[status][1]}</StatusBadge>,
  },
  { key: 'when', heading: 'When', from: 'sm', render: ({ sentAt, queuedAt }) => <Ago at={sentAt ?? queuedAt} /> },
  { key: 'answer', heading: 'Answer', from: 'lg', render: ({ answer }) => answer ?? '–' },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    several: true,
    options: Object.entries(STATUSES).map(([value, [, label]]) => ({ value, label })),
  },
  { kind: 'text', field: 'to', label: 'To', placeholder: 'mia@example.com' },
]

/** Every e-mail that was sent, waits or failed. */
export function Page(): ReactNode {
  const may = useMay()
  const again = useChange('resendMail', { done: ({ to }) => `On its way to ${to} again` })
  const columns: readonly Column<Mail>[] = may('mails.write')
    ? [
        ...COLUMNS,
        {
          key: 'acts',
          heading: '',
          align: 'right',
          render: ({ id }) => (
            <Button size="compact-sm" variant="subtle" onClick={() => again.mutate({ params: { mailId: id } })}>
              Send again
            </Button>
          ),
        },
      ]
    : COLUMNS
  return (
    <PageFrame title="E-mails" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <List
        endpoint="listMails"
        label="E-mails"
        columns={columns}
        filters={FILTERS}
        fixed={{ withTotal: 'true' }}
        idOf={({ id }) => id}
        empty={<EmptyState title="No e-mail was sent yet" />}
      />
    </PageFrame>
  )
}

import { Button, Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { StatusBadge, type Tone } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { mailKindWords } from '../../settings/mails/mail-kind-words.ts'
import { useAccount } from '../account-context.tsx'
import { Moment } from './moment.tsx'

type Mail = Item<'listAccountMails'>

const STATUSES: Readonly<Record<Mail['status'], { readonly tone: Tone; readonly word: string }>> = {
  queued: { tone: 'neutral', word: 'On its way' },
  waiting: { tone: 'watch', word: 'Waits' },
  sent: { tone: 'good', word: 'Sent' },
  failed: { tone: 'bad', word: 'Failed' },
}

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    several: true,
    options: Object.entries(STATUSES).map(([value, { word }]) => ({ value, label: word })),
  },
]

/** The e-mails about a customer. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const canSend = may('mails.write')
  const { mutate, isPending, variables } = useChange('resendMail', { done: ({ to }) => `On its way to ${to} again` })
  const columns = useMemo(() => columnsIn(timeZone), [timeZone])
  const acts: Column<Mail> = {
    key: 'acts',
    heading: '',
    align: 'right',
    render: ({ id }) => (
      <Button
        size="compact-sm"
        variant="subtle"
        loading={isPending && variables.params.mailId === id}
        onClick={() => mutate({ params: { mailId: id } })}
      >
        Send again
      </Button>
    ),
  }
  return (
    <List
      endpoint="listAccountMails"
      params={{ accountId: account.id }}
      label="E-mails"
      columns={canSend ? [...columns, acts] : columns}
      filters={FILTERS}
      withTotal
      idOf={({ id }) => id}
      empty={<EmptyState title="No e-mail was sent yet" />}
    />
  )
}

function columnsIn(timeZone: string): readonly Column<Mail>[] {
  return [
    {
      key: 'subject',
      heading: 'Subject',
      render: ({ subject, kind, to, answer, status, sentAt, queuedAt }) => (
        <div>
          <Text size="sm">{subject ?? mailKindWords(kind)}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            to {to}
            {status !== 'sent' && answer !== null && `: ${answer}`}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            <When at={sentAt ?? queuedAt} timeZone={timeZone} />
          </Text>
        </div>
      ),
    },
    {
      key: 'status',
      heading: 'Status',
      render: ({ status }) => <StatusBadge tone={STATUSES[status].tone}>{STATUSES[status].word}</StatusBadge>,
    },
    {
      key: 'at',
      heading: 'When',
      from: 'sm',
      render: ({ sentAt, queuedAt }) => <Moment at={sentAt ?? queuedAt} timeZone={timeZone} />,
    },
  ]
}

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { When } from '../../../shared/format/figures.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useAccount } from '../account-context.tsx'
import { FieldChanges } from './field-changes.tsx'
import { Moment } from './moment.tsx'

type Activity = Item<'listAccountActivity'>

const KINDS: Readonly<Record<Activity['kind'], string>> = {
  status: 'Status',
  profile: 'Profile',
  plan: 'Calling plan',
  numbers: 'Numbers',
  ports: 'Porting',
  billing: 'Billing',
  payments: 'Payments',
  limits: 'Limits',
  calls: 'Calls',
  users: 'Users',
  notes: 'Notes',
  mails: 'E-mails',
  other: 'Other',
}

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'kind',
    label: 'About',
    several: true,
    options: Object.entries(KINDS).map(([value, label]) => ({ value, label })),
  },
]

/** Who changed what about a customer, in words. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  return (
    <List
      endpoint="listAccountActivity"
      params={{ accountId: account.id }}
      label="What changed"
      columns={columnsIn(timeZone)}
      filters={FILTERS}
      idOf={({ no }) => no}
      empty={<EmptyState title="Nothing was changed yet" />}
    />
  )
}

function columnsIn(timeZone: string): readonly Column<Activity>[] {
  return [
    {
      key: 'what',
      heading: 'What',
      render: ({ what, changes, who, at }) => (
        <div>
          <Text size="sm">{what}</Text>
          <FieldChanges changes={changes} />
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {who}, <When at={at} timeZone={timeZone} />
          </Text>
        </div>
      ),
    },
    { key: 'who', heading: 'Who', from: 'sm', render: ({ who }) => who },
    { key: 'at', heading: 'When', from: 'sm', render: ({ at }) => <Moment at={at} timeZone={timeZone} /> },
  ]
}

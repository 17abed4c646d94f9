import type { ReactNode } from 'react'
import type { Item } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Ago } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { StatusBadge } from '../../shared/layout/status-badge.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'

type Tripped = Item<'listTrippedControls'>

const CONTROL_WORDS: Readonly<Record<Tripped['control'], string>> = {
  iou: 'IOU used up',
  'credit-limit': 'Credit limit',
  'fraud-spend-day': 'Spend of a day',
  'fraud-spend-hour': 'Spend of an hour',
  'card-failures': 'Card failures',
  'overseas-calls': 'Overseas calls',
}

const COLUMNS: readonly Column<Tripped>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'number', heading: 'Account', from: 'sm', render: ({ accountNumber }) => accountNumber },
  {
    key: 'control',
    heading: 'Limit',
    render: ({ control }) => <StatusBadge tone="watch">{CONTROL_WORDS[control]}</StatusBadge>,
  },
  { key: 'since', heading: 'Since', align: 'right', render: ({ since }) => <Ago at={since} /> },
]

/** Limits of customers that are reached. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Limits reached" crumbs={[{ label: 'Dashboard', to: '/' }]}>
      <List
        endpoint="listTrippedControls"
        label="Limits reached"
        columns={COLUMNS}
        idOf={({ accountId, control }) => `${accountId} ${control}`}
        empty={
          <EmptyState
            title="No limit is reached"
            words="What a customer may spend, owe or call overseas is set on its account status."
          />
        }
      />
    </PageFrame>
  )
}

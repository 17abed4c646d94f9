import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Money } from '../../../shared/format/figures.tsx'
import { AccountStatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'

const COLUMNS: readonly Column<Item<'listAccounts'>>[] = [
  { key: 'name', heading: 'Name', render: ({ id, name }) => <RowLink to={`/customers/${id}`}>{name}</RowLink> },
  { key: 'number', heading: 'Account', from: 'sm', render: ({ accountNumber }) => accountNumber },
  { key: 'status', heading: 'Status', render: ({ status }) => <AccountStatusBadge status={status} /> },
  { key: 'day', heading: 'Bill day', align: 'right', from: 'md', render: ({ billDay }) => billDay },
  { key: 'balance', heading: 'Balance', align: 'right', render: ({ balance }) => <Money value={balance} /> },
]

/** Who is on a plan, some at a time. */
export function PlanCustomers({ planId }: { readonly planId: string }): ReactNode {
  return (
    <List
      endpoint="listAccounts"
      label="Customers"
      columns={COLUMNS}
      idOf={({ id }) => id}
      fixed={{ planId }}
      withTotal
      pageSize={10}
      empty={
        <EmptyState
          title="Nobody is on this plan"
          words="Put a customer on it from the customer’s Calling plan page."
        />
      }
    />
  )
}

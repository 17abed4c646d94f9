import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import type { Item } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Money, When } from '../../shared/format/figures.tsx'
import { AccountStatusBadge } from '../../shared/layout/status-badge.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column, Filter } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'

const COLUMNS: readonly Column<Item<'listAccounts'>>[] = [
  {
    key: 'name',
    heading: 'Name',
    sort: 'name',
    render: ({ id, name }) => <RowLink to={`/customers/${id}`}>{name}</RowLink>,
  },
  {
    key: 'number',
    heading: 'Account',
    sort: 'accountNumber',
    from: 'sm',
    render: ({ accountNumber }) => accountNumber,
  },
  { key: 'status', heading: 'Status', sort: 'status', render: ({ status }) => <AccountStatusBadge status={status} /> },
  { key: 'plan', heading: 'Plan', from: 'md', render: ({ plan }) => plan?.name ?? '–' },
  { key: 'since', heading: 'Since', sort: 'createdAt', from: 'lg', render: ({ createdAt }) => <When at={createdAt} /> },
  {
    key: 'balance',
    heading: 'Balance',
    sort: 'balance',
    align: 'right',
    render: ({ balance }) => <Money value={balance} />,
  },
]

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Name, number, e-mail, ABN' },
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: [
      { value: 'new', label: 'New' },
      { value: 'active', label: 'Active' },
      { value: 'suspended', label: 'Suspended' },
      { value: 'cancelled', label: 'Cancelled' },
    ],
  },
]

/** Everybody the reseller serves. */
export function Page(): ReactNode {
  const may = useMay()
  const create = may('accounts.create') && (
    <Button component={AppLink} to="/customers/new">
      New customer
    </Button>
  )
  return (
    <PageFrame title="Customers" actions={create}>
      <List
        endpoint="listAccounts"
        label="Customers"
        columns={COLUMNS}
        filters={FILTERS}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        exportBy="exportAccounts"
        savedViews="accounts"
        empty={
          <EmptyState title="No customers yet" words="Open the first account and put it on a plan." action={create} />
        }
      />
    </PageFrame>
  )
}

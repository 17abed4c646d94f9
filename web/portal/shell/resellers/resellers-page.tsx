import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay, useSession } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'

type Reseller = Item<'listResellers'>

const FILTERS: readonly Filter[] = [{ kind: 'search', field: 'search', label: 'Name' }]

/** The resellers of the installation: an operator works for one at a time. */
export function Page(): ReactNode {
  const may = useMay()
  const { resellerId } = useSession()
  const [{ next }] = useQueryState()
  const columns: readonly Column<Reseller>[] = [
    {
      key: 'name',
      heading: 'Reseller',
      render: ({ id, name }) => (
        <RowLink to={`/resellers/${id}`} {...(next !== undefined && { search: { next } })}>
          {name}
        </RowLink>
      ),
    },
    {
      key: 'brand',
      heading: 'Brand',
      from: 'sm',
      render: ({ id, name, brandName }) =>
        id === resellerId ? (
          <StatusBadge tone="good">You work for it now</StatusBadge>
        ) : (
          <Text span inherit c={brandName === name ? 'dimmed' : undefined}>
            {brandName}
          </Text>
        ),
    },
    {
      key: 'accounts',
      heading: 'Customers',
      align: 'right',
      render: ({ accounts, activeAccounts }) => `${countText(activeAccounts)} of ${countText(accounts)} active`,
    },
    { key: 'numbers', heading: 'Numbers', align: 'right', from: 'sm', render: ({ numbers }) => countText(numbers) },
    { key: 'support', heading: 'Support address', from: 'lg', render: ({ supportEmail }) => supportEmail },
  ]
  const open = may('resellers.write') && (
    <Button component={AppLink} to="/resellers/new">
      Open a reseller
    </Button>
  )
  return (
    <PageFrame title="Resellers" actions={open}>
      <Text size="sm" c="dimmed">
        Open one to work for it: what you then see and change is that reseller’s, in this window.
      </Text>
      <List
        endpoint="listResellers"
        label="Resellers"
        columns={columns}
        filters={FILTERS}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        empty={
          <EmptyState title="No resellers yet" words="Open the first; its owner is invited by mail." action={open} />
        }
      />
    </PageFrame>
  )
}

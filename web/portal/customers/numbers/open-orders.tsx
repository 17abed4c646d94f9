import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { OrderStatusBadge, wishText } from '../../shared/order-words.tsx'

const COLUMNS: readonly Column<Item<'listNumberOrders'>>[] = [
  {
    key: 'wish',
    heading: 'Order',
    render: (order) => (
      <Anchor component={AppLink} to={`/numbers/orders/${order.id}`} fz="inherit" fw={500}>
        {wishText(order)}
      </Anchor>
    ),
  },
  { key: 'status', heading: 'Status', render: ({ status }) => <OrderStatusBadge status={status} /> },
  { key: 'placed', heading: 'Placed', from: 'sm', render: ({ createdAt }) => <Ago at={createdAt} /> },
]

/** What is on order for the customer; nothing, where nothing is. */
export function OpenOrders({ accountId }: { readonly accountId: string }): ReactNode {
  const orders = useRead('listNumberOrders', { query: { accountId, open: 'true', limit: 50 } }).data?.items ?? []
  if (orders.length === 0) return null
  return (
    <Section title="On order">
      <DataTable label="Orders" columns={COLUMNS} rows={orders} idOf={({ id }) => id} />
    </Section>
  )
}

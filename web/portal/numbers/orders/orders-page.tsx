import { Anchor, Button, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { ORDER_KINDS } from '#domain/numbers/number-order.ts'
import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Ago, When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { ORDER_KIND_WORDS, ORDER_STATUS_WORDS, OrderStatusBadge, wishText } from '../../shared/order-words.tsx'
import { NumbersMenu } from '../numbers-menu.tsx'
import { OrderBoard } from './order-board.tsx'

const VIEWS = [
  { value: 'board', label: 'Board' },
  { value: 'table', label: 'Table' },
]

const COLUMNS: readonly Column<Item<'listNumberOrders'>>[] = [
  {
    key: 'wish',
    heading: 'Order',
    render: (order) => <RowLink to={`/numbers/orders/${order.id}`}>{`${order.id}: ${wishText(order)}`}</RowLink>,
  },
  {
    key: 'customer',
    heading: 'Customer',
    from: 'sm',
    render: ({ accountId, accountName }) => (
      <Anchor component={AppLink} to={`/customers/${accountId}/numbers`} fz="inherit">
        {accountName}
      </Anchor>
    ),
  },
  { key: 'status', heading: 'Status', render: ({ status }) => <OrderStatusBadge status={status} /> },
  {
    key: 'reference',
    heading: 'Carrier’s reference',
    from: 'lg',
    render: ({ carrierReference }) => carrierReference || '–',
  },
  { key: 'placed', heading: 'Placed', from: 'md', render: ({ createdAt }) => <When at={createdAt} /> },
  { key: 'changed', heading: 'Last step', from: 'lg', render: ({ changedAt }) => <Ago at={changedAt} /> },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: Object.entries(ORDER_STATUS_WORDS).map(([value, { words }]) => ({ value, label: words })),
  },
  {
    kind: 'choice',
    field: 'kind',
    label: 'Kind',
    options: ORDER_KINDS.map((kind) => ({ value: kind, label: ORDER_KIND_WORDS[kind].label })),
  },
  { kind: 'yes', field: 'open', label: 'Something left to do' },
  ACCOUNT_FILTER,
]

/** Numbers that are asked of the carrier, by where each order stands. */
export function Page(): ReactNode {
  const [{ view }, change] = useQueryState()
  const place = useMay()('number-orders.write') && (
    <Button component={AppLink} to="/numbers/orders/new">
      New order
    </Button>
  )
  return (
    <>
      <NumbersMenu />
      <PageFrame
        title="Number orders"
        actions={
          <>
            <SegmentedControl
              aria-label="View"
              size="sm"
              data={VIEWS}
              value={view === 'table' ? 'table' : 'board'}
              onChange={(next) =>
                change({ view: next === 'board' ? undefined : next, cursor: undefined, page: undefined })
              }
            />
            {place}
          </>
        }
      >
        {view === 'table' ? (
          <List
            endpoint="listNumberOrders"
            label="Orders"
            columns={COLUMNS}
            filters={FILTERS}
            withTotal
            idOf={({ id }) => id}
            empty={<NoOrders action={place} />}
          />
        ) : (
          <OrderBoard empty={<NoOrders action={place} />} />
        )}
      </PageFrame>
    </>
  )
}

function NoOrders({ action }: { readonly action: ReactNode }): ReactNode {
  return (
    <EmptyState
      title="No orders yet"
      words="Ranges of a prefix, blocks of 100, 1300 and 1800 numbers are ordered from the carrier. Single numbers come from the inventory."
      action={action}
    />
  )
}

import { Anchor, NativeSelect, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ORDER_STATUS_WORDS, OrderStatusBadge, wishText } from '../../shared/order-words.tsx'
import classes from './order-board.module.css'

type Order = Item<'listNumberOrders'>

/** A board that is open all day shows what colleagues do. */
const EVERY_MS = 60_000

/** How many of those that are over are shown; the table has the others. */
const LATEST = 15

interface BoardColumn {
  readonly key: 'submitted' | 'with-carrier' | 'allocated' | 'over'
  readonly words: string
  readonly count: number
  readonly orders: readonly Order[]
}

/** Orders by where they stand. */
export function OrderBoard({ empty }: { readonly empty: ReactNode }): ReactNode {
  const open = useRead('listNumberOrders', { query: { open: 'true', limit: 200 } }, { keep: true, every: EVERY_MS })
  const over = useRead(
    'listNumberOrders',
    { query: { open: 'false', limit: LATEST, withTotal: 'true' } },
    { keep: true },
  )
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
  return (
    <Loaded query={open} what="the orders">
      {({ items }) => {
        const done = over.data?.items ?? []
        const columns: readonly BoardColumn[] = [
          ...(['submitted', 'with-carrier', 'allocated'] as const).map((key) => {
            const orders = items.filter(({ status }) => status === key).toReversed()
            return { key, words: ORDER_STATUS_WORDS[key].words, count: orders.length, orders }
          }),
          {
            key: 'over',
            words: 'Completed, rejected, withdrawn',
            count: over.data?.total ?? done.length,
            orders: done,
          },
        ]
        if (columns.every(({ count }) => count === 0)) return empty
        return isNarrow ? <OneColumn columns={columns} /> : <AllColumns columns={columns} />
      }}
    </Loaded>
  )
}

interface ColumnsProps {
  readonly columns: readonly BoardColumn[]
}

function AllColumns({ columns }: ColumnsProps): ReactNode {
  return (
    <div className={classes['board']}>
      {columns.map((column) => (
        <section key={column.key} className={classes['column']}>
          <h2 className={classes['head']}>
            {column.words} <span className={classes['count']}>{countText(column.count)}</span>
          </h2>
          <Cards column={column} />
        </section>
      ))}
    </div>
  )
}

function OneColumn({ columns }: ColumnsProps): ReactNode {
  const [{ status }, change] = useQueryState()
  const column = columns.find(({ key }) => key === status) ?? columns.find(({ count }) => count > 0)
  if (column === undefined) return null
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Status"
        value={column.key}
        onChange={(event) => change({ status: event.currentTarget.value }, { replace: true })}
        data={columns.map(({ key, words, count }) => ({ value: key, label: `${words} (${countText(count)})` }))}
      />
      <Cards column={column} />
    </Stack>
  )
}

function Cards({ column: { key, count, orders } }: { readonly column: BoardColumn }): ReactNode {
  if (count === 0) {
    return (
      <Text size="sm" c="dimmed">
        None.
      </Text>
    )
  }
  return (
    <ul className={classes['cards']}>
      {orders.map((order) => (
        <li key={order.id}>
          <OrderCard order={order} isOver={key === 'over'} />
        </li>
      ))}
      {count > orders.length && (
        <li>
          <Anchor component={AppLink} to="/numbers/orders" search={{ view: 'table' } as never} fz="sm">
            {`${countText(count - orders.length)} more`}
          </Anchor>
        </li>
      )}
    </ul>
  )
}

function OrderCard({ order, isOver }: { readonly order: Order; readonly isOver: boolean }): ReactNode {
  const { id, accountName, carrierReference, status, changedAt, reason } = order
  return (
    <AppLink to={`/numbers/orders/${id}`} className={classes['card']}>
      <Text span fw={600}>
        {wishText(order)}
      </Text>
      <Text span size="sm">
        {accountName}
      </Text>
      <Text span size="xs" c="dimmed">
        {`Order ${id}${carrierReference === '' ? '' : ` · ${carrierReference}`} · `}
        <Ago at={changedAt} />
      </Text>
      {isOver && (
        <span>
          <OrderStatusBadge status={status} />
        </span>
      )}
      {reason !== '' && (
        <Text span size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </AppLink>
  )
}

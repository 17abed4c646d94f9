import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { formatDollars, micros } from '#domain/money.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { countText } from '../../../../shared/format/counts.ts'
import { dayText } from '../../../../shared/format/dates.ts'
import { Money, useToday } from '../../../../shared/format/figures.tsx'
import { amountOf, sumOf } from '../../../../shared/format/money.ts'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import type { Column } from '../../../../shared/list/columns.ts'
import { DataTable } from '../../../../shared/list/data-table.tsx'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { useAccount } from '../../account-context.tsx'
import { MoneyHead } from '../money-head.tsx'
import { AddItemDialog } from './add-item-dialog.tsx'
import { EndItemDialog } from './end-item-dialog.tsx'

type RecurringItem = Item<'listRecurringItems'>

/** What a customer pays every month beside plan, numbers and channels. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const { name, open, close } = useDialog()
  const [ending, setEnding] = useState<RecurringItem>()
  const query = useRead('listRecurringItems', { params: { accountId: account.id }, query: { limit: 200 } })
  const today = useToday(timeZone)
  const canAdd = may('billing.write') && (account.status === 'active' || account.status === 'suspended')
  const add = canAdd && <Button onClick={() => open('recurring')}>Add recurring item</Button>
  return (
    <PageFrame title="Statements and payments" actions={add}>
      <MoneyHead />
      <Loaded query={query} what="the recurring items">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="Nothing recurs beside plan, numbers and channels"
              words="Equipment rental, support or a standing discount belong here: they are charged every month in advance."
            />
          ) : (
            <DataTable
              label="Recurring items"
              columns={columnsOf(today, may('billing.write') ? setEnding : undefined)}
              rows={items}
              idOf={({ id }) => id}
              foot={{
                description: 'Running now, a month',
                monthly: <Money value={sumOf(items.filter(runs(today)).map(monthlyOf))} />,
              }}
            />
          )
        }
      </Loaded>
      {name === 'recurring' && canAdd && <AddItemDialog onClose={close} />}
      {ending !== undefined && <EndItemDialog item={ending} onClose={() => setEnding(undefined)} />}
    </PageFrame>
  )
}

function runs(today: string): (item: RecurringItem) => boolean {
  return (item) => item.from <= today && !isOver(item, today)
}

function columnsOf(today: string, end: ((item: RecurringItem) => void) | undefined): readonly Column<RecurringItem>[] {
  return [
    { key: 'description', heading: 'For', render: ({ description }) => description },
    { key: 'quantity', heading: 'Quantity', align: 'right', from: 'sm', render: ({ quantity }) => countText(quantity) },
    { key: 'from', heading: 'From', from: 'md', render: ({ from }) => dayText(from) },
    { key: 'until', heading: 'Until', from: 'sm', render: ({ until }) => untilText(until, today) },
    {
      key: 'monthly',
      heading: 'A month, ex GST',
      align: 'right',
      render: (item) => <Money value={monthlyOf(item)} />,
    },
    {
      key: 'actions',
      heading: '',
      align: 'right',
      render: (item) =>
        end !== undefined &&
        !isOver(item, today) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={item.until === null ? `End ${item.description}` : `Change end of ${item.description}`}
            onClick={() => end(item)}
          >
            {item.until === null ? 'End' : 'Change end'}
          </Button>
        ),
    },
  ]
}

function monthlyOf({ unitPrice, quantity }: RecurringItem): string {
  return formatDollars(micros(amountOf(unitPrice) * BigInt(quantity)))
}

function isOver({ until }: RecurringItem, today: string): boolean {
  return until !== null && until < today
}

function untilText(until: string | null, today: string): string {
  if (until === null) return 'further notice'
  return until < today ? `ended ${dayText(until)}` : dayText(until)
}

import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressOf } from '../../shared/api/client.ts'
import type { Item } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { dayText, daysText } from '../../shared/format/dates.ts'
import { Money } from '../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column, Filter } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { SettlementBadge } from '../../shared/statements/statement-badges.tsx'
import { KIND_WORDS } from '../../shared/statements/statement-words.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { dayAfter } from '../shared/day-after.ts'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

type Bill = Item<'listAccountStatements'>

/** Every bill, the newest first. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const { data: overview } = useOverview()
  return (
    <PageFrame title="Bills">
      <BillsMenu isPrepaid={overview?.paymentMode === 'prepaid'} />
      <List
        endpoint="listAccountStatements"
        label="Bills"
        params={{ accountId }}
        columns={COLUMNS}
        filters={FILTERS}
        idOf={({ id }) => id}
        withTotal
        empty={
          <EmptyState
            title="There is no bill yet"
            words={
              overview === undefined || overview.status === 'new'
                ? 'The first one comes a month after your service has begun.'
                : `The first one comes on ${dayText(dayAfter(overview.cycle.to))}.`
            }
          />
        }
      />
    </PageFrame>
  )
}

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    several: true,
    options: [
      { value: 'unpaid', label: 'Unpaid' },
      { value: 'part-paid', label: 'Part paid' },
      { value: 'paid', label: 'Paid' },
      { value: 'overdue', label: 'Overdue' },
    ],
  },
  { kind: 'days', field: 'from', toField: 'to', label: 'Issued' },
]

const COLUMNS: readonly Column<Bill>[] = [
  {
    key: 'number',
    heading: 'Bill',
    render: ({ id, number, kind, issuedOn }) => (
      <>
        <RowLink to={`/bills/${id}`}>{number}</RowLink>
        <Text size="sm" c="dimmed">
          {kind === 'adjustment-note' ? `${KIND_WORDS[kind]}, ${dayText(issuedOn)}` : dayText(issuedOn)}
        </Text>
      </>
    ),
  },
  { key: 'period', heading: 'For', from: 'md', render: ({ from, to }) => daysText(from, to) },
  {
    key: 'due',
    heading: 'Due',
    from: 'sm',
    render: ({ dueOn }) => (dueOn === null ? '' : dayText(dueOn)),
  },
  {
    key: 'total',
    heading: 'Total inc. GST',
    align: 'right',
    render: ({ total, outstanding }) => (
      <>
        <Money value={total} />
        {amountOf(outstanding) > 0n && outstanding !== total && (
          <Text size="sm" c="dimmed">{`${moneyText(outstanding)} to pay`}</Text>
        )}
      </>
    ),
  },
  { key: 'status', heading: 'Status', render: ({ status }) => <SettlementBadge status={status} /> },
  {
    key: 'pdf',
    heading: 'File',
    from: 'sm',
    align: 'right',
    render: ({ id, number }) => (
      <Anchor
        href={addressOf('statementPdf', { params: { statementId: id } })}
        target="_blank"
        fz="inherit"
        aria-label={`PDF of ${number}`}
        style={{ position: 'relative', zIndex: 1 }}
      >
        PDF
      </Anchor>
    ),
  },
]

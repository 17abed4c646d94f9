import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Money, When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { ChargePanel } from './charge-panel.tsx'
import { DISPUTE_STATE_WORDS } from './dispute-words.ts'

type Dispute = Item<'listDisputes'>

/** Charges a bank has taken back, or asks about, of all customers. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Disputes">
      <List
        endpoint="listDisputes"
        label="Disputes"
        columns={COLUMNS}
        filters={[
          {
            kind: 'choice',
            field: 'state',
            label: 'State',
            several: true,
            options: Object.entries(DISPUTE_STATE_WORDS).map(([value, { text }]) => ({ value, label: text })),
          },
        ]}
        withTotal
        idOf={({ id }) => id}
        nameOf={({ accountName }) => accountName}
        empty={
          <EmptyState
            title="No disputes"
            words="When a customer’s bank takes a card payment back, it shows here with the day by which to answer it at the payment provider."
          />
        }
      />
      <ChargePanel />
    </PageFrame>
  )
}

const COLUMNS: readonly Column<Dispute>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, chargeId, accountName }) => (
      <RowLink patch={{ charge: chargeId, of: accountId }}>{accountName}</RowLink>
    ),
  },
  { key: 'opened', heading: 'Opened', from: 'sm', render: ({ openedAt }) => <When at={openedAt} /> },
  {
    key: 'reason',
    heading: 'Why',
    from: 'lg',
    render: ({ reason }) => (
      <Text span inherit truncate display="block" maw={260} title={reason}>
        {reason}
      </Text>
    ),
  },
  { key: 'by', heading: 'Paid by', from: 'md', render: ({ paidBy }) => paidBy },
  {
    key: 'respond',
    heading: 'Answer by',
    from: 'sm',
    render: ({ respondBy }) => (respondBy === null ? '–' : <When at={respondBy} />),
  },
  {
    key: 'state',
    heading: 'State',
    render: ({ state }) => (
      <StatusBadge tone={DISPUTE_STATE_WORDS[state].tone}>{DISPUTE_STATE_WORDS[state].text}</StatusBadge>
    ),
  },
  { key: 'amount', heading: 'Inc. GST', align: 'right', render: ({ amount }) => <Money value={amount} /> },
]

import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { amountOf } from '../../../shared/format/money.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'

type Risk = Answer<'readRisk'>

/** Who spends most on calls out, and how near each is to its limit. */
export function TopSpenders({ risk: { topSpenders } }: { readonly risk: Risk }): ReactNode {
  return (
    <Section
      title="Spending most on calls"
      words="Calls out of the last 24 hours with those that go on, ex GST."
      actions={
        <Anchor component={AppLink} to="/billing-records/live" fz="sm">
          Live calls
        </Anchor>
      }
    >
      {topSpenders.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody called out in the last 24 hours.
        </Text>
      ) : (
        <DataTable
          label="Spending most on calls"
          columns={COLUMNS}
          rows={topSpenders}
          idOf={({ accountId }) => accountId}
        />
      )}
    </Section>
  )
}

const COLUMNS: readonly Column<Risk['topSpenders'][number]>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'calls', heading: 'Calls', align: 'right', from: 'sm', render: ({ calls }) => countText(calls) },
  {
    key: 'overseas',
    heading: 'Overseas',
    align: 'right',
    from: 'sm',
    render: ({ overseasCalls }) => countText(overseasCalls),
  },
  {
    key: 'hour',
    heading: 'Last hour',
    align: 'right',
    from: 'sm',
    render: ({ spentHour }) => <Money value={spentHour} />,
  },
  { key: 'day', heading: 'In 24 hours', align: 'right', render: ({ spentDay }) => <Money value={spentDay} /> },
  {
    key: 'limit',
    heading: 'Of its limit',
    align: 'right',
    render: ({ spentDay, dayLimit }) => (dayLimit === null ? 'no limit' : shareText(spentDay, dayLimit)),
  },
]

function shareText(spent: string, limit: string): string {
  const most = amountOf(limit)
  return most === 0n ? '–' : `${(amountOf(spent) * 100n) / most} %`
}

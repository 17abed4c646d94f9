import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { daysText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { isUnderway, type BillRun } from './run-words.ts'

type Result = Item<'listBillRunResults'>

/** What a run made of each customer, or would. */
export function RunResults({ run }: { readonly run: BillRun }): ReactNode {
  const sums = sumsOf(run)
  return (
    <Section title="By customer">
      <List
        endpoint="listBillRunResults"
        label="By customer"
        params={{ billRunId: run.id }}
        columns={run.dryRun ? COLUMNS : [...COLUMNS, STATEMENT]}
        every={isUnderway(run) ? LOOK_AGAIN_MS : false}
        total={isUnderway(run) ? undefined : run.statements + run.failures}
        {...(!isUnderway(run) && { exportBy: 'exportBillRunResults' })}
        idOf={({ accountId, from, statementId }) => `${accountId} ${from ?? ''} ${statementId ?? ''}`}
        nameOf={({ accountName }) => accountName}
        foot={() => sums}
        empty={<EmptyState title={isUnderway(run) ? 'Nobody yet' : 'Nobody was due'} />}
      />
    </Section>
  )
}

function sumsOf({ subtotal, gst, total }: BillRun): Readonly<Record<string, ReactNode>> {
  return {
    customer: 'In all',
    subtotal: <Money value={subtotal} />,
    gst: <Money value={gst} />,
    total: <Money value={total} />,
  }
}

const LOOK_AGAIN_MS = 2000

const RIGHT = { align: 'right' } as const

const COLUMNS: readonly Column<Result>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'number', heading: 'Account', from: 'lg', render: ({ accountNumber }) => accountNumber },
  {
    key: 'period',
    heading: 'Period',
    from: 'sm',
    render: ({ from, to, failure }) => {
      if (failure !== null) return <StatusBadge tone="bad">Not billed</StatusBadge>
      return from === null || to === null ? '–' : daysText(from, to)
    },
  },
  {
    key: 'opening',
    heading: 'Opening balance',
    ...RIGHT,
    from: 'lg',
    render: ({ openingBalance }) => <Amount value={openingBalance} />,
  },
  { key: 'payments', heading: 'Payments', ...RIGHT, from: 'lg', render: ({ payments }) => <Amount value={payments} /> },
  { key: 'subtotal', heading: 'Ex GST', ...RIGHT, from: 'md', render: ({ subtotal }) => <Amount value={subtotal} /> },
  { key: 'gst', heading: 'GST', ...RIGHT, from: 'lg', render: ({ gst }) => <Amount value={gst} /> },
  { key: 'total', heading: 'Inc. GST', ...RIGHT, render: ({ total }) => <Amount value={total} /> },
  {
    key: 'closing',
    heading: 'Balance after',
    ...RIGHT,
    from: 'md',
    render: ({ closingBalance }) => <Amount value={closingBalance} />,
  },
]

const STATEMENT: Column<Result> = {
  key: 'statement',
  heading: 'Statement',
  ...RIGHT,
  render: ({ accountId, statementId, statementNumber }) =>
    statementId !== null && (
      <Anchor component={AppLink} to={`/customers/${accountId}/statements/${statementId}`} fz="inherit">
        {statementNumber}
      </Anchor>
    ),
}

function Amount({ value }: { readonly value: string | null }): ReactNode {
  if (value !== null) return <Money value={value} />
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  )
}

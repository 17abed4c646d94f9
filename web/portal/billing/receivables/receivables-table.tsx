import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { moneyText, sumOf, amountOf } from '../../../shared/format/money.ts'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'

type Report = Answer<'reportAgedReceivables'>
export type AgedRow = Report['rows'][number]

interface Bucket {
  readonly key: 'to30' | 'to60' | 'to90' | 'over90'
  readonly label: string
  /** Days since the invoice was issued: from so many, to so many. */
  readonly days: readonly [number, number | undefined]
}

/** By the age of the invoice. */
export const BUCKETS: readonly Bucket[] = [
  { key: 'to30', label: 'Up to 30 days', days: [0, 30] },
  { key: 'to60', label: '31–60 days', days: [31, 60] },
  { key: 'to90', label: '61–90 days', days: [61, 90] },
  { key: 'over90', label: 'Over 90 days', days: [91, undefined] },
]

interface ReceivablesTableProps {
  readonly rows: readonly AgedRow[]
  /** The day ages are reckoned at. */
  readonly asAt: string
}

/** Who owes how much for how long; each amount opens the invoices it is made of. */
export function ReceivablesTable({ rows, asAt }: ReceivablesTableProps): ReactNode {
  const sum = (key: 'total' | 'overdue' | 'credit' | Bucket['key']): string =>
    moneyText(sumOf(rows.map((row) => row[key])))
  return (
    <DataTable
      label="Aged receivables"
      columns={columnsOf(asAt)}
      rows={rows}
      idOf={({ accountId }) => accountId}
      foot={{
        customer: 'In all',
        total: sum('total'),
        overdue: sum('overdue'),
        credit: sum('credit'),
        ...Object.fromEntries(BUCKETS.map(({ key }) => [key, sum(key)])),
      }}
    />
  )
}

function columnsOf(asAt: string): readonly Column<AgedRow>[] {
  return [
    {
      key: 'customer',
      heading: 'Customer',
      render: ({ accountId, accountName }) => (
        <RowLink to={`/customers/${accountId}/statements`}>{accountName}</RowLink>
      ),
    },
    { key: 'number', heading: 'Account', from: 'lg', render: ({ accountNumber }) => accountNumber },
    ...BUCKETS.map(({ key, label, days: [least, most] }): Column<AgedRow> => ({
      key,
      heading: label,
      align: 'right',
      from: 'md',
      render: (row) => (
        <Invoices
          row={row}
          amount={row[key]}
          search={{ to: daysBefore(asAt, least), ...(most !== undefined && { from: daysBefore(asAt, most) }) }}
        />
      ),
    })),
    {
      key: 'overdue',
      heading: 'Overdue',
      align: 'right',
      from: 'sm',
      render: (row) => <Invoices row={row} amount={row.overdue} search={{ status: 'overdue' }} />,
    },
    {
      key: 'total',
      heading: 'Owing',
      align: 'right',
      render: (row) => <Invoices row={row} amount={row.total} search={{}} />,
    },
    {
      key: 'credit',
      heading: 'In credit',
      align: 'right',
      from: 'lg',
      render: ({ credit }) => (amountOf(credit) === 0n ? <Nothing /> : moneyText(credit)),
    },
  ]
}

interface InvoicesProps {
  readonly row: AgedRow
  readonly amount: string
  readonly search: Readonly<Record<string, string>>
}

const OPEN = { kind: 'invoice', status: 'unpaid,part-paid,overdue' }

function Invoices({ row, amount, search }: InvoicesProps): ReactNode {
  if (amountOf(amount) === 0n) return <Nothing />
  return (
    <Anchor
      component={AppLink}
      to={`/customers/${row.accountId}/statements`}
      search={{ ...OPEN, ...search } as never}
      fz="inherit"
      className="figures"
    >
      {moneyText(amount)}
    </Anchor>
  )
}

function Nothing(): ReactNode {
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  )
}

const DAY_MS = 86_400_000

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}

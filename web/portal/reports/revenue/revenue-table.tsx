import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { countText, plural } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { GROUPINGS, rowName, type RevenueGrouping, type RevenueReport, type RevenueRow } from './revenue-words.ts'

interface RevenueTableProps {
  readonly report: RevenueReport
  readonly groupBy: RevenueGrouping
  readonly isStale: boolean
}

const FIGURE = { align: 'right' } as const

/** Every row of the report, sorted by whatever heading is pressed, with its sums. */
export function RevenueTable({ report, groupBy, isStale }: RevenueTableProps): ReactNode {
  const [{ sort = '', order, from, to }, change] = useQueryState()
  const { rows, totals, more } = report
  const withCost = totals.cost !== undefined
  const isDescending = order === 'desc'
  return (
    <>
      <DataTable
        label="Revenue"
        columns={columnsOf(groupBy, withCost, { from, to })}
        rows={sorted(rows, sort, isDescending)}
        idOf={({ key }) => key}
        isStale={isStale}
        sort={{
          by: sort === '' ? undefined : sort,
          isDescending,
          change: (by) =>
            change({ sort: by, order: by === sort && isDescending ? undefined : 'desc' }, { replace: true }),
        }}
        foot={{
          name: 'In all',
          calls: countText(totals.calls),
          minutes: countText(Math.round(totals.minutes)),
          callRevenue: <Money value={totals.callRevenue} />,
          chargeRevenue: <Money value={totals.chargeRevenue} />,
          revenue: <Money value={totals.revenue} />,
          cost: <Money value={totals.cost ?? '0'} />,
          margin: <Money value={totals.margin ?? '0'} />,
        }}
      />
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {plural(more, 'row')} more; they are in the sums and in the file.
        </Text>
      )}
      {(totals.costUnknown ?? 0) > 0 && (
        <Text size="sm" c="dimmed">
          The cost of {plural(totals.costUnknown ?? 0, 'call')} is not known; they are in neither cost nor margin.
        </Text>
      )}
    </>
  )
}

interface Days {
  readonly from: string | undefined
  readonly to: string | undefined
}

function columnsOf(groupBy: RevenueGrouping, withCost: boolean, days: Days): readonly Column<RevenueRow>[] {
  return [
    {
      key: 'name',
      heading: GROUPINGS.find(({ value }) => value === groupBy)?.label ?? '',
      render: (row) => <Name row={row} groupBy={groupBy} days={days} />,
    },
    { key: 'calls', heading: 'Calls', ...FIGURE, sort: 'calls', from: 'sm', render: ({ calls }) => countText(calls) },
    {
      key: 'minutes',
      heading: 'Minutes',
      ...FIGURE,
      sort: 'minutes',
      from: 'lg',
      render: ({ minutes }) => countText(Math.round(minutes)),
    },
    ...(groupBy === 'destination' ? [] : SHARES),
    {
      key: 'revenue',
      heading: 'Revenue',
      ...FIGURE,
      sort: 'revenue',
      render: ({ revenue }) => <Money value={revenue} />,
    },
    ...(withCost ? COSTS : []),
  ]
}

const SHARES: readonly Column<RevenueRow>[] = [
  {
    key: 'callRevenue',
    heading: 'Calls, ex GST',
    ...FIGURE,
    sort: 'callRevenue',
    from: 'md',
    render: ({ callRevenue }) => <Money value={callRevenue} />,
  },
  {
    key: 'chargeRevenue',
    heading: 'Plans and services',
    ...FIGURE,
    sort: 'chargeRevenue',
    from: 'md',
    render: ({ chargeRevenue }) => <Money value={chargeRevenue} />,
  },
]

const COSTS: readonly Column<RevenueRow>[] = [
  {
    key: 'cost',
    heading: 'Cost',
    ...FIGURE,
    sort: 'cost',
    from: 'sm',
    render: ({ cost }) => <Money value={cost ?? '0'} />,
  },
  {
    key: 'margin',
    heading: 'Margin',
    ...FIGURE,
    sort: 'margin',
    render: ({ margin }) => <Money value={margin ?? '0'} />,
  },
]

interface NameProps {
  readonly row: RevenueRow
  readonly groupBy: RevenueGrouping
  readonly days: Days
}

/** A row opens what it is made of. */
function Name({ row, groupBy, days: { from, to } }: NameProps): ReactNode {
  const name = rowName(row, groupBy)
  const within = { kind: 'all', ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  switch (groupBy) {
    case 'day':
      return (
        <RowLink to="/billing-records" search={{ kind: 'all', from: row.key, to: row.key }}>
          {name}
        </RowLink>
      )
    case 'service-type':
      return (
        <RowLink to="/billing-records" search={{ ...within, serviceType: row.key }}>
          {name}
        </RowLink>
      )
    case 'account':
      return (
        <RowLink to={`/customers/${row.key}/billing-records`} search={within}>
          {name}
        </RowLink>
      )
    case 'plan':
      return /^\d+$/.test(row.key) ? <RowLink to={`/plans/${row.key}`}>{name}</RowLink> : name
    case 'destination':
      return name
  }
}

function sorted(rows: readonly RevenueRow[], by: string, isDescending: boolean): readonly RevenueRow[] {
  if (by === '') return rows
  const way = isDescending ? -1 : 1
  return rows.toSorted((one, other) => way * (figureOf(one, by) - figureOf(other, by)))
}

function figureOf(row: RevenueRow, field: string): number {
  return Number(Object.entries(row).find(([name]) => name === field)?.[1] ?? 0)
}

import type { ReactNode } from 'react'
import { BarChart } from '../../../shared/chart/bar-chart.tsx'
import { RankChart } from '../../../shared/chart/rank-chart.tsx'
import { dayText, weekdayText } from '../../../shared/format/dates.ts'
import { moneyText, sumOf } from '../../../shared/format/money.ts'
import { rowName, type RevenueGrouping, type RevenueReport, type RevenueRow } from './revenue-words.ts'

/** Bars that are told apart at a glance. */
const DAYS_AT_MOST = 62
const OTHERS_AT_MOST = 12

interface RevenueChartProps {
  readonly report: RevenueReport
  readonly groupBy: RevenueGrouping
}

/** Revenue, and beside it the cost for those who may know: by day (by month, where they are many), else the largest. */
export function RevenueChart({ report, groupBy }: RevenueChartProps): ReactNode {
  const withCost = report.totals.cost !== undefined
  const format = (value: number): string => moneyText(value.toFixed(2), { places: 0 })
  if (groupBy !== 'day') {
    return (
      <RankChart
        title="The largest by revenue, ex GST"
        names={withCost ? ['Revenue', 'of which wholesale cost'] : ['Revenue']}
        bars={rankBars(report.rows, groupBy)}
        format={format}
      />
    )
  }
  return (
    <BarChart
      title="Revenue through time, ex GST"
      series={[
        { name: 'Revenue', colour: 'brand' },
        ...(withCost ? [{ name: 'Wholesale cost', colour: 'grey' } as const] : []),
      ]}
      bars={timeBars(report.rows).map(({ revenue, cost, ...bar }) => ({
        ...bar,
        values: [Number(revenue), ...(withCost ? [Number(cost)] : [])],
      }))}
      format={format}
      height={220}
    />
  )
}

interface Bar {
  readonly label: string
  readonly short: string
  readonly revenue: string
  readonly cost: string
}

function timeBars(rows: readonly RevenueRow[]): readonly Bar[] {
  const inOrder = rows.toSorted((one, other) => one.key.localeCompare(other.key))
  if (inOrder.length <= DAYS_AT_MOST) {
    const every = Math.ceil(inOrder.length / 16)
    return inOrder.map(({ key, revenue, cost }, index) => ({
      label: weekdayText(key),
      short: index % every === 0 ? dayText(key).replace(/ \d{4}$/, '') : '',
      revenue,
      cost: cost ?? '0',
    }))
  }
  return [...Map.groupBy(inOrder, ({ key }) => key.slice(0, 7))].map(([month, days]) => {
    const name = dayText(`${month}-01`).replace(/^1 /, '')
    return {
      label: name,
      short: name.slice(0, 3),
      revenue: sumOf(days.map(({ revenue }) => revenue)),
      cost: sumOf(days.map(({ cost }) => cost ?? '0')),
    }
  })
}

function rankBars(rows: readonly RevenueRow[], groupBy: RevenueGrouping) {
  return rows
    .map((row) => ({ label: rowName(row, groupBy), value: Number(row.revenue), part: Number(row.cost ?? '0') }))
    .toSorted((one, other) => other.value - one.value)
    .slice(0, OTHERS_AT_MOST)
}

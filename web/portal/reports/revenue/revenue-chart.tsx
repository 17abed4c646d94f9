import type { ReactNode } from 'react'
import { BarChart } from '../../../shared/chart/bar-chart.tsx'
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
  const bars = groupBy === 'day' ? timeBars(report.rows) : otherBars(report.rows, groupBy)
  return (
    <BarChart
      title={groupBy === 'day' ? 'Revenue through time, ex GST' : 'The largest by revenue, ex GST'}
      series={[
        { name: 'Revenue', colour: 'brand' },
        ...(withCost ? [{ name: 'Wholesale cost', colour: 'grey' } as const] : []),
      ]}
      bars={bars.map(({ revenue, cost, ...bar }) => ({
        ...bar,
        values: [Number(revenue), ...(withCost ? [Number(cost)] : [])],
      }))}
      format={(value) => moneyText(value.toFixed(2), { places: 0 })}
      height={220}
    />
  )
}

interface Bar {
  readonly label: string
  readonly short?: string
  readonly revenue: string
  readonly cost: string
}

function timeBars(rows: readonly RevenueRow[]): readonly Bar[] {
  const inOrder = rows.toSorted((one, other) => one.key.localeCompare(other.key))
  if (inOrder.length <= DAYS_AT_MOST) {
    const every = Math.ceil(inOrder.length / 16)
    return inOrder.map(({ key, revenue, cost }, index) => ({
      label: weekdayText(key),
      ...(index % every === 0 && { short: dayText(key).replace(/ \d{4}$/, '') }),
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

function otherBars(rows: readonly RevenueRow[], groupBy: RevenueGrouping): readonly Bar[] {
  return rows
    .toSorted((one, other) => Number(other.revenue) - Number(one.revenue))
    .slice(0, OTHERS_AT_MOST)
    .map((row) => {
      const name = rowName(row, groupBy)
      return { label: name, short: name, revenue: row.revenue, cost: row.cost ?? '0' }
    })
}

import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { BarChart } from '../../shared/chart/bar-chart.tsx'
import { dayText, daysText } from '../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import type { Overview } from '../shared/use-overview.ts'

/** What this month came to so far, what it is heading for, and the months before. */
export function Spend({ overview: { spend, cycle } }: { readonly overview: Overview }): ReactNode {
  const { soFar, forecast, cycles } = spend
  if (cycles.length === 0 && amountOf(soFar.total) === 0n) return null
  const bars = [...cycles.toReversed(), { ...cycle, total: soFar.total }]
  return (
    <Section title="What you spend" words="With GST, in each month of your bills.">
      <Stack gap="sm">
        <Text className="figures">
          {`${moneyText(soFar.total)} so far this month: ${moneyText(soFar.calls)} for calls, ${moneyText(soFar.charges)} for your plan, numbers and the rest, ${moneyText(soFar.gst)} GST.`}
          {forecast !== null && ` At this rate about ${moneyText(forecast.total)} by ${dayText(cycle.to)}.`}
        </Text>
        <BarChart
          title="What you spend a month, with GST"
          series={[{ name: 'Spent', colour: 'brand' }]}
          bars={bars.map(({ from, to, total }, index) => ({
            label: index === bars.length - 1 ? `${daysText(from, to)}, so far` : daysText(from, to),
            short: index === bars.length - 1 ? 'now' : monthText(to),
            values: [Number(total)],
          }))}
          format={(value) => moneyText(value.toFixed(2))}
        />
      </Stack>
    </Section>
  )
}

/** `Oct`, the month in which it ended. */
function monthText(day: string): string {
  return dayText(day).split(' ')[1] ?? ''
}

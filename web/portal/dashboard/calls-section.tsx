import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { BarChart } from '../../shared/chart/bar-chart.tsx'
import { countText } from '../../shared/format/counts.ts'
import { dayText } from '../../shared/format/dates.ts'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Dashboard } from './waiting-lines.ts'

/** The calls of the last thirty days, day by day. */
export function CallsSection({ days }: Pick<Dashboard, 'days'>): ReactNode {
  const may = useMay()
  const [first, last] = [days[0], days.at(-1)]
  const all = days.reduce((sum, { calls }) => sum + calls, 0)
  return (
    <Section
      title="Calls per day"
      words={`${countText(all)} in the last ${days.length} days; today so far is the last bar`}
      actions={
        may('calls.search') &&
        first !== undefined &&
        last !== undefined && (
          <Anchor
            component={AppLink}
            to="/billing-records"
            search={{ from: first.date, to: last.date } as never}
            size="sm"
          >
            Billing records
          </Anchor>
        )
      }
    >
      <BarChart
        title="Calls per day"
        height={160}
        series={[{ name: 'Calls', colour: 'brand' }]}
        bars={days.map(({ date, calls }) => ({
          label: dayText(date),
          short: isMonday(date) ? dayText(date).replace(/ \d{4}$/, '') : '',
          values: [calls],
        }))}
        format={countText}
      />
    </Section>
  )
}

function isMonday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1
}

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { BarChart } from '../../shared/chart/bar-chart.tsx'
import { plural } from '../../shared/format/counts.ts'
import { daysText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { changeText, percentOf } from './change-text.ts'
import type { Dashboard } from './waiting-lines.ts'
import classes from './dashboard.module.css'

type AllTakings = NonNullable<Dashboard['takings']>

const FIGURES = [
  { key: 'revenue', label: 'Revenue' },
  { key: 'cost', label: 'Cost of calls' },
  { key: 'margin', label: 'Margin' },
] as const

/** Revenue, cost and margin of the month so far, against as many days of the month before. */
export function TakingsSection({ takings }: { readonly takings: AllTakings }): ReactNode {
  const { thisMonth, sameDaysLastMonth: before } = takings
  const shown = FIGURES.filter(({ key }) => thisMonth[key] !== undefined)
  const unknown = thisMonth.costUnknown ?? 0
  return (
    <Section
      title="This month"
      words={`${daysText(thisMonth.from, thisMonth.to)}, ex GST, against ${daysText(before.from, before.to)}`}
    >
      <dl className={classes['takings']}>
        {shown.map(({ key, label }) => (
          <Figure
            key={key}
            label={label}
            value={thisMonth[key] ?? '0'}
            before={before[key] ?? '0'}
            share={key === 'margin' ? percentOf(thisMonth.margin ?? '0', thisMonth.revenue) : undefined}
            search={{ from: thisMonth.from, to: thisMonth.to }}
          />
        ))}
      </dl>
      {unknown > 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {plural(unknown, 'call')} without a known cost {unknown === 1 ? 'is' : 'are'} in neither cost nor margin.
        </Text>
      )}
      {shown.length > 1 && (
        <BarChart
          title="This month against the month before"
          height={160}
          series={[
            { name: 'This month', colour: 'brand' },
            { name: 'Same days of last month', colour: 'grey' },
          ]}
          bars={shown.map(({ key, label }) => ({
            label,
            short: label,
            values: [Number(thisMonth[key] ?? 0), Number(before[key] ?? 0)],
          }))}
          format={(value) => moneyText(value.toFixed(2), { places: 0 })}
        />
      )}
    </Section>
  )
}

interface FigureProps {
  readonly label: string
  readonly value: string
  readonly before: string
  /** Per cent of the revenue. */
  readonly share: number | undefined
  readonly search: Readonly<Record<string, string>>
}

function Figure({ label, value, before, share, search }: FigureProps): ReactNode {
  const change = changeText(value, before)
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd>
        <AppLink to="/reports" search={search} className={`${classes['figure'] ?? ''} headline`}>
          {moneyText(value)}
        </AppLink>
        <Text size="sm" c="dimmed" className="figures">
          {[
            share === undefined ? undefined : `${share}% of revenue`,
            change === undefined
              ? undefined
              : `${change} than ${moneyText(before)}`.replace('the same than', 'the same as'),
          ]
            .filter((part) => part !== undefined)
            .join(', ')}
        </Text>
      </dd>
    </div>
  )
}

import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './rank-chart.module.css'

interface RankBar {
  readonly label: string
  readonly value: number
  /** A part of the value, drawn within its bar: what of the revenue was cost. */
  readonly part?: number
}

interface RankChartProps {
  /** What it shows: `The largest customers by revenue`. */
  readonly title: string
  /** What the bars and their parts are. */
  readonly names: readonly [string] | readonly [string, string]
  readonly bars: readonly RankBar[]
  readonly format: (value: number) => string
}

/** Things with names, the largest first, as bars that lie; every value stands beside its bar. */
export function RankChart({ title, names, bars, format }: RankChartProps): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <Stack gap="xs">
      <Group gap="md">
        {names.map((name, index) => (
          <Group key={name} gap={6}>
            <span className={classes['key']} data-part={index === 1 || undefined} aria-hidden />
            <Text size="xs" c="dimmed">
              {name}
            </Text>
          </Group>
        ))}
      </Group>
      <ul className={classes['bars']} aria-label={title}>
        {bars.map(({ label, value, part = 0 }) => (
          <li key={label} className={classes['line']}>
            <span className={classes['label']} title={label}>
              {label}
            </span>
            <span className={classes['track']} aria-hidden>
              <span className={classes['bar']} style={{ width: `${(Math.max(0, value) / most) * 100}%` }}>
                <span
                  className={classes['part']}
                  style={{ width: `${value <= 0 ? 0 : Math.min(100, (Math.max(0, part) / value) * 100)}%` }}
                />
              </span>
            </span>
            <span className={classes['value']}>{format(value)}</span>
          </li>
        ))}
      </ul>
    </Stack>
  )
}

import { Button, Group, Stack, Table, Text, Tooltip } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import classes from './bar-chart.module.css'

interface Series {
  readonly name: string
  /** `brand` for the first; grey for what it is compared with. */
  readonly colour: 'brand' | 'accent' | 'grey'
}

interface Bar {
  /** In full, for the table and the tooltip: `Mon 3 Nov 2026`. */
  readonly label: string
  /** Under the bar; left out where bars are narrow. */
  readonly short?: string
  /** One value a series. */
  readonly values: readonly number[]
}

interface BarChartProps {
  /** What it shows: `Calls per day`. */
  readonly title: string
  readonly series: readonly Series[]
  readonly bars: readonly Bar[]
  readonly format: (value: number) => string
  readonly height?: number
}

const COLOURS = {
  brand: 'var(--mantine-primary-color-filled)',
  accent: 'var(--mantine-color-accent-filled)',
  grey: 'var(--mantine-color-gray-5)',
} as const

/**
 * Bars side by side, and the same figures as a table. Drawn with boxes, not by a library of charts: those weigh as much as
 * everything else on the page.
 */
export function BarChart({ title, series, bars, format, height = 180 }: BarChartProps): ReactNode {
  const [isTable, setTable] = useState(false)
  const top = niceTop(Math.max(0, ...bars.flatMap(({ values }) => values)))
  const low = Math.min(0, ...bars.flatMap(({ values }) => values))
  const span = top - low || 1
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Group gap="md">
          {series.length > 1 &&
            series.map(({ name, colour }) => (
              <Group key={name} gap={6}>
                <span className={classes['key']} style={{ background: COLOURS[colour] }} aria-hidden />
                <Text size="xs" c="dimmed">
                  {name}
                </Text>
              </Group>
            ))}
        </Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </Group>
      {isTable ? (
        <Figures title={title} series={series} bars={bars} format={format} />
      ) : (
        <div
          className={classes['chart']}
          style={{ height }}
          role="img"
          aria-label={spoken(title, series, bars, format)}
        >
          <div className={classes['scale']} aria-hidden>
            <span>{format(top)}</span>
            <span>{format(low)}</span>
          </div>
          <div className={classes['bars']} data-many={bars.length > 12 || undefined} aria-hidden>
            {bars.map(({ label, short, values }) => (
              <Tooltip
                key={label}
                label={`${label}: ${values.map((value, index) => `${series.length > 1 ? `${series[index]?.name ?? ''} ` : ''}${format(value)}`).join(' · ')}`}
              >
                <div className={classes['slot']}>
                  <div className={classes['pair']}>
                    {values.map((value, index) => (
                      <div
                        key={series[index]?.name ?? index}
                        className={classes['bar']}
                        style={{
                          background: COLOURS[series[index]?.colour ?? 'brand'],
                          height: `${(Math.abs(value) / span) * 100}%`,
                          marginBottom: `${((Math.min(0, value) - low) / span) * 100}%`,
                        }}
                      />
                    ))}
                  </div>
                  {short !== undefined && <span className={classes['short']}>{short}</span>}
                </div>
              </Tooltip>
            ))}
          </div>
        </div>
      )}
    </Stack>
  )
}

function Figures({ title, series, bars, format }: Omit<BarChartProps, 'height'>): ReactNode {
  return (
    <div className={classes['figures']}>
      <Table aria-label={title} stickyHeader fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th> </Table.Th>
            {series.map(({ name }) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bars.map(({ label, values }) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              {values.map((value, index) => (
                <Table.Td key={series[index]?.name ?? index} ta="right">
                  {format(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** What the picture says, for those who hear it: the rest is in the table. */
function spoken(
  title: string,
  series: readonly Series[],
  bars: readonly Bar[],
  format: (value: number) => string,
): string {
  const tallest = bars.toSorted((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0))[0]
  if (tallest === undefined) return `${title}: nothing yet`
  const names = series.map(({ name }) => name).join(' and ')
  return `${title}: ${names}, ${bars.length} bars; the most is ${format(tallest.values[0] ?? 0)}, ${tallest.label}`
}

/** The next round figure: at least two thirds of the height are used. */
function niceTop(value: number): number {
  if (value <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10
  return step * power
}

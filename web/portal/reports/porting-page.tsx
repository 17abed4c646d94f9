import { SegmentedControl, Select, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { BarChart } from '../../shared/chart/bar-chart.tsx'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { countText, plural } from '../../shared/format/counts.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { DataTable } from '../../shared/list/data-table.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { useQueryState } from '../../shared/router/use-address.ts'
import { KIND_NAMES } from '../porting/kind-names.ts'
import { CsvButton } from './csv-button.tsx'

type Pace = Answer<'reportPortPace'>['rows'][number]

const PERIODS = ['3', '6', '12', '24']
const FIGURE = { align: 'right' } as const
/** More bars than that nobody can tell apart. */
const MOST_BARS = 12

const COLUMNS: readonly Column<Pace>[] = [
  {
    key: 'carrier',
    heading: 'Losing carrier',
    render: ({ carrier, kind }) => (
      <RowLink to="/porting/list" search={{ search: carrier, kind }}>
        {carrier}
      </RowLink>
    ),
  },
  { key: 'finished', heading: 'Finished', ...FIGURE, render: ({ finished }) => countText(finished) },
  { key: 'half', heading: 'Half within', ...FIGURE, render: ({ half }) => daysText(half) },
  { key: 'eightOfTen', heading: '8 of 10 within', ...FIGURE, render: ({ eightOfTen }) => daysText(eightOfTen) },
  {
    key: 'rejected',
    heading: 'Rejected',
    ...FIGURE,
    render: ({ rejected, decided, rejectedShare }) => <Share part={rejected} whole={decided} share={rejectedShare} />,
  },
  {
    key: 'reasons',
    heading: 'Why, mostly',
    from: 'lg',
    render: ({ reasons }) => reasons.map(({ label, count }) => `${label} (${count})`).join(', '),
  },
  {
    key: 'late',
    heading: 'Answered late',
    ...FIGURE,
    from: 'sm',
    render: ({ late, answered, lateShare }) => <Share part={late} whole={answered} share={lateShare} />,
  },
  {
    key: 'open',
    heading: 'On their way',
    ...FIGURE,
    from: 'sm',
    render: ({ open, overdue }) => (overdue === 0 ? countText(open) : `${countText(open)}, ${overdue} overdue`),
  },
]

/** How the losing carriers work: how long ports from each take, what it rejects, and what it answers late. */
export function Page(): ReactNode {
  const [state, change] = useQueryState()
  const months = PERIODS.find((each) => each === state['months']) ?? '12'
  const kind = PORT_KINDS.find((each) => each === state['kind']) ?? 'simple'
  const query = useRead('reportPortPace', { query: { months } }, { keep: true })
  return (
    <PageFrame title="Porting" actions={<CsvButton report="reportPortPace" query={{ months }} />}>
      <Group gap="sm" align="flex-end">
        <Select
          label="Period"
          data={PERIODS.map((value) => ({ value, label: `Last ${value} months` }))}
          value={months}
          allowDeselect={false}
          w={160}
          onChange={(value) => change({ months: value === '12' ? undefined : (value ?? undefined) })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Kind of port"
          data={PORT_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
          value={kind}
          onChange={(value) => change({ kind: value === 'simple' ? undefined : value })}
        />
      </Group>
      <Loaded query={query} what="the report">
        {({ rows }) => <PaceOfKind rows={rows.filter((row) => row.kind === kind)} />}
      </Loaded>
    </PageFrame>
  )
}

function PaceOfKind({ rows }: { readonly rows: readonly Pace[] }): ReactNode {
  if (rows.length === 0)
    return <EmptyState title="No port of this kind yet" words="Choose another kind, or a longer period." />
  const timed = rows.filter(({ half }) => half !== null).slice(0, MOST_BARS)
  return (
    <Stack gap="lg">
      {timed.length > 0 && (
        <BarChart
          title="Business days from submission until ports are done"
          series={[
            { name: 'Business days until half are done', colour: 'brand' },
            { name: 'Until 8 of 10 are', colour: 'grey' },
          ]}
          bars={timed.map(({ carrier, half, eightOfTen }) => ({
            label: carrier,
            short: carrier.split(' ')[0] ?? carrier,
            values: [half ?? 0, eightOfTen ?? 0],
          }))}
          format={(value) => countText(Math.round(value))}
        />
      )}
      <DataTable label="Losing carriers" columns={COLUMNS} rows={rows} idOf={({ carrier }) => carrier} />
      <Text size="sm" c="dimmed" maw={640}>
        Days are business days of the porting desk, from the first submission: rejections and their repair are inside.
        An answer is late after its due date by the carrier’s own calendar. Forecasts rest on the same ports.
      </Text>
    </Stack>
  )
}

function daysText(days: number | null): string {
  return days === null ? '–' : plural(days, 'day')
}

function Share({
  part,
  whole,
  share,
}: {
  readonly part: number
  readonly whole: number
  readonly share: number | null
}) {
  if (share === null) return '–'
  return (
    <span
      style={{ whiteSpace: 'nowrap' }}
    >{`${Math.round(share * 100)}%, ${countText(part)} of ${countText(whole)}`}</span>
  )
}

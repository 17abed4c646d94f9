import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { BarChart } from '../../shared/chart/bar-chart.tsx'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { countText } from '../../shared/format/counts.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { DataTable } from '../../shared/list/data-table.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { CsvButton } from './csv-button.tsx'

type NumbersReport = Answer<'reportNumbers'>

/** Numbers of one kind and place, by status. */
interface PlaceRow {
  readonly kind: string
  readonly state: string | null
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

/** The numbers the reseller has: where they are and how they stand. */
export function Page(): ReactNode {
  const query = useRead('reportNumbers', {})
  return (
    <PageFrame title="Numbers" actions={<CsvButton report="reportNumbers" />}>
      <Loaded query={query} what="the report">
        {(report) =>
          report.total === 0 ? (
            <EmptyState title="There are no numbers" words="Add them under Numbers." />
          ) : (
            <Numbers report={report} />
          )
        }
      </Loaded>
    </PageFrame>
  )
}

function Numbers({ report: { rows, byStatus, total } }: { readonly report: NumbersReport }): ReactNode {
  const places = placesOf(rows)
  const statuses = byStatus.map(({ status }) => status)
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: 'Numbers', value: countText(total) },
          ...byStatus.map(({ status, count }) => ({ label: capital(status), value: countText(count) })),
        ]}
      />
      <BarChart
        title="Numbers by place"
        series={[
          { name: 'Assigned', colour: 'brand' },
          { name: 'Available', colour: 'grey' },
        ]}
        bars={places.map((place) => ({
          label: placeText(place),
          short: place.state ?? (place.kind === 'geographic' ? 'Other' : place.kind),
          values: [place.counts.get('assigned') ?? 0, place.counts.get('available') ?? 0],
        }))}
        format={(value) => countText(Math.round(value))}
      />
      <DataTable
        label="Numbers by kind and place"
        columns={columnsOf(statuses)}
        rows={places}
        idOf={placeText}
        foot={{
          place: 'In all',
          total: countText(total),
          ...Object.fromEntries(byStatus.map(({ status, count }) => [status, countText(count)])),
        }}
      />
    </Stack>
  )
}

function columnsOf(statuses: readonly string[]): readonly Column<PlaceRow>[] {
  return [
    {
      key: 'place',
      heading: 'Kind and place',
      render: (place) => (
        <RowLink to="/numbers" search={{ kind: place.kind, ...(place.state !== null && { state: place.state }) }}>
          {placeText(place)}
        </RowLink>
      ),
    },
    ...statuses.map((status, index): Column<PlaceRow> => ({
      key: status,
      heading: capital(status),
      align: 'right',
      ...(index > 1 && { from: 'sm' }),
      render: ({ counts }) => countText(counts.get(status) ?? 0),
    })),
    { key: 'total', heading: 'In all', align: 'right', render: (place) => countText(place.total) },
  ]
}

function placesOf(rows: NumbersReport['rows']): readonly PlaceRow[] {
  return [...Map.groupBy(rows, ({ kind, state }) => `${kind} ${state ?? ''}`).values()].flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    const counts = new Map(members.map(({ status, count }) => [status, count] as const))
    return [{ kind: first.kind, state: first.state, counts, total: members.reduce((sum, { count }) => sum + count, 0) }]
  })
}

function placeText({ kind, state }: PlaceRow): string {
  if (kind === 'geographic') return state ?? 'Geographic, state not known'
  return capital(kind)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).replaceAll('-', ' ')
}

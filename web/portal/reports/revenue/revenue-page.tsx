import { Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { CsvButton } from '../csv-button.tsx'
import { periodsAt } from './periods.ts'
import { RevenueChart } from './revenue-chart.tsx'
import { RevenueFacts } from './revenue-facts.tsx'
import { RevenueTable } from './revenue-table.tsx'
import { groupingOf, GROUPINGS } from './revenue-words.ts'

/** Rows of the table; what lies beyond is in the totals and in the file. */
const SHOWN_AT_MOST = 400

/** What the reseller took, what it cost, and what was left, by day or by what it came from. */
export function Page(): ReactNode {
  const zone = useTimeZone()
  const today = useToday(zone)
  const periods = periodsAt(today)
  const [state, change] = useQueryState()
  const from = state['from'] ?? periods[0]?.from ?? today
  const to = state['to'] ?? today
  const groupBy = groupingOf(state['groupBy'])
  const query = { from, to, groupBy }
  const isPossible = from <= to
  const report = useRead(
    'reportRevenue',
    { query: { ...query, limit: SHOWN_AT_MOST } },
    { keep: 'grouped-alike', enabled: isPossible },
  )
  const named = periods.find((period) => period.from === from && period.to === to)
  return (
    <PageFrame title="Revenue" actions={<CsvButton report="reportRevenue" query={query} />}>
      <Group gap="sm" align="flex-end">
        <Select
          label="Period"
          data={[...periods.map(({ name }) => name), ...(named === undefined ? ['Chosen days'] : [])]}
          value={named?.name ?? 'Chosen days'}
          allowDeselect={false}
          w={160}
          onChange={(name) => {
            const chosen = periods.find((period) => period.name === name)
            if (chosen !== undefined) change({ from: chosen.from, to: chosen.to })
          }}
        />
        <TextInput
          type="date"
          label="From"
          value={from}
          max={today}
          onChange={(event) => change({ from: event.currentTarget.value || undefined }, { replace: true })}
        />
        <TextInput
          type="date"
          label="To, included"
          value={to}
          max={today}
          error={isPossible ? undefined : 'Before the first day'}
          onChange={(event) => change({ to: event.currentTarget.value || undefined }, { replace: true })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Group by"
          data={GROUPINGS.map(({ value, label }) => ({ value, label }))}
          value={groupBy}
          onChange={(value) =>
            change({ groupBy: value === 'day' ? undefined : value, sort: undefined, order: undefined })
          }
        />
      </Group>
      <Loaded query={report} what="the report">
        {(answer) =>
          answer.rows.length === 0 ? (
            <EmptyState title="Nothing was earned in these days" words="Choose other days." />
          ) : (
            <Stack gap="lg">
              <RevenueFacts totals={answer.totals} />
              <RevenueChart report={answer} groupBy={groupBy} />
              <RevenueTable report={answer} groupBy={groupBy} isStale={report.isPlaceholderData} />
            </Stack>
          )
        }
      </Loaded>
    </PageFrame>
  )
}

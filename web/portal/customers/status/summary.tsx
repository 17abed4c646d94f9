import { SegmentedControl, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { SERVICE_TYPE_WORDS } from '../../../shared/calls/call-words.ts'
import { countText, durationText } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'
import { GROUPINGS, type Grouping } from './grouping.ts'

type Summarised = Answer<'readAccountStatus'>['summary']
type Row = Summarised['rows'][number]

/** Calls and charges of a cycle, grouped as one likes; each row leads to its records. */
export function Summary({ status }: { readonly status: Answer<'readAccountStatus'> }): ReactNode {
  const { rows, footer, groupBy } = status.summary
  const { account } = useAccount()
  const [, change] = useQueryState()
  return (
    <Section
      title="Calls and charges"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Group by"
          data={[...GROUPINGS]}
          value={groupBy}
          onChange={(value) => change({ groupBy: value === 'service-type' ? undefined : value }, { replace: true })}
        />
      }
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          No calls and no charges in this cycle.
        </Text>
      ) : (
        <DataTable
          label="Calls and charges"
          columns={columnsOf(groupBy, account.id)}
          rows={rows}
          idOf={({ key }) => key}
          foot={{
            name: 'In all',
            count: countText(footer.count),
            duration: durationText(footer.durationSeconds),
            charge: <Money value={footer.charge} />,
            gst: <Money value={footer.gst} />,
            total: <Money value={footer.total} />,
          }}
        />
      )}
    </Section>
  )
}

function columnsOf(groupBy: Grouping, accountId: string): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      heading: GROUPINGS.find(({ value }) => value === groupBy)?.label ?? '',
      render: (row) => (
        <RowLink to={`/customers/${accountId}/billing-records`} search={filtersOf(row)}>
          {nameOf(row, groupBy)}
        </RowLink>
      ),
    },
    { key: 'count', heading: 'Count', align: 'right', render: ({ count }) => countText(count) },
    {
      key: 'duration',
      heading: 'Duration',
      align: 'right',
      from: 'sm',
      render: ({ durationSeconds }) => (durationSeconds === 0 ? '–' : durationText(durationSeconds)),
    },
    {
      key: 'charge',
      heading: 'Charge ex GST',
      align: 'right',
      from: 'sm',
      render: ({ charge }) => <Money value={charge} />,
    },
    { key: 'gst', heading: 'GST', align: 'right', from: 'sm', render: ({ gst }) => <Money value={gst} /> },
    { key: 'total', heading: 'Total', align: 'right', render: ({ total }) => <Money value={total} /> },
  ]
}

function nameOf({ key, name }: Row, groupBy: Grouping): string {
  if (groupBy === 'day') return dayText(key)
  return groupBy === 'service-type' ? (wordOf(key) ?? name) : name
}

function wordOf(key: string): string | undefined {
  return Object.entries(SERVICE_TYPE_WORDS).find(([type]) => type === key)?.[1]
}

/** The filters of the billing records a row is made of, as the API links them. */
function filtersOf({ links }: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(links.records.split('?')[1] ?? ''))
}

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ServiceType } from '#domain/usage/service-type.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { SERVICE_TYPE_WORDS } from '../../shared/calls/call-words.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { countText } from '../../shared/format/counts.ts'
import { dayText } from '../../shared/format/dates.ts'
import { Money } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { DataTable } from '../../shared/list/data-table.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { CsvButton } from './csv-button.tsx'

type LateUsage = Answer<'reportLateUsage'>['rows'][number]

const FIGURE = { align: 'right' } as const

const COLUMNS: readonly Column<LateUsage>[] = [
  {
    key: 'account',
    heading: 'Customer',
    render: ({ accountId, accountName, statementId }) => (
      <RowLink to={`/customers/${accountId}/statements/${statementId}`}>{accountName}</RowLink>
    ),
  },
  { key: 'statement', heading: 'Kept off', from: 'sm', render: ({ statementNumber }) => statementNumber },
  { key: 'used', heading: 'Cycle it was used in', render: ({ usedFrom }) => `from ${dayText(usedFrom)}` },
  {
    key: 'type',
    heading: 'Service type',
    from: 'sm',
    render: ({ serviceType }) => SERVICE_TYPE_WORDS[serviceType as ServiceType] ?? serviceType,
  },
  { key: 'calls', heading: 'Calls', ...FIGURE, render: ({ calls }) => countText(calls) },
  { key: 'charge', heading: 'Not billed, ex GST', ...FIGURE, render: ({ charge }) => <Money value={charge} /> },
  { key: 'gst', heading: 'GST', ...FIGURE, from: 'md', render: ({ gst }) => <Money value={gst} /> },
]

/** Calls that came in too late to be billed. */
export function Page(): ReactNode {
  const query = useRead('reportLateUsage', {})
  return (
    <PageFrame title="Late usage" actions={<CsvButton report="reportLateUsage" />}>
      <Text size="sm" c="dimmed" maw={640}>
        Calls older than 160 days when they came in are not billed: they were taken off the account with the statement
        beside them.
      </Text>
      <Loaded query={query} what="the report">
        {({ rows, totals }) =>
          rows.length === 0 ? (
            <EmptyState title="No call came in too late" words="Every call so far could be billed." />
          ) : (
            <DataTable
              label="Late usage"
              columns={COLUMNS}
              rows={rows}
              idOf={({ statementId, usedFrom, serviceType }) => `${statementId} ${usedFrom} ${serviceType}`}
              foot={{
                account: 'In all',
                calls: countText(totals.calls),
                charge: <Money value={totals.charge} />,
                gst: <Money value={totals.gst} />,
              }}
            />
          )
        }
      </Loaded>
    </PageFrame>
  )
}

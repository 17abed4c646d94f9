import { Group, Switch, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Section } from '../../../../shared/layout/section.tsx'
import type { Column } from '../../../../shared/list/columns.ts'
import { DataTable } from '../../../../shared/list/data-table.tsx'
import { planRows, type PlanHere, type PlanRow } from './plan-rows.ts'

interface PlanDifferencesProps {
  readonly before: PlanHere
  readonly after: PlanHere
}

/** What a change of plan changes, side by side. */
export function PlanDifferences({ before, after }: PlanDifferencesProps): ReactNode {
  const [isAll, setAll] = useState(false)
  const rows = planRows(before, after).filter((row) => isAll || row.before !== row.after)
  const columns: readonly Column<PlanRow>[] = [
    { key: 'term', heading: 'Term', render: ({ term }) => term },
    { key: 'before', heading: before.plan.name, render: (row) => row.before },
    {
      key: 'after',
      heading: after.plan.name,
      render: (row) => (
        <>
          <Text span inherit fw={row.before === row.after ? undefined : 600}>
            {row.after}
          </Text>
          {row.change !== undefined && row.change !== '' && (
            <Text span inherit c="dimmed" className="figures">{` (${row.change})`}</Text>
          )}
        </>
      ),
    },
  ]
  return (
    <Section
      title="What changes"
      words="Ex GST."
      actions={
        <Switch
          size="sm"
          label="Show what stays the same too"
          checked={isAll}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      }
    >
      {rows.length === 0 ? (
        <Group>
          <Text size="sm">Nothing but the name.</Text>
        </Group>
      ) : (
        <DataTable label="What changes" columns={columns} rows={rows} idOf={({ term }) => term} />
      )}
    </Section>
  )
}

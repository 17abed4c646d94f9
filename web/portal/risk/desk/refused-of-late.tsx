import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'

type Risk = Answer<'readRisk'>

/** What rules refused within a day, by rule. */
export function RefusedOfLate({ risk: { refusedByRule } }: { readonly risk: Risk }): ReactNode {
  return (
    <Section
      title="Refused by rules"
      words="In the last 24 hours."
      actions={
        <Anchor component={AppLink} to="/risk/refused" fz="sm">
          All refused calls
        </Anchor>
      }
    >
      {refusedByRule.length === 0 ? (
        <Text size="sm" c="dimmed">
          None.
        </Text>
      ) : (
        <DataTable label="Refused by rules" columns={COLUMNS} rows={refusedByRule} idOf={({ rule }) => rule} />
      )}
    </Section>
  )
}

const COLUMNS: readonly Column<Risk['refusedByRule'][number]>[] = [
  {
    key: 'rule',
    heading: 'Rule',
    render: ({ rule, name }) => (
      <RowLink to="/risk/refused" search={{ rule }}>
        {name}
      </RowLink>
    ),
  },
  { key: 'calls', heading: 'Calls', align: 'right', render: ({ calls }) => countText(calls) },
]

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'

/** Limits and rules somebody lifted: until when, who, and why. */
export function Lifted(): ReactNode {
  const query = useRead('listReleased', {})
  return (
    <Section title="Lifted now">
      <Loaded query={query} what="what is lifted">
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing is lifted.
            </Text>
          ) : (
            <DataTable
              label="Lifted now"
              columns={COLUMNS}
              rows={items}
              idOf={({ accountId, control }) => `${accountId} ${control}`}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

const COLUMNS: readonly Column<Item<'listReleased'>>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'what', heading: 'Limit or rule', render: ({ name }) => name },
  { key: 'until', heading: 'Until', render: ({ until }) => <When at={until} full /> },
  { key: 'by', heading: 'By', from: 'sm', render: ({ by }) => by },
  { key: 'why', heading: 'Why', from: 'md', render: ({ words }) => words },
]

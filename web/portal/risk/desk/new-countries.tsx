import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Ago } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'

const SHOWN = 8

/** Countries customers called for the first time. */
export function NewCountries(): ReactNode {
  const query = useRead('listNewCountries', { query: { days: 7 } })
  return (
    <Section title="Countries called for the first time" words="In the last seven days.">
      <Loaded query={query} what="the countries">
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              None.
            </Text>
          ) : (
            <DataTable
              label="Countries called for the first time"
              columns={COLUMNS}
              rows={items.slice(0, SHOWN)}
              idOf={({ accountId, country }) => `${accountId} ${country}`}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

const COLUMNS: readonly Column<Item<'listNewCountries'>>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}/call-rules`}>{accountName}</RowLink>,
  },
  { key: 'country', heading: 'Country', render: ({ name }) => name },
  { key: 'when', heading: 'When', align: 'right', render: ({ firstCalledAt }) => <Ago at={firstCalledAt} /> },
]

import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { profileText } from './source-words.ts'

const COLUMNS: readonly Column<Item<'listCallSources'>>[] = [
  { key: 'name', heading: 'Name', render: ({ name }) => name },
  { key: 'format', heading: 'Format', render: ({ profile }) => profileText(profile) },
  { key: 'zone', heading: 'Zone of its times', from: 'sm', render: ({ profile }) => zoneOf(profile) },
  {
    key: 'whose',
    heading: 'Reads calls of',
    from: 'sm',
    render: ({ shared }) => (shared ? 'All resellers; the operator sends them' : 'Your customers'),
  },
]

/** The switches and carriers calls come from. */
export function Page(): ReactNode {
  const sources = useRead('listCallSources', {})
  const create = useMay()('calls.import') && (
    <Button component={AppLink} to="/billing-records/imports/sources/new">
      Register a source
    </Button>
  )
  return (
    <PageFrame title="Sources" crumbs={[{ label: 'Imports', to: '/billing-records/imports' }]} actions={create}>
      <Loaded query={sources} what="the sources">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="No source is registered"
              words="A source is a switch or carrier calls come from, and what its files look like."
              action={create}
            />
          ) : (
            <DataTable label="Sources" columns={COLUMNS} rows={items} idOf={({ id }) => id} />
          )
        }
      </Loaded>
    </PageFrame>
  )
}

function zoneOf({ time }: Readonly<Record<string, unknown>>): string {
  const zone: unknown = typeof time === 'object' && time !== null && 'timeZone' in time ? time.timeZone : undefined
  return typeof zone === 'string' ? zone : 'Said with each time'
}

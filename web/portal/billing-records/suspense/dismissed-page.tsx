import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { durationText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { CAUSE_WORDS } from './suspense-words.ts'

const COLUMNS: readonly Column<Item<'listDismissed'>>[] = [
  {
    key: 'origin',
    heading: 'Origin',
    render: ({ origin, line }) => (origin === '' ? `Line ${line}` : partyText(origin)),
  },
  {
    key: 'destination',
    heading: 'Destination',
    from: 'sm',
    render: ({ destination }) => (destination === '' ? '–' : partyText(destination)),
  },
  { key: 'cause', heading: 'Cause', from: 'sm', render: ({ cause }) => CAUSE_WORDS[cause] },
  {
    key: 'length',
    heading: 'Length',
    align: 'right',
    from: 'md',
    render: ({ durationSeconds }) => (durationSeconds === null ? '–' : durationText(durationSeconds)),
  },
  { key: 'reason', heading: 'Reason', render: ({ reason }) => reason },
  { key: 'by', heading: 'By', from: 'md', render: ({ dismissedBy }) => dismissedBy },
  { key: 'at', heading: 'Given up', render: ({ dismissedAt }) => <When at={dismissedAt} /> },
]

/** Calls that were given up for good. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Given up" crumbs={[{ label: 'Suspense', to: '/billing-records/suspense' }]}>
      <List
        endpoint="listDismissed"
        label="Calls given up"
        columns={COLUMNS}
        idOf={({ id }) => id}
        empty={<EmptyState title="Nothing was given up" words="Calls somebody dismisses stay here, with the reason." />}
      />
    </PageFrame>
  )
}

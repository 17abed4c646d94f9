import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { DataTable } from '../../../shared/list/data-table.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { mailKindWords } from './mail-kind-words.ts'

const COLUMNS: readonly Column<Item<'listMailTemplates'>>[] = [
  {
    key: 'kind',
    heading: 'E-mail',
    render: ({ kind }) => <RowLink to={`/settings/mail-templates/${kind}`}>{mailKindWords(kind)}</RowLink>,
  },
  { key: 'subject', heading: 'Subject', from: 'sm', render: ({ subject }) => subject },
  {
    key: 'own',
    heading: 'Words',
    render: ({ isOwn }) => (isOwn ? <StatusBadge tone="carrier">Your own</StatusBadge> : 'As delivered'),
  },
]

/** The words of every kind of e-mail. */
export function Page(): ReactNode {
  const templates = useRead('listMailTemplates', {})
  return (
    <PageFrame title="E-mail words" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={templates} what="the words of the e-mails">
        {({ items }) => <DataTable label="E-mail words" columns={COLUMNS} rows={items} idOf={({ kind }) => kind} />}
      </Loaded>
    </PageFrame>
  )
}

import { Anchor, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Ago, When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PlansMenu } from '../plans-menu.tsx'

const COLUMNS: readonly Column<Item<'listRateDecks'>>[] = [
  { key: 'name', heading: 'Name', render: ({ id, name }) => <RowLink to={`/plans/decks/${id}`}>{name}</RowLink> },
  {
    key: 'use',
    heading: 'Use',
    render: ({ use }) =>
      use === 'wholesale' ? (
        <StatusBadge tone="carrier">What you pay</StatusBadge>
      ) : (
        <StatusBadge tone="neutral">Retail</StatusBadge>
      ),
  },
  {
    key: 'plans',
    heading: 'Calling plans that use it',
    from: 'md',
    render: ({ plans }) => (plans.length === 0 ? '–' : plans.map(({ name }) => name).join(', ')),
  },
  { key: 'versions', heading: 'Versions', align: 'right', from: 'sm', render: ({ versions }) => countText(versions) },
  { key: 'currency', heading: 'Currency', from: 'sm', render: ({ currency }) => currency },
]

/** Prices by destination. */
export function Page(): ReactNode {
  const mayWrite = useMay()('plans.write')
  const upload = mayWrite && (
    <Button component={AppLink} to="/plans/decks/upload">
      Upload a rate sheet
    </Button>
  )
  return (
    <>
      <PlansMenu />
      <PageFrame title="Rate decks" actions={upload}>
        <List
          endpoint="listRateDecks"
          label="Rate decks"
          columns={COLUMNS}
          idOf={({ id }) => id}
          empty={
            <EmptyState
              title="No rate decks yet"
              words="A deck prices calls by the digits they begin with. Upload your carrier’s sheet as it is: its columns are recognised."
              action={upload}
            />
          }
        />
        {mayWrite && <UnderReview />}
      </PageFrame>
    </>
  )
}

type Draft = Item<'listDeckDrafts'>

const DRAFT_COLUMNS: readonly Column<Draft>[] = [
  {
    key: 'file',
    heading: 'Sheet',
    render: ({ id, fileName }) => (
      <Anchor component={AppLink} to={`/plans/decks/drafts/${id}`} fz="inherit" fw={500}>
        {fileName}
      </Anchor>
    ),
  },
  { key: 'deck', heading: 'For', render: ({ name }) => name },
  { key: 'rows', heading: 'Prefixes', align: 'right', from: 'sm', render: ({ sheet }) => countText(sheet.prefixes) },
  { key: 'by', heading: 'Uploaded by', from: 'md', render: ({ createdBy }) => createdBy },
  { key: 'at', heading: 'Uploaded', from: 'sm', render: ({ createdAt }) => <Ago at={createdAt} /> },
  { key: 'until', heading: 'Kept until', from: 'md', render: ({ expiresAt }) => <When at={expiresAt} /> },
]

function UnderReview(): ReactNode {
  const drafts = useRead('listDeckDrafts', { query: { limit: 50 } }).data?.items ?? []
  if (drafts.length === 0) return null
  return (
    <Section title="Under review" words="Uploaded and not published yet.">
      <DataTable label="Sheets under review" columns={DRAFT_COLUMNS} rows={drafts} idOf={({ id }) => id} />
    </Section>
  )
}

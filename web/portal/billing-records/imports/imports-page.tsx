import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Ago, Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { IMPORT_STATUS, isUnderWay, LOOK_MS, type CallImport } from './import-words.ts'
import { ImportProgress } from './import-progress.tsx'
import { UploadCalls } from './upload-calls.tsx'

const COUNT = { align: 'right' } as const

const COLUMNS: readonly Column<CallImport>[] = [
  {
    key: 'file',
    heading: 'File',
    render: ({ id, fileName }) => <RowLink to={`/billing-records/imports/${id}`}>{fileName}</RowLink>,
  },
  { key: 'source', heading: 'Source', from: 'md', render: ({ source }) => source },
  { key: 'sent', heading: 'Sent', from: 'sm', render: ({ startedAt }) => <Ago at={startedAt} /> },
  {
    key: 'status',
    heading: 'Status',
    render: (each) => (isUnderWay(each) ? <ImportProgress call={each} /> : <Status {...each} />),
  },
  { key: 'rated', heading: 'Rated', ...COUNT, from: 'sm', render: ({ rated }) => countText(rated) },
  { key: 'free', heading: 'Free', ...COUNT, from: 'lg', render: ({ free }) => countText(free) },
  { key: 'duplicates', heading: 'In already', ...COUNT, from: 'lg', render: (each) => countText(each.duplicates) },
  { key: 'waiting', heading: 'In suspense', ...COUNT, from: 'sm', render: ({ waiting }) => <Amiss count={waiting} /> },
  { key: 'rejected', heading: 'Rejected', ...COUNT, from: 'md', render: ({ rejected }) => <Amiss count={rejected} /> },
  { key: 'charge', heading: 'Ex GST', ...COUNT, from: 'md', render: ({ charge }) => <Money value={charge} /> },
]

/** Files of calls: a new one, those that are being read, and all that came in. */
export function Page(): ReactNode {
  const mayImport = useMay()('calls.import')
  return (
    <PageFrame
      title="Imports"
      actions={
        <Button variant="default" component={AppLink} to="/billing-records/imports/sources">
          Sources
        </Button>
      }
    >
      {mayImport && <UploadCalls />}
      <List
        endpoint="listImports"
        label="Imports"
        columns={COLUMNS}
        idOf={({ id }) => id}
        nameOf={({ fileName }) => fileName}
        withTotal
        every={lookAgain}
        empty={
          <EmptyState
            title="Nothing was imported yet"
            words="Files of calls stand here once they are sent, from this page or by the API, with what came of each row."
          />
        }
      />
    </PageFrame>
  )
}

function lookAgain(answer: Answer<'listImports'> | undefined): number | false {
  return answer?.items.some(isUnderWay) === true ? LOOK_MS : false
}

function Status({ status }: CallImport): ReactNode {
  const [words, tone] = IMPORT_STATUS[status]
  return <StatusBadge tone={tone}>{words}</StatusBadge>
}

function Amiss({ count }: { readonly count: number }): ReactNode {
  return (
    <Text span inherit {...(count > 0 ? { c: 'var(--warning)', fw: 500 } : { c: 'dimmed' })}>
      {countText(count)}
    </Text>
  )
}

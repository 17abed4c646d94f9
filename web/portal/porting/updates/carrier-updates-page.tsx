import { Alert, Anchor, NativeSelect, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { Working } from '../../../shared/feedback/working.tsx'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { statusOf } from './sheet-words.ts'

const COLUMNS: readonly Column<Item<'listCarrierSheets'>>[] = [
  {
    key: 'file',
    heading: 'Sheet',
    render: ({ id, fileName }) => <RowLink to={`/porting/updates/${id}`}>{fileName}</RowLink>,
  },
  { key: 'carrier', heading: 'Carrier', from: 'sm', render: ({ carrier }) => carrier.name },
  {
    key: 'status',
    heading: 'Status',
    render: (sheet) => {
      const { text, tone } = statusOf(sheet)
      return <StatusBadge tone={tone}>{text}</StatusBadge>
    },
  },
  { key: 'rows', heading: 'Rows', align: 'right', from: 'sm', render: ({ counts }) => countText(counts.rows) },
  { key: 'applied', heading: 'Applied', align: 'right', render: ({ counts }) => countText(counts.applied) },
  {
    key: 'left',
    heading: 'Left',
    align: 'right',
    from: 'md',
    render: ({ counts }) => countText(counts.ready + counts.split + counts.refused + counts.failed),
  },
  { key: 'by', heading: 'By', from: 'md', render: ({ uploadedBy }) => uploadedBy },
  { key: 'at', heading: 'Uploaded', align: 'right', render: ({ uploadedAt }) => <Ago at={uploadedAt} /> },
]

/** Carriers' answers to many orders at once: a sheet is dropped, looked at, and applied. */
export function Page(): ReactNode {
  const may = useMay()
  const carriers = useRead('listCarriers', {})
  return (
    <>
      <PortingMenu />
      <PageFrame title="Carrier updates">
        <Stack gap="xl">
          {may('ports.work') && (
            <Loaded query={carriers} what="the carriers">
              {({ items }) => <Upload carriers={items.filter(({ isUpstream }) => isUpstream)} />}
            </Loaded>
          )}
          <Section title="Sheets so far">
            <List
              endpoint="listCarrierSheets"
              label="Sheets"
              columns={COLUMNS}
              withTotal
              idOf={({ id }) => id}
              filters={FILTERS}
              empty={
                <EmptyState title="No sheet yet" words="Each sheet is kept here with what it changed, row by row." />
              }
            />
          </Section>
        </Stack>
      </PageFrame>
    </>
  )
}

const FILTERS = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: [
      { value: 'review', label: 'To review' },
      { value: 'applying', label: 'Being applied' },
      { value: 'done', label: 'Applied' },
    ],
  },
] as const

function Upload({ carriers }: { readonly carriers: readonly Item<'listCarriers'>[] }): ReactNode {
  const navigate = useNavigate()
  const usual = carriers.find(({ isDefault }) => isDefault) ?? carriers[0]
  const [chosen, setChosen] = useState<string>()
  const [file, setFile] = useState<File>()
  const upload = useChange('uploadCarrierSheet', {
    silent: true,
    onDone: ({ id, isRepeated }) => {
      if (isRepeated) tellDone('This sheet was here before')
      void navigate({ to: `/porting/updates/${id}` })
    },
  })
  if (usual === undefined) {
    return (
      <EmptyState
        title="No upstream carrier yet"
        words="Say first which carriers you lodge ports with."
        action={
          <Anchor component={AppLink} to="/porting/carriers">
            Add a carrier
          </Anchor>
        }
      />
    )
  }
  const carrierId = chosen ?? usual.id
  return (
    <Stack gap="sm" maw={640}>
      <Text size="sm">
        Drop what the carrier sends back. Nothing changes before you have seen what each row would do.
      </Text>
      {carriers.length > 1 && (
        <NativeSelect
          label="It is from"
          maw={320}
          value={carrierId}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={carriers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FileDrop
        label="Sheet of answers"
        words="CSV with commas, semicolons or tabs, up to 5,000 rows. Of a workbook, save the sheet as CSV first."
        accept=".csv,.txt,.tsv,.xlsx,.xls,text/csv,text/plain"
        file={file}
        isBusy={upload.isPending}
        onFile={(sheet) => {
          setFile(sheet)
          upload.mutate({ query: { carrierId, fileName: sheet.name.slice(0, 200) }, file: sheet })
        }}
      />
      {upload.isPending && <Working words={`Comparing ${file?.name ?? 'the sheet'} with the orders`} />}
      {upload.isError && (
        <Alert color="red" role="alert" title="Nothing was taken">
          {detailOf(upload.error)}
        </Alert>
      )}
    </Stack>
  )
}

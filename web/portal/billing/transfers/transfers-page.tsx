import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { Working } from '../../../shared/feedback/working.tsx'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { dayText, daysText } from '../../../shared/format/dates.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { FORMAT_WORDS } from './transfer-words.ts'

const COLUMNS: readonly Column<Item<'listBankFiles'>>[] = [
  {
    key: 'file',
    heading: 'File',
    render: ({ id, fileName }) => <RowLink to={`/billing/transfers/files/${id}`}>{fileName}</RowLink>,
  },
  { key: 'format', heading: 'Kind', from: 'md', render: ({ format }) => FORMAT_WORDS[format] },
  {
    key: 'days',
    heading: 'Days',
    from: 'sm',
    render: ({ firstDay, lastDay }) =>
      firstDay === null || lastDay === null
        ? '–'
        : firstDay === lastDay
          ? dayText(firstDay)
          : daysText(firstDay, lastDay),
  },
  { key: 'state', heading: 'To do', render: (file) => <ToDo file={file} /> },
  {
    key: 'posted',
    heading: 'Posted',
    align: 'right',
    from: 'sm',
    render: ({ sums }) => moneyText(sums.posted.amount),
  },
  { key: 'rows', heading: 'Rows', align: 'right', from: 'md', render: ({ rows }) => countText(rows) },
  { key: 'by', heading: 'By', from: 'lg', render: ({ uploadedBy }) => uploadedBy },
  { key: 'at', heading: 'Uploaded', align: 'right', from: 'sm', render: ({ uploadedAt }) => <Ago at={uploadedAt} /> },
]

function ToDo({ file: { sums, missing } }: { readonly file: Item<'listBankFiles'> }): ReactNode {
  if (missing !== null) return <StatusBadge tone="watch">Columns to say</StatusBadge>
  const { matched, suggested, unmatched } = sums
  if (matched.count > 0) return <StatusBadge tone="due">{`${countText(matched.count)} to post`}</StatusBadge>
  const open = suggested.count + unmatched.count
  if (open > 0) return <StatusBadge tone="watch">{`${countText(open)} to assign`}</StatusBadge>
  return <StatusBadge tone="good">Done</StatusBadge>
}

/** Money that comes by the bank: files are dropped, looked through and posted; what is nobody's is assigned. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <PageFrame title="Bank transfers">
      <Stack gap="xl">
        <Open />
        {may('bank-transfers.write') && <Upload />}
        <Section title="Files so far">
          <List
            endpoint="listBankFiles"
            label="Files of the bank"
            columns={COLUMNS}
            withTotal
            idOf={({ id }) => id}
            nameOf={({ fileName }) => fileName}
            empty={
              <EmptyState
                title="No file yet"
                words="Each is kept here with what became of its rows. The same file again changes nothing."
              />
            }
          />
        </Section>
      </Stack>
    </PageFrame>
  )
}

/** What is on no account, wherever it came from. */
function Open(): ReactNode {
  const { data } = useRead('listBankTransfers', {
    query: { status: 'unmatched,suggested,matched', withTotal: 'true', limit: 1 },
  })
  if (data?.sums === undefined || data.sums === null || data.total === null || data.total === 0) return null
  const since = data.oldest === null ? '' : `, the oldest of ${dayText(data.oldest)}`
  return (
    <Text size="sm">
      {`${plural(data.total, 'transfer')} with ${moneyText(data.sums.left)} ${data.total === 1 ? 'is' : 'are'} on no account${since}. `}
      <Anchor component={AppLink} to="/billing/transfers/open" size="sm" underline="always">
        Assign them
      </Anchor>
    </Text>
  )
}

function Upload(): ReactNode {
  const navigate = useNavigate()
  const [file, setFile] = useState<File>()
  const upload = useChange('uploadBankFile', {
    silent: true,
    onDone: ({ id, isRepeated }) => {
      if (isRepeated) tellDone('This file was here before; nothing changed')
      void navigate({ to: `/billing/transfers/files/${id}` })
    },
  })
  return (
    <Stack gap="sm" maw={640}>
      <Text size="sm">
        Drop what the bank gives you. Nothing is posted before you have seen whose each transfer is.
      </Text>
      <FileDrop
        label="File of the bank"
        words="A statement as CSV, a direct-entry file (ABA), or BPAY receivables (BRF). Days may overlap with an earlier file."
        accept=".csv,.txt,.aba,.brf,.dat,.xlsx,.xls,text/csv,text/plain"
        file={file}
        isBusy={upload.isPending}
        onFile={(one) => {
          setFile(one)
          upload.mutate({ query: { fileName: one.name.slice(0, 200) }, file: one })
        }}
      />
      {upload.isPending && <Working words={`Matching ${file?.name ?? 'the file'}`} />}
      {upload.isError && (
        <Alert color="red" role="alert" title="Nothing was taken">
          {detailOf(upload.error)}
        </Alert>
      )}
    </Stack>
  )
}

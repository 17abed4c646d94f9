import { Alert, Anchor, Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Body } from '../../../shared/api/wire-types.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { durationText } from '../../../shared/format/counts.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { Ago, useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { DismissDialog } from './dismiss-dialog.tsx'
import { RowPanel } from './row-panel.tsx'
import { CAUSE_OPTIONS, CAUSE_WORDS, retriedText, type Cause, type SuspendedCall } from './suspense-words.ts'

/** As many imports as one chooses from in a list of filters. */
const RECENT = 30

/** Every suspended row by itself. */
export function Page(): ReactNode {
  const may = useMay()
  const [state] = useQueryState()
  const filters = useFilters()
  const [dismissing, setDismissing] = useState<readonly SuspendedCall[]>([])
  const [result, setResult] = useState<string>()
  const retry = useChange('retrySuspense', { onDone: (report) => setResult(retriedText(report)) })
  const pick = (rows: readonly SuspendedCall[], untick: () => void): void => {
    setDismissing(rows)
    untick()
  }
  return (
    <PageFrame
      title="Suspended calls"
      crumbs={[{ label: 'Suspense', to: '/billing-records/suspense' }]}
      actions={
        may('suspense.write') && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate({ body: scopeOf(state) })}>
            Try these again
          </Button>
        )
      }
    >
      {result !== undefined && (
        <Alert
          color="brand"
          variant="light"
          role="status"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setResult(undefined)}
        >
          {result}
        </Alert>
      )}
      <List
        endpoint="listSuspense"
        label="Suspended calls"
        columns={COLUMNS}
        filters={filters}
        exportBy="exportSuspense"
        withTotal
        idOf={({ id }) => id}
        nameOf={({ origin, line }) => (origin === '' ? `line ${line}` : origin)}
        bulk={may('suspense.dismiss') ? (rows, untick) => giveUp(() => pick(rows, untick)) : undefined}
        empty={<EmptyState title="Nothing is in suspense" words="Every call that came in has its price." />}
      />
      <DismissDialog
        opened={dismissing.length > 0}
        onClose={() => setDismissing([])}
        calls={dismissing.length}
        ids={dismissing.map(({ id }) => id)}
        onDone={(words) => {
          setDismissing([])
          setResult(words)
        }}
      />
      <RowPanel onDone={setResult} />
    </PageFrame>
  )
}

function giveUp(act: () => void): ReactNode {
  return (
    <Button size="compact-sm" variant="default" onClick={act}>
      Give them up
    </Button>
  )
}

function useFilters(): readonly Filter[] {
  const [{ group }] = useQueryState()
  const sources = useRead('listCallSources', {})
  const imports = useRead('listImports', { query: { limit: RECENT } })
  return [
    { kind: 'choice', field: 'cause', label: 'Cause', options: CAUSE_OPTIONS, several: true },
    {
      kind: 'choice',
      field: 'source',
      label: 'Source',
      options: (sources.data?.items ?? []).map(({ name }) => ({ value: name, label: name })),
    },
    {
      kind: 'choice',
      field: 'importId',
      label: 'Import',
      options: (imports.data?.items ?? []).map(({ id, fileName }) => ({ value: id, label: fileName })),
    },
    ...(group === undefined
      ? []
      : [
          {
            kind: 'choice',
            field: 'group',
            label: 'Group',
            options: [{ value: group, label: 'one of them' }],
          } as const,
        ]),
  ]
}

/** The filters a retry takes as the list does. */
function scopeOf({ cause, source, importId, group }: Readonly<Record<string, string>>): Body<'retrySuspense'> {
  return {
    ...(cause !== undefined && { cause: cause.split(',') as Cause[] }),
    ...(source !== undefined && { source }),
    ...(importId !== undefined && { importId }),
    ...(group !== undefined && { group }),
  }
}

const COLUMNS: readonly Column<SuspendedCall>[] = [
  {
    key: 'origin',
    heading: 'Origin',
    render: ({ id, origin, line }) => (
      <RowLink patch={{ row: id }}>{origin === '' ? `Line ${line}` : partyText(origin)}</RowLink>
    ),
  },
  {
    key: 'destination',
    heading: 'Destination',
    from: 'sm',
    render: ({ destination }) => (destination === '' ? '–' : partyText(destination)),
  },
  {
    key: 'cause',
    heading: 'Cause',
    render: ({ cause }) => <StatusBadge tone="watch">{CAUSE_WORDS[cause]}</StatusBadge>,
  },
  { key: 'start', heading: 'Started', from: 'md', render: ({ startedAt }) => <Started at={startedAt} /> },
  {
    key: 'length',
    heading: 'Length',
    align: 'right',
    from: 'sm',
    render: ({ durationSeconds }) => (durationSeconds === null ? '–' : durationText(durationSeconds)),
  },
  {
    key: 'file',
    heading: 'Came by',
    from: 'lg',
    render: ({ fileName, importId, line, source }) => (
      <Anchor component={AppLink} to={`/billing-records/imports/${importId}`} c="inherit" fz="inherit">
        {fileName ?? source}, line {line}
      </Anchor>
    ),
  },
  { key: 'since', heading: 'Waits since', from: 'md', render: ({ suspendedAt }) => <Ago at={suspendedAt} /> },
  { key: 'tries', heading: 'Tries', align: 'right', from: 'lg', render: ({ tries }) => tries },
]

function Started({ at }: { readonly at: string | null }): ReactNode {
  const zone = useTimeZone()
  return at === null ? (
    '–'
  ) : (
    <Text span inherit style={{ whiteSpace: 'nowrap' }}>
      {instantText(at, zone)}
    </Text>
  )
}

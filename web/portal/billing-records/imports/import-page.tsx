import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { bytesText, countText, plural } from '../../../shared/format/counts.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { RecordsList } from '../records/records-list.tsx'
import { ImportProgress } from './import-progress.tsx'
import { IMPORT_STATUS, isUnderWay, LOOK_MS, rowsOf, type CallImport } from './import-words.ts'

/** One file of calls: how far it is, what became of its rows, and its calls. */
export function Page(): ReactNode {
  const importId = useParam('importId')
  const query = useRead(
    'readImport',
    { params: { importId } },
    { every: (answer) => (answer !== undefined && isUnderWay(answer) ? LOOK_MS : false) },
  )
  return (
    <Loaded query={query} what="the import">
      {(call) => <Import call={call} />}
    </Loaded>
  )
}

function Import({ call }: { readonly call: CallImport }): ReactNode {
  const [words, tone] = IMPORT_STATUS[call.status]
  return (
    <PageFrame
      title={call.fileName}
      crumbs={[{ label: 'Imports', to: '/billing-records/imports' }]}
      aside={<StatusBadge tone={tone}>{words}</StatusBadge>}
      actions={<Acts call={call} />}
    >
      {isUnderWay(call) && <ImportProgress call={call} />}
      {call.failure !== null && (
        <Alert color="red" title="The file cannot be read" role="alert">
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {call.failure}
          </Text>
          <Text size="sm" mt="xs">
            What was read before that is in. Correct the file, or choose the source whose files look like it, and send
            it again.
          </Text>
        </Alert>
      )}
      <Facts
        facts={[
          { label: 'Source', value: call.source },
          { label: 'Sent', value: <When at={call.startedAt} full /> },
          { label: 'By', value: call.uploadedBy },
          {
            label: 'Finished',
            value: call.finishedAt === null ? '–' : <When at={call.finishedAt} full />,
          },
          { label: 'Size', value: call.kind === 'file' ? bytesText(call.bytes) : 'Calls told one by one' },
          { label: 'Charge, ex GST', value: <Money value={call.charge} /> },
        ]}
      />
      <Section title="What became of its rows" words={`${plural(rowsOf(call), 'row')} read`}>
        <Facts
          facts={[
            { label: 'Rated', value: countText(call.rated) },
            { label: 'Free', value: countText(call.free) },
            { label: 'In already', value: countText(call.duplicates) },
            { label: 'Could not be priced', value: countText(call.suspended) },
            { label: 'Rejected: cannot be read', value: <Rejected call={call} /> },
            { label: 'Still wait in suspense', value: <Waiting call={call} /> },
          ]}
        />
      </Section>
      {(isUnderWay(call) || call.calls > 0) && (
        <Section title="Its calls">
          <RecordsList
            importId={call.id}
            empty={<EmptyState title="No calls yet" words="They appear here as the file is read." />}
          />
        </Section>
      )}
    </PageFrame>
  )
}

function Waiting({ call }: { readonly call: CallImport }): ReactNode {
  if (call.waiting === 0) return '0'
  return (
    <Stack gap={0}>
      <span>{countText(call.waiting)}</span>
      <Anchor component={AppLink} to={`/billing-records/suspense/calls?importId=${call.id}`} size="sm">
        Put them right
      </Anchor>
    </Stack>
  )
}

function Rejected({ call }: { readonly call: CallImport }): ReactNode {
  if (call.rejected === 0) return '0'
  return (
    <Stack gap={0}>
      <span>{countText(call.rejected)}</span>
      <Anchor
        href={addressOf('rejectedRows', { params: { importId: call.id }, query: { rows: 'rejected' } })}
        download
        size="sm"
      >
        Download them
      </Anchor>
    </Stack>
  )
}

function Acts({ call }: { readonly call: CallImport }): ReactNode {
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const cancel = useChange('cancelImport', { done: 'The import stops', onDone: () => setAsking(false) })
  return (
    <Group gap="xs">
      {call.waiting > 0 && (
        <Button
          variant="default"
          component="a"
          href={addressOf('rejectedRows', { params: { importId: call.id }, query: { rows: 'all' } })}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Rows in suspense
        </Button>
      )}
      {call.canCancel && may('calls.import') && (
        <Button variant="default" onClick={() => setAsking(true)}>
          Stop the import
        </Button>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Stop reading ${call.fileName}?`}
        consequences={[
          `The ${plural(rowsOf(call), 'row')} read so far stay in.`,
          'Sending the same file again goes on where it was stopped.',
        ]}
        action="Stop the import"
        onConfirm={() => cancel.mutate({ params: { importId: call.id } })}
        isBusy={cancel.isPending}
      />
    </Group>
  )
}

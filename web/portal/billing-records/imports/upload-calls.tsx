import { Alert, Anchor, Button, Group, Loader, Select, Stack, Text } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useSession } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { call } from '../../../shared/api/client.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { tellFailure } from '../../../shared/feedback/toast.tsx'
import { bytesText } from '../../../shared/format/counts.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import type { CallImport } from './import-words.ts'
import { profileText } from './source-words.ts'

/** Remembers which source this person sent from last. */
const LAST_SOURCE = 'calls-source'

interface Sent {
  readonly import: CallImport
  /** The very same file was sent before. */
  readonly isKnown: boolean
}

/** A file of calls sent from here: dropped or chosen, with the source it comes from. */
export function UploadCalls(): ReactNode {
  const { role } = useSession()
  const sources = useRead('listCallSources', {})
  const [file, setFile] = useState<File>()
  const [chosen, setChosen] = useState(() => localStorage.getItem(LAST_SOURCE))
  const [sent, setSent] = useState<Sent>()
  const upload = useUpload((done) => {
    setSent(done)
    setFile(undefined)
  })
  // A source all resellers share is the operator's to send for.
  const usable = (sources.data?.items ?? []).filter(({ shared }) => !shared || role === 'operator')
  const source = usable.find(({ name }) => name === chosen) ?? (usable.length === 1 ? usable[0] : undefined)
  if (sources.data !== undefined && usable.length === 0) return <NoSource />
  return (
    <Stack gap="sm">
      <FileDrop
        label="File of calls"
        words="As your switch or carrier writes it: CSV, or text with another separator."
        accept=".csv,.txt,.log,.tsv"
        file={file}
        isBusy={upload.isBusy}
        onFile={(dropped) => {
          setFile(dropped)
          setSent(undefined)
        }}
      />
      {file !== undefined && (
        <Group align="flex-end" gap="sm">
          <Select
            label="Where it comes from"
            placeholder="Choose a source"
            data={usable.map(({ name, profile }) => ({ value: name, label: `${name} (${profileText(profile)})` }))}
            value={source?.name ?? null}
            onChange={(name) => {
              setChosen(name)
              if (name !== null) localStorage.setItem(LAST_SOURCE, name)
            }}
            disabled={upload.isBusy}
            w={280}
          />
          <Button
            loading={upload.isBusy}
            disabled={source === undefined}
            onClick={() => {
              if (source !== undefined) upload.send(file, source.name)
            }}
          >
            Import calls
          </Button>
          {!upload.isBusy && (
            <Button variant="default" onClick={() => setFile(undefined)}>
              Cancel
            </Button>
          )}
        </Group>
      )}
      {upload.isBusy && file !== undefined && (
        <Group gap="xs" role="status">
          <Loader size="xs" />
          <Text size="sm" c="dimmed">
            Sending {file.name} ({bytesText(file.size)}). Stay until it is sent; it is read without you.
          </Text>
        </Group>
      )}
      {sent !== undefined && <SentNote {...sent} />}
    </Stack>
  )
}

function useUpload(onSent: (sent: Sent) => void) {
  const newest = useRef(0)
  const change = useChange('uploadCalls', {
    onDone: (answer) => {
      onSent({ import: answer, isKnown: Number(answer.id) <= newest.current })
    },
  })
  return {
    isBusy: change.isPending,
    send: (file: File, source: string): void => {
      call('listImports', { query: { limit: 1 } })
        .then(({ items }) => {
          newest.current = Number(items[0]?.id ?? '0')
          change.mutate({ query: { source, fileName: file.name }, file })
        })
        .catch((error: unknown) => tellFailure(detailOf(error)))
    },
  }
}

function SentNote({ import: sent, isKnown }: Sent): ReactNode {
  const zone = useTimeZone()
  const link = (
    <Anchor component={AppLink} to={`/billing-records/imports/${sent.id}`} size="sm" underline="always">
      Open it
    </Anchor>
  )
  if (isKnown && sent.status === 'done') {
    return (
      <Alert color="gray" title="This very file is in already" role="status">
        <Text size="sm">
          It came in on {instantText(sent.startedAt, zone)} as {sent.fileName}. Nothing was imported twice. {link}
        </Text>
      </Alert>
    )
  }
  return (
    <Alert color="brand" variant="light" title={isKnown ? 'This file is being read already' : 'Sent'} role="status">
      <Text size="sm">
        {sent.fileName} is read in the background: you can leave this page. {link}
      </Text>
    </Alert>
  )
}

function NoSource(): ReactNode {
  return (
    <EmptyState
      title="Where do your calls come from?"
      words="Register your switch or carrier once: what its files look like. After that you drop them here."
      action={
        <Button component={AppLink} to="/billing-records/imports/sources/new">
          Register a source
        </Button>
      }
    />
  )
}

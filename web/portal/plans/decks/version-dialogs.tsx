import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { CHANGE_WORDS, rateText, type DeckVersion } from './deck-words.ts'

interface DialogProps {
  readonly deckId: string
  readonly version: DeckVersion
  /** What it is held against. */
  readonly against: DeckVersion
  readonly onClose: () => void
}

/** What a version changed against the one before it. */
export function CompareDialog({ deckId, version, against, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`What version ${version.version} changed against version ${against.version}`}
      size="xl"
    >
      <Difference deckId={deckId} version={version} against={against} />
    </Modal>
  )
}

/** Asks before the rates of an earlier version are published again, and shows what that would change. */
export function RevertDialog({ deckId, version, against, onClose }: DialogProps): ReactNode {
  const [note, setNote] = useState('')
  const revert = useChange('revertRateDeck', {
    done: (published) =>
      published.outcome === 'same'
        ? 'The rates in force are the very same'
        : `Version ${published.version} is in force`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={`Go back to version ${version.version}?`} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const words = note.trim()
          revert.mutate({
            params: { deckId },
            body: { version: version.version, ...(words !== '' && { note: words }) },
          })
        }}
      >
        <Stack>
          <Text size="sm">
            Its {countText(version.rows)} rates are published again as the next version and price calls from now on.
            Calls that are priced already keep their price. Against version {against.version}, which is in force:
          </Text>
          <Difference deckId={deckId} version={version} against={against} />
          <TextInput
            label="Why"
            description="Shown beside the version"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" color="red" loading={revert.isPending}>
              Revert to version {version.version}
            </Button>
            <Button variant="default" onClick={onClose}>
              Keep things as they are
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type Comparison = Answer<'compareDeckVersions'>
type Change = Comparison['changes'][number]

const COLUMNS: readonly Column<Change>[] = [
  { key: 'prefix', heading: 'Prefix', render: ({ prefix }) => <span className="figures">{prefix}</span> },
  {
    key: 'destination',
    heading: 'Destination',
    render: ({ before, after }) => after?.destination ?? before?.destination,
  },
  { key: 'kind', heading: 'What', from: 'sm', render: ({ kind }) => CHANGE_WORDS[kind] },
  { key: 'before', heading: 'Was', align: 'right', render: ({ before }) => rateText(before) },
  { key: 'after', heading: 'Becomes', align: 'right', render: ({ after }) => rateText(after) },
]

function Difference({ deckId, version, against }: Omit<DialogProps, 'onClose'>): ReactNode {
  const query = useRead('compareDeckVersions', {
    params: { deckId, version: version.version },
    query: { against: against.version },
  })
  return (
    <Loaded query={query} what="what changes">
      {({ counts, changes }) => (
        <Stack gap="sm">
          <Facts
            facts={[
              { label: 'New', value: sum(counts, 'new', 'offered') },
              { label: 'Raised', value: sum(counts, 'raised') },
              { label: 'Lowered', value: sum(counts, 'lowered') },
              { label: 'Removed', value: sum(counts, 'removed', 'not_offered') },
              { label: 'Other terms', value: sum(counts, 'terms', 'renamed') },
              { label: 'The same', value: sum(counts, 'unchanged') },
            ]}
          />
          {changes.length > 0 && (
            <div style={{ maxHeight: 360, overflow: 'auto' }}>
              <DataTable label="Changes" columns={COLUMNS} rows={changes} idOf={({ prefix }) => prefix} />
            </div>
          )}
          {changes.length === 200 && (
            <Text size="sm" c="dimmed">
              The first 200, the largest rises first. Export both versions for all of them.
            </Text>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function sum(counts: Comparison['counts'], ...kinds: readonly string[]): string {
  return countText(kinds.reduce((all, kind) => all + (counts[kind] ?? 0), 0))
}

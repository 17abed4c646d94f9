import { Anchor, Button, Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { StandingBadge, standingOf } from '../calling/plan-versions.tsx'
import type { DeckVersion } from './deck-words.ts'
import { CompareDialog, RevertDialog } from './version-dialogs.tsx'

type Deck = Answer<'readRateDeck'>

interface DeckVersionsProps {
  readonly deck: Deck
  readonly mayWrite: boolean
}

/** The versions of a deck, the last first, each with what it changed and the way back to it. */
export function DeckVersions({ deck, mayWrite }: DeckVersionsProps): ReactNode {
  const [asked, ask] = useState<{ readonly version: DeckVersion; readonly act: 'compare' | 'revert' }>()
  const inForce = deck.versions.find(({ isInForce }) => isInForce)
  const before = (version: DeckVersion): DeckVersion | undefined => deck.versions[deck.versions.indexOf(version) - 1]
  const columns: readonly Column<DeckVersion>[] = [
    {
      key: 'version',
      heading: 'Version',
      render: ({ version }) => (
        <Anchor
          component={AppLink}
          to={`/plans/decks/${deck.id}`}
          search={{ version: String(version) } as never}
          fz="inherit"
          style={{ whiteSpace: 'nowrap' }}
        >
          Version {version}
        </Anchor>
      ),
    },
    { key: 'from', heading: 'From', render: ({ effectiveFrom }) => <When at={effectiveFrom} /> },
    {
      key: 'standing',
      heading: 'Status',
      from: 'sm',
      render: (version) => <StandingBadge standing={standingOf(version, inForce)} />,
    },
    { key: 'rows', heading: 'Rates', align: 'right', from: 'sm', render: ({ rows }) => countText(rows) },
    {
      key: 'note',
      heading: 'Note',
      from: 'md',
      render: ({ note, fileName }) => (
        <>
          {note === '' ? fileName : note}
          {note !== '' && (
            <Text size="xs" c="dimmed">
              {fileName}
            </Text>
          )}
        </>
      ),
    },
    { key: 'by', heading: 'By', from: 'lg', render: ({ publishedBy }) => (publishedBy === '' ? '–' : publishedBy) },
    {
      key: 'acts',
      heading: '',
      align: 'right',
      render: (version) => (
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {before(version) !== undefined && (
            <Button variant="default" size="compact-xs" onClick={() => ask({ version, act: 'compare' })}>
              Changes
            </Button>
          )}
          {mayWrite && inForce !== undefined && standingOf(version, inForce) === 'past' && (
            <Button variant="default" size="compact-xs" onClick={() => ask({ version, act: 'revert' })}>
              Revert to it
            </Button>
          )}
        </Group>
      ),
    },
  ]
  const against = asked?.act === 'revert' ? inForce : asked && before(asked.version)
  return (
    <>
      <DataTable
        label="Versions"
        columns={columns}
        rows={deck.versions.toReversed()}
        idOf={({ version }) => String(version)}
      />
      {asked?.act === 'compare' && against !== undefined && (
        <CompareDialog deckId={deck.id} version={asked.version} against={against} onClose={() => ask(undefined)} />
      )}
      {asked?.act === 'revert' && against !== undefined && (
        <RevertDialog deckId={deck.id} version={asked.version} against={against} onClose={() => ask(undefined)} />
      )}
    </>
  )
}

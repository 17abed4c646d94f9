import type pg from 'pg'
import { diffDecks } from '#domain/plans/deck-diff.ts'
import type { DeckDiff } from '#domain/plans/deck-diff.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import type { DeckVersion } from '#storage/queries/rate-decks.ts'
import { insertDeckVersion } from '#storage/tables/rate-decks.ts'

export interface VersionToPublish {
  readonly deckId: number
  readonly resellerId: number
  /** From when on its rows price calls, epoch milliseconds. */
  readonly effectiveMs: number
  readonly fileName: string
  /** Why, and by whom; nothing from the command line. */
  readonly note?: string | undefined
  readonly publishedBy?: string | undefined
  /** Checked. */
  readonly rows: readonly DeckRow[]
  readonly onRows?: ((done: number) => void) | undefined
}

export interface PublishedVersion {
  /** same: the version in force then holds the very same rows; nothing was written. */
  readonly outcome: 'published' | 'same'
  readonly version: number
  readonly effectiveMs: number
  /** The version it replaces, and what that changes; undefined when no other was in force. */
  readonly replaces: DeckVersion | undefined
  readonly diff: DeckDiff | undefined
  /** A version that takes over later. */
  readonly nextVersion: DeckVersion | undefined
}

/** Publishes rows as the deck's next version, in the caller's transaction, which must hold the deck. */
export async function publishDeckVersion(
  client: pg.ClientBase,
  toPublish: VersionToPublish,
): Promise<PublishedVersion> {
  const proposed = await proposeDeckVersion(client, toPublish)
  if (proposed.outcome === 'same') return proposed
  const version = await insertDeckVersion(client, toPublish, toPublish.onRows ?? (() => {}))
  return { ...proposed, version }
}

/** What publishing rows would come to: the number of the version, and what it changes. Writes nothing. */
export async function proposeDeckVersion(
  client: pg.ClientBase,
  { deckId, effectiveMs, rows }: Pick<VersionToPublish, 'deckId' | 'effectiveMs' | 'rows'>,
): Promise<PublishedVersion> {
  const versions = await listDeckVersions(client, deckId)
  const replaces = versions.findLast((version) => version.effectiveMs <= effectiveMs)
  const nextVersion = versions.find((version) => version.effectiveMs > effectiveMs)
  const before = replaces === undefined ? undefined : await readDeckRows(client, replaces.versionId)
  const diff = before === undefined ? undefined : diffDecks(before, rows, effectiveMs)
  if (replaces !== undefined && diff?.isSame === true) {
    const { version, effectiveMs: since } = replaces
    return { outcome: 'same', version, effectiveMs: since, replaces, diff, nextVersion }
  }
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1
  return { outcome: 'published', version, effectiveMs, replaces, diff, nextVersion }
}

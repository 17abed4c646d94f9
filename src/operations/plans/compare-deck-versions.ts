import { diffDecks } from '#domain/plans/deck-diff.ts'
import type { DeckDiff } from '#domain/plans/deck-diff.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import type { DeckVersion, FoundDeck } from '#storage/queries/rate-decks.ts'
import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A version of a deck by its number; left out: the last to take effect. Throws a ProblemError 'not_found'. */
export async function findDeckVersion(
  db: Queryable,
  deck: Pick<FoundDeck, 'deckId' | 'name'>,
  version: number | undefined,
): Promise<DeckVersion> {
  const versions = await listDeckVersions(db, deck.deckId)
  const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version)
  if (found !== undefined) return found
  const there = versions.map((one) => one.version).toSorted((one, other) => one - other)
  throw new ProblemError(
    problem('not_found', `deck "${deck.name}" has no version ${version ?? ''}; it has ${there.join(', ')}`),
  )
}

/** What the second version changes against the first, for calls from the day on that the later of them takes effect. */
export async function compareDeckVersions(
  db: Queryable,
  deck: Pick<FoundDeck, 'deckId' | 'name'>,
  from: number,
  to: number,
): Promise<{ readonly from: DeckVersion; readonly to: DeckVersion; readonly diff: DeckDiff }> {
  const before = await findDeckVersion(db, deck, from)
  const after = await findDeckVersion(db, deck, to)
  const atMs = Math.max(before.effectiveMs, after.effectiveMs)
  const diff = diffDecks(await readDeckRows(db, before.versionId), await readDeckRows(db, after.versionId), atMs)
  return { from: before, to: after, diff }
}

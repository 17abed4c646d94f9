import { nameOf } from '#domain/access/actor.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { DeckSummary } from '#storage/queries/deck-versions.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import { deckToPublish, lockOwnDeck, tellOfDeck, type DeckRequest } from './deck-to-publish.ts'
import { findDeckLosses, type LossesOfDeck } from './find-deck-losses.ts'
import { proposeDeckVersion, publishDeckVersion, type PublishedVersion } from './publish-deck-version.ts'
import type { ReadSheet } from './read-rate-sheet.ts'

export interface SheetToPublish extends DeckRequest {
  readonly rows: readonly DeckRow[]
  /** As it was read now; undefined: it was read before, for review. */
  readonly sheet: ReadSheet | undefined
  readonly fileName: string
  /** Why, in the words of who publishes it. */
  readonly note: string
}

export interface SheetPublication extends Omit<PublishedVersion, 'outcome'> {
  readonly outcome: 'published' | 'same' | 'dry_run'
  /** Undefined: a deck that a dry run would make. */
  readonly deckId: number | undefined
  readonly name: string
  readonly currency: string
  readonly sheet: ReadSheet | undefined
  /** What is sold below cost once it is in force. */
  readonly losses: readonly LossesOfDeck[]
}

/**
 * Publishes a rate sheet as a deck's next version, or as the first of a new deck, and says what it changes and what it would
 * sell at a loss.
 *
 * @throws ProblemError 'not_found', 'already_exists', 'forbidden' for a deck the reseller buys by, 'conflict' for another
 *   currency, or for a day before calls that are priced.
 */
export const publishRateSheet = operation({
  name: 'rate-decks.publish',
  permission: 'plans.write',
  run: publishSheet,
})

/** As {@link publishRateSheet}, in the transaction of another operation. */
export async function publishSheet(context: WriteContext, request: SheetToPublish): Promise<SheetPublication> {
  const { resellerId, actor } = context
  const { rows, sheet, fileName, note, effectiveFrom, dryRun } = request
  const deck = await deckToPublish(context, request)
  const effectiveMs = effectiveFrom.getTime()
  const publication = { name: deck.name, currency: deck.currency, deckId: deck.deckId, sheet }
  const losses = await findDeckLosses(context.db, deck.summary, deck.name, rows, effectiveFrom)
  if (dryRun || deck.deckId === undefined) {
    const proposed =
      deck.deckId === undefined
        ? NEW_DECK
        : await proposeDeckVersion(context.db, { deckId: deck.deckId, effectiveMs, rows })
    const outcome = proposed.outcome === 'same' ? 'same' : 'dry_run'
    return {
      ...proposed,
      effectiveMs: proposed.outcome === 'same' ? proposed.effectiveMs : effectiveMs,
      ...publication,
      outcome,
      losses,
    }
  }
  const { deckId } = deck
  const toPublish = { deckId, resellerId, effectiveMs, fileName, rows, note, publishedBy: nameOf(actor) }
  const published = await publishDeckVersion(context.db, toPublish)
  if (published.outcome === 'published') tellOfDeck(context, deckId, deck.name, published, { fileName, note })
  return { ...published, ...publication, losses }
}

const NEW_DECK: PublishedVersion = {
  outcome: 'published',
  version: 1,
  effectiveMs: 0,
  replaces: undefined,
  diff: undefined,
  nextVersion: undefined,
}

export interface DeckToRevert {
  readonly deckId: number
  /** The version whose rows are to hold again; left out: the one before the last. */
  readonly version: number | undefined
  readonly note: string
}

/**
 * Publishes the rows of an earlier version again as the next one: now, or together with the last version when that is still
 * to come.
 *
 * @throws ProblemError 'not_found', 'forbidden'.
 */
export const revertDeck = operation({
  name: 'rate-decks.revert',
  permission: 'plans.write',
  async run(
    context,
    { deckId, version, note }: DeckToRevert,
  ): Promise<PublishedVersion & { readonly deck: DeckSummary }> {
    const { db, resellerId, actor, now } = context
    const deck = await lockOwnDeck(context, deckId)
    const versions = await listDeckVersions(db, deckId)
    const last = versions.at(-1)
    const again = version === undefined ? versions.at(-2) : versions.find((one) => one.version === version)
    if (last === undefined || again === undefined) {
      const wanted = version === undefined ? 'no version before the last' : `no version ${version}`
      throw new ProblemError(problem('not_found', `Rate deck "${deck.name}" has ${wanted}.`, { field: 'version' }))
    }
    const fileName = `version ${again.version} again`
    const published = await publishDeckVersion(db, {
      deckId,
      resellerId,
      effectiveMs: Math.max(now.getTime(), last.effectiveMs),
      fileName,
      note,
      publishedBy: nameOf(actor),
      rows: await readDeckRows(db, again.versionId),
    })
    if (published.outcome === 'published') tellOfDeck(context, deckId, deck.name, published, { fileName, note })
    return { ...published, deck }
  },
})

import type { Pool } from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { findDeck, listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import type { DeckVersion } from '#storage/queries/rate-decks.ts'
import { lockDeck } from '#storage/tables/rate-decks.ts'
import { publishDeckVersion } from './publish-deck-version.ts'
import type { PublishedVersion } from './publish-deck-version.ts'

export interface DeckRevertRequest {
  readonly deck: string
  readonly reseller: string | undefined
  /** The version whose rows are to hold again; left out: the one before the last. */
  readonly to: number | undefined
  readonly nowMs: number
}

export interface DeckRevertReport extends PublishedVersion {
  readonly deck: string
  readonly reseller: string
  readonly currency: string
  /** The version whose rows were published again. */
  readonly again: DeckVersion
}

/**
 * Publishes the rows of an earlier version once more as the next version; the versions there are stay as they are. It
 * takes effect now, or together with the last version when that one is still to come, in its place.
 *
 * @throws ProblemError 'not_found' for a deck or a version that is not there.
 */
export async function revertRateDeck(pool: Pool, request: DeckRevertRequest): Promise<DeckRevertReport> {
  return withTransaction(pool, async (client) => {
    const { resellerId, name, reseller } = await findDeck(client, request.deck, request.reseller)
    const { deckId, currency } = await lockDeck(client, resellerId, name, undefined)
    const versions = await listDeckVersions(client, deckId)
    const last = versions.at(-1)
    const again = request.to === undefined ? versions.at(-2) : versions.find(({ version }) => version === request.to)
    if (last === undefined || again === undefined) {
      const wanted = request.to === undefined ? 'no version before the last' : `no version ${request.to}`
      throw new ProblemError(problem('not_found', `deck "${name}" has ${wanted}; see: tollgate decks list`))
    }
    const published = await publishDeckVersion(client, {
      deckId,
      resellerId,
      effectiveMs: Math.max(request.nowMs, last.effectiveMs),
      fileName: `version ${again.version} again`,
      rows: await readDeckRows(client, again.versionId),
    })
    return { ...published, deck: name, reseller, currency, again }
  })
}

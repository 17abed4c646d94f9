import type pg from 'pg'
import { findLosses, type DeckLoss } from '#domain/plans/deck-losses.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { readPlanTermsAt } from '#storage/queries/calling-plans.ts'
import { listRetailDecks, readWholesalePlanId, type DeckSummary } from '#storage/queries/deck-versions.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'

/** What a deck would sell below cost. */
export interface LossesOfDeck {
  readonly deck: string
  readonly losses: readonly DeckLoss[]
}

/**
 * What new rows of a deck would sell at a loss from an instant on, by the deck the reseller is charged by. Rows of that deck
 * itself are held against all decks that are sold by. Decks without a loss are left out.
 */
export async function findDeckLosses(
  db: pg.ClientBase,
  deck: DeckSummary | undefined,
  name: string,
  rows: readonly DeckRow[],
  at: Date,
): Promise<readonly LossesOfDeck[]> {
  const atMs = at.getTime()
  if (deck?.isCost === true) {
    const found: LossesOfDeck[] = []
    for (const sold of await listRetailDecks(db)) {
      found.push({ deck: sold.name, losses: findLosses(await rowsAt(db, sold.id, atMs), rows, atMs) })
    }
    return found.filter(({ losses }) => losses.length > 0)
  }
  const planId = await readWholesalePlanId(db)
  const wholesale = planId === undefined ? undefined : await readPlanTermsAt(db, planId, at)
  if (wholesale === undefined || wholesale.deckId === null) return []
  const losses = findLosses(rows, await rowsAt(db, wholesale.deckId, atMs), atMs)
  return losses.length === 0 ? [] : [{ deck: name, losses }]
}

/** The rows of a deck's version in force at an instant; none where none is. */
export async function rowsAt(db: pg.ClientBase, deckId: number, atMs: number): Promise<readonly DeckRow[]> {
  const versions = await listDeckVersions(db, deckId)
  const version = versions.findLast(({ effectiveMs }) => effectiveMs <= atMs)
  return version === undefined ? [] : readDeckRows(db, version.versionId)
}

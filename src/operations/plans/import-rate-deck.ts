import type { Pool } from 'pg'
import { withTransaction } from '#storage/pool.ts'
import { findReseller } from '#storage/queries/rate-decks.ts'
import { lockDeck } from '#storage/tables/rate-decks.ts'
import { publishDeckVersion } from './publish-deck-version.ts'
import type { PublishedVersion } from './publish-deck-version.ts'
import { readRateSheet } from './read-rate-sheet.ts'
import type { ReadSheet, SheetFileRequest } from './read-rate-sheet.ts'

export interface DeckImportRequest extends SheetFileRequest {
  readonly deck: string
  readonly reseller: string
  /** Do everything and keep nothing. */
  readonly dryRun?: boolean | undefined
  readonly onRowsWritten?: ((done: number, total: number) => void) | undefined
}

export interface DeckImportReport extends Omit<PublishedVersion, 'outcome'> {
  /** same: that is the deck in force already, nothing was written. dry_run: it would be published as `version`. */
  readonly outcome: 'published' | 'same' | 'dry_run'
  readonly deck: string
  readonly reseller: string
  readonly currency: string
  readonly sheet: ReadSheet
}

/**
 * Imports a carrier's rate sheet as the next version of a reseller's rate deck. The whole sheet is read and checked
 * before anything is written; the version with all its rows is written in one transaction, so that a process killed at
 * any point leaves nothing, and the same import again either does it or finds it done.
 *
 * @throws ProblemError 'invalid_deck' for a sheet with faults, 'not_found' for the file or the reseller, 'conflict' for
 *   another currency than the deck's.
 */
export async function importRateDeck(pool: Pool, request: DeckImportRequest): Promise<DeckImportReport> {
  const { deck, reseller, effectiveMs } = request
  const resellerId = await findReseller(pool, reseller)
  const sheet = await readRateSheet(request)
  const { rows, fileName } = sheet
  let report: DeckImportReport | undefined
  const rollBack = new Error('dry run')
  try {
    await withTransaction(pool, async (client) => {
      const { deckId, currency } = await lockDeck(client, resellerId, deck, sheet.currency)
      const onRows = (done: number): void => request.onRowsWritten?.(done, rows.length)
      const published = await publishDeckVersion(client, { deckId, resellerId, effectiveMs, fileName, rows, onRows })
      report = { ...published, deck, reseller, currency, sheet }
      if (request.dryRun !== true) return
      if (published.outcome === 'published') report = { ...report, outcome: 'dry_run' }
      throw rollBack
    })
  } catch (error) {
    if (error !== rollBack) throw error
  }
  if (report === undefined) throw new Error('the import ended without a report')
  return report
}

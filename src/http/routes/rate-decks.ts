import { Readable } from 'node:stream'
import type pg from 'pg'
import { rateDecksEndpoints as endpoints } from '#contract/rate-decks.ts'
import { deckCsv } from '#domain/plans/deck-csv.ts'
import { compareDeckVersions } from '#operations/plans/compare-deck-versions.ts'
import { publishRateSheet, revertDeck } from '#operations/plans/publish-rate-sheet.ts'
import { readRateSheet, type ReadSheet } from '#operations/plans/read-rate-sheet.ts'
import { readUploadedSheet } from '#operations/plans/read-uploaded-sheet.ts'
import { listDeckSummaries, listRates, readDeck } from '#storage/queries/deck-versions.ts'
import { listDeckVersions, readDeckRows, type DeckVersion } from '#storage/queries/rate-decks.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { viewDeck, viewDeckChanges, viewDeckVersions, viewPublication, viewRate } from './deck-views.ts'
import { readingOf, type Reading } from './sheet-reading.ts'

export const rateDecksRoutes: readonly Route[] = [
  route(endpoints.listRateDecks, async ({ read, query }) => {
    const { items, nextCursor } = await read((db) => listDeckSummaries(db, query))
    return { items: items.map((deck) => ({ ...viewDeck(deck), versions: deck.versions })), nextCursor }
  }),
  route(endpoints.readRateDeck, ({ read, params, now }) =>
    read(async (db) => {
      const deck = notFound('rate deck', await readDeck(db, params.deckId))
      return { ...viewDeck(deck), versions: viewDeckVersions(await listDeckVersions(db, deck.id), now) }
    }),
  ),
  route(endpoints.listRates, ({ read, params, query }) =>
    read(async (db) => {
      const { versionId } = await findVersion(db, params.deckId, params.version)
      const { items, nextCursor } = await listRates(db, versionId, query)
      return { items: items.map(viewRate), nextCursor }
    }),
  ),
  route(endpoints.exportRates, async ({ read, params, send }) => {
    const rows = await read(async (db) => {
      const { versionId } = await findVersion(db, params.deckId, params.version)
      return readDeckRows(db, versionId)
    })
    return send('text/csv', Readable.from(deckCsv(rows)), `deck-${params.deckId}-version-${params.version}.csv`)
  }),
  route(endpoints.compareDeckVersions, ({ read, params: { deckId, version }, query: { against } }) =>
    read(async (db) => {
      const { name } = notFound('rate deck', await readDeck(db, deckId))
      const { diff } = await compareDeckVersions(db, { deckId, name }, against, version)
      return { against, version, counts: { ...diff.counts }, changes: viewDeckChanges(diff.changes) }
    }),
  ),
  route(endpoints.createRateDeck, async ({ perform, query, body, now, services }) => {
    const effectiveFrom = query.effectiveFrom ?? now
    const sheet = await readSheet(body, services.config.limits.rateSheetBytes, query, effectiveFrom)
    const input = {
      deck: { name: query.name },
      ...asSheet(sheet),
      fileName: query.fileName ?? `${query.name}.csv`,
      note: query.note ?? '',
      effectiveFrom,
      allowBackdating: true,
      dryRun: query.dryRun === 'true',
    }
    return perform(publishRateSheet, input, viewPublication)
  }),
  route(endpoints.publishDeckVersion, async ({ perform, read, params, query, body, now, services }) => {
    notFound('rate deck', await read((db) => readDeck(db, params.deckId)))
    const effectiveFrom = query.effectiveFrom ?? now
    const sheet = await readSheet(body, services.config.limits.rateSheetBytes, query, effectiveFrom)
    const input = {
      deck: { id: params.deckId },
      ...asSheet(sheet),
      fileName: query.fileName ?? 'sheet.csv',
      note: query.note ?? '',
      effectiveFrom,
      allowBackdating: query.allowBackdating === 'true',
      dryRun: query.dryRun === 'true',
    }
    return perform(publishRateSheet, input, viewPublication)
  }),
  route(endpoints.revertRateDeck, ({ perform, params, body }) =>
    perform(
      revertDeck,
      { deckId: params.deckId, version: body.version, note: body.note ?? '' },
      ({ deck, ...published }) =>
        viewPublication({
          ...published,
          deckId: deck.id,
          name: deck.name,
          currency: deck.currency,
          sheet: undefined,
          losses: [],
        }),
    ),
  ),
]

async function findVersion(db: pg.ClientBase, deckId: number, version: number): Promise<DeckVersion> {
  const versions = await listDeckVersions(db, deckId)
  return notFound(
    'version of the rate deck',
    versions.find((one) => one.version === version),
  )
}

function readSheet(body: unknown, mostBytes: number, reading: Reading, effectiveFrom: Date): Promise<ReadSheet> {
  return readUploadedSheet(body, mostBytes, readingOf(reading, effectiveFrom), readRateSheet)
}

function asSheet(sheet: ReadSheet) {
  return { sheet, rows: sheet.rows, currency: sheet.currency }
}

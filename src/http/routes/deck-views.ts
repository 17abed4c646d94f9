import { micros } from '#domain/money.ts'
import type { DeckChange } from '#domain/plans/deck-diff.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import type { SheetPublication } from '#operations/plans/publish-rate-sheet.ts'
import type { ReadSheet } from '#operations/plans/read-rate-sheet.ts'
import type { DeckSummary, RateLine } from '#storage/queries/deck-versions.ts'
import type { DeckVersion } from '#storage/queries/rate-decks.ts'

const MOST = { versions: 500, changes: 200, losses: 200, notes: 50 }

export function viewDeck({ id, name, currency, isCost, plans }: DeckSummary) {
  return { id, name, currency, use: isCost ? ('wholesale' as const) : ('retail' as const), plans }
}

export function viewDeckVersions(versions: readonly DeckVersion[], now: Date) {
  const inForce = versions.findLast(({ effectiveMs }) => effectiveMs <= now.getTime())
  return versions.slice(-MOST.versions).map((version) => ({
    version: version.version,
    effectiveFrom: new Date(version.effectiveMs),
    createdAt: new Date(version.createdMs),
    fileName: version.fileName,
    rows: version.rowCount,
    isInForce: version === inForce,
    note: version.note,
    publishedBy: version.publishedBy,
  }))
}

export function viewRate(rate: RateLine) {
  return {
    prefix: rate.prefix,
    destination: rate.destination,
    perMinute: rate.perMinuteMicros === null ? null : micros(rate.perMinuteMicros),
    flagfall: micros(rate.flagfallMicros),
    minimumCharge: micros(rate.minimumChargeMicros),
    firstIncrement: rate.firstIncrement === 0 ? null : rate.firstIncrement,
    nextIncrement: rate.nextIncrement === 0 ? null : rate.nextIncrement,
    validFrom: rate.validFrom,
    validTo: rate.validTo,
  }
}

export function viewPublication({
  sheet,
  diff,
  losses,
  replaces,
  nextVersion,
  effectiveMs,
  deckId,
  ...publication
}: Omit<SheetPublication, 'sheet'> & { readonly sheet: ReadSheet | undefined }) {
  const lost = losses.flatMap(({ deck, losses: ofDeck }) => ofDeck.map((loss) => ({ ...loss, deck })))
  return {
    ...publication,
    deckId: deckId ?? null,
    effectiveFrom: new Date(effectiveMs),
    replacesVersion: replaces?.version ?? null,
    nextVersion: nextVersion?.version ?? null,
    sheet: sheet === undefined ? null : viewSheet(sheet),
    counts: diff === undefined ? null : { ...diff.counts },
    changes: viewDeckChanges(diff?.changes ?? []),
    losses: {
      count: lost.length,
      items: lost
        .toSorted((one, other) => other.costMicros - other.priceMicros - (one.costMicros - one.priceMicros))
        .slice(0, MOST.losses)
        .map(({ deck, prefix, destination, priceMicros, costMicros }) => ({
          deck,
          prefix,
          destination,
          price: amount(priceMicros),
          cost: amount(costMicros),
        })),
    },
  }
}

/** The largest rises first. */
export function viewDeckChanges(changes: readonly DeckChange[]) {
  return changes
    .toSorted((one, other) => riseOf(other) - riseOf(one))
    .slice(0, MOST.changes)
    .map(viewDeckChange)
}

function viewSheet({ header, counts, findings }: ReadSheet) {
  const columns = Object.entries(header.columns).filter(([, column]) => column >= 0)
  return {
    layout: header.layout,
    columns: Object.fromEntries(columns.map(([field, column]) => [field, header.headings[column] ?? ''])),
    sheetRows: counts.sheetRows,
    prefixes: counts.rows,
    destinations: counts.destinations,
    notOffered: counts.notOffered,
    free: counts.free,
    rounded: counts.rounded,
    notes: findings.kept
      .filter(({ severity }) => severity === 'note')
      .slice(0, MOST.notes)
      .map(({ line, message }) => ({ line, message })),
  }
}

function viewDeckChange({ kind, prefix, fromMs, before, after }: DeckChange) {
  return {
    kind,
    prefix,
    from: new Date(fromMs),
    before: before === undefined ? null : viewTermsOf(before),
    after: after === undefined ? null : viewTermsOf(after),
  }
}

function viewTermsOf(row: DeckRow) {
  return {
    destination: row.destination,
    perMinute: row.perMinuteMicros === undefined ? null : amount(row.perMinuteMicros),
    flagfall: amount(row.flagfallMicros),
    minimumCharge: amount(row.minimumChargeMicros),
    firstIncrement: row.firstIncrement === 0 ? null : row.firstIncrement,
    nextIncrement: row.nextIncrement === 0 ? null : row.nextIncrement,
  }
}

/** By the minute. */
function riseOf({ before, after }: DeckChange): number {
  return (after?.perMinuteMicros ?? 0) - (before?.perMinuteMicros ?? 0)
}

function amount(value: number) {
  return micros(BigInt(value))
}

import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import { lockOwnDeck } from './deck-to-publish.ts'
import { publishSheet, type SheetPublication } from './publish-rate-sheet.ts'

/** A rate in other words; what is left out is as the prefix has it, or else nothing. */
export interface RateChange {
  readonly prefix: string
  readonly destination?: string | undefined
  /** Micro-dollars; undefined: not offered. */
  readonly perMinuteMicros: number | undefined
  readonly flagfallMicros?: number | undefined
  readonly minimumChargeMicros?: number | undefined
  /** Seconds; 0: the plan's. */
  readonly firstIncrement?: number | undefined
  readonly nextIncrement?: number | undefined
}

export interface RatesToChange {
  readonly deckId: number
  readonly rates: readonly RateChange[]
  /** Prefixes taken out. */
  readonly remove: readonly string[]
  readonly effectiveFrom: Date
  readonly note: string
  readonly allowBackdating: boolean
}

/**
 * Publishes the version in force at an instant again, with a few prefixes changed: all rows of such a prefix give way to one.
 *
 * @throws ProblemError 'not_found' for the deck, 'invalid_value' for a prefix twice, or one to remove that is not there;
 *   what publishing a sheet throws.
 */
export const changeDeckRates = operation({
  name: 'rate-decks.change-rates',
  permission: 'plans.write',
  async run(context, request: RatesToChange): Promise<SheetPublication> {
    const { db } = context
    const { deckId, rates, remove, effectiveFrom } = request
    const deck = await lockOwnDeck(context, deckId)
    const versions = await listDeckVersions(db, deckId)
    const version = versions.findLast(({ effectiveMs }) => effectiveMs <= effectiveFrom.getTime())
    const before = version === undefined ? [] : await readDeckRows(db, version.versionId)
    refuseMuddle(rates, remove, before)
    const gone = new Set([...remove, ...rates.map(({ prefix }) => prefix)])
    const byPrefix = new Map(before.map((row) => [row.prefix, row]))
    const rows = [
      ...before.filter(({ prefix }) => !gone.has(prefix)),
      ...rates.map((rate) => rowOf(rate, byPrefix.get(rate.prefix), nextShorter(byPrefix, rate.prefix))),
    ]
    return publishSheet(context, {
      ...request,
      deck: { id: deckId },
      currency: deck.currency,
      rows,
      sheet: undefined,
      fileName: version === undefined ? 'rates by hand' : `version ${version.version}, rates by hand`,
      dryRun: false,
    })
  },
})

function refuseMuddle(rates: readonly RateChange[], remove: readonly string[], before: readonly DeckRow[]): void {
  const named = [...rates.map(({ prefix }) => prefix), ...remove]
  const twice = named.find((prefix, index) => named.indexOf(prefix) !== index)
  if (twice !== undefined) {
    throw new ProblemError(problem('invalid_value', `Prefix ${twice} is there twice.`, { field: 'rates' }))
  }
  const there = new Set(before.map(({ prefix }) => prefix))
  const missing = remove.find((prefix) => !there.has(prefix))
  if (missing === undefined) return
  const message = `The deck has no rate for prefix ${missing} then: leave it out.`
  throw new ProblemError(problem('invalid_value', message, { field: 'remove' }))
}

function rowOf(rate: RateChange, own: DeckRow | undefined, shorter: DeckRow | undefined): DeckRow {
  return {
    prefix: rate.prefix,
    destination: rate.destination ?? own?.destination ?? shorter?.destination ?? '',
    perMinuteMicros: rate.perMinuteMicros,
    flagfallMicros: rate.flagfallMicros ?? own?.flagfallMicros ?? 0,
    minimumChargeMicros: rate.minimumChargeMicros ?? own?.minimumChargeMicros ?? 0,
    firstIncrement: rate.firstIncrement ?? own?.firstIncrement ?? 0,
    nextIncrement: rate.nextIncrement ?? own?.nextIncrement ?? 0,
    validFromMs: -Infinity,
    validToMs: Infinity,
  }
}

function nextShorter(byPrefix: ReadonlyMap<string, DeckRow>, prefix: string): DeckRow | undefined {
  for (let length = prefix.length - 1; length > 0; length--) {
    const row = byPrefix.get(prefix.slice(0, length))
    if (row !== undefined) return row
  }
  return undefined
}

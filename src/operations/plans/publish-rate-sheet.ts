import { problem, ProblemError } from '#domain/problem.ts'
import { forbidden, operation, type WriteContext } from '#operations/operation.ts'
import { lastCallPriced } from '#storage/queries/calling-plans.ts'
import { isDeckNameTaken, readDeck, type DeckSummary } from '#storage/queries/deck-versions.ts'
import { listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import { insertDeck, holdDeck } from '#storage/tables/rate-decks.ts'
import { findDeckLosses, type LossesOfDeck } from './find-deck-losses.ts'
import { proposeDeckVersion, publishDeckVersion, type PublishedVersion } from './publish-deck-version.ts'
import type { ReadSheet } from './read-rate-sheet.ts'

export interface SheetToPublish {
  /** A deck there is, or the name of one to make. */
  readonly deck: { readonly id: number } | { readonly name: string }
  readonly sheet: ReadSheet
  readonly fileName: string
  readonly effectiveFrom: Date
  /** Calls that are priced already may be later than the version. */
  readonly allowBackdating: boolean
  /** Compares, and writes nothing. */
  readonly dryRun: boolean
}

export interface SheetPublication extends Omit<PublishedVersion, 'outcome'> {
  readonly outcome: 'published' | 'same' | 'dry_run'
  /** Undefined: a deck that a dry run would make. */
  readonly deckId: number | undefined
  readonly name: string
  readonly currency: string
  readonly sheet: ReadSheet
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
  async run(context, request: SheetToPublish): Promise<SheetPublication> {
    const { resellerId } = context
    const { sheet, fileName, effectiveFrom, dryRun } = request
    const deck = await deckToPublish(context, request)
    const effectiveMs = effectiveFrom.getTime()
    const publication = { name: deck.name, currency: deck.currency, deckId: deck.deckId, sheet }
    const losses = await findDeckLosses(context.db, deck.summary, deck.name, sheet.rows, effectiveFrom)
    if (dryRun || deck.deckId === undefined) {
      const proposed =
        deck.deckId === undefined
          ? NEW_DECK
          : await proposeDeckVersion(context.db, { deckId: deck.deckId, effectiveMs, rows: sheet.rows })
      const outcome = proposed.outcome === 'same' ? 'same' : 'dry_run'
      return {
        ...proposed,
        effectiveMs: proposed.outcome === 'same' ? proposed.effectiveMs : effectiveMs,
        ...publication,
        outcome,
        losses,
      }
    }
    const toPublish = { deckId: deck.deckId, resellerId, effectiveMs, fileName, rows: sheet.rows }
    const published = await publishDeckVersion(context.db, toPublish)
    if (published.outcome === 'published') tellOfDeck(context, deck.deckId, deck.name, published, fileName)
    return { ...published, ...publication, losses }
  },
})

const NEW_DECK: PublishedVersion = {
  outcome: 'published',
  version: 1,
  effectiveMs: 0,
  replaces: undefined,
  diff: undefined,
  nextVersion: undefined,
}

interface DeckToPublish {
  readonly deckId: number | undefined
  readonly name: string
  readonly currency: string
  readonly summary: DeckSummary | undefined
}

async function deckToPublish(context: WriteContext, request: SheetToPublish): Promise<DeckToPublish> {
  const { db, resellerId } = context
  const { deck, sheet, dryRun } = request
  if ('id' in deck) {
    const found = await lockOwnDeck(context, deck.id)
    if (sheet.currency !== undefined && sheet.currency !== found.currency) {
      const message = `Deck "${found.name}" is in ${found.currency} and the sheet in ${sheet.currency}: make it another deck.`
      throw new ProblemError(problem('conflict', message, { field: 'currency' }))
    }
    if (!request.allowBackdating) await refuseBackdating(context, found, request.effectiveFrom)
    return { deckId: found.id, name: found.name, currency: found.currency, summary: found }
  }
  const currency = sheet.currency ?? 'AUD'
  const taken = (): ProblemError => {
    const message = `There is a rate deck "${deck.name}" already; publish a version of it, or choose another name.`
    return new ProblemError(problem('already_exists', message, { field: 'name' }))
  }
  if (dryRun) {
    if (await isDeckNameTaken(db, deck.name)) throw taken()
    return { deckId: undefined, name: deck.name, currency, summary: undefined }
  }
  const deckId = await insertDeck(db, resellerId, deck.name, currency)
  if (deckId === undefined) throw taken()
  return { deckId, name: deck.name, currency, summary: undefined }
}

/** A deck the actor may publish into: what the reseller buys by is the operator's. */
async function lockOwnDeck({ db, actor }: WriteContext, deckId: number): Promise<DeckSummary> {
  await holdDeck(db, deckId)
  const deck = await readDeck(db, deckId)
  if (deck === undefined) throw new ProblemError(problem('not_found', 'There is no such rate deck.'))
  if (deck.isCost && actor.role !== 'operator' && actor.role !== 'system') {
    const message = `You are charged by rate deck "${deck.name}": only the operator of the installation changes it.`
    throw new ProblemError({ ...forbidden('plans.write'), message })
  }
  return deck
}

async function refuseBackdating({ db }: WriteContext, deck: DeckSummary, from: Date): Promise<void> {
  for (const { id } of deck.plans) {
    const last = await lastCallPriced(db, { id, isWholesale: deck.isCost }, from)
    if (last === undefined) continue
    const message =
      `Calls up to ${last.toISOString()} are priced already: begin after that, or send allowBackdating=true and re-rate ` +
      'them. Until then they keep the price they have.'
    throw new ProblemError(problem('conflict', message, { field: 'effectiveFrom' }))
  }
}

function tellOfDeck(
  { audit, emit }: WriteContext,
  deckId: number,
  name: string,
  { version, effectiveMs, replaces, diff }: PublishedVersion,
  fileName: string,
): void {
  const effectiveFrom = new Date(effectiveMs).toISOString()
  audit({
    subject: `rate deck ${deckId}`,
    ...(replaces !== undefined && { before: { version: replaces.version } }),
    after: { name, version, effectiveFrom, fileName, ...(diff !== undefined && { changes: diff.counts }) },
  })
  emit({ type: 'rate-deck.published', payload: { deckId: String(deckId), name, version, effectiveFrom } })
}

export interface DeckToRevert {
  readonly deckId: number
  /** The version whose rows are to hold again; left out: the one before the last. */
  readonly version: number | undefined
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
  async run(context, { deckId, version }: DeckToRevert): Promise<PublishedVersion & { readonly deck: DeckSummary }> {
    const { db, resellerId, now } = context
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
      rows: await readDeckRows(db, again.versionId),
    })
    if (published.outcome === 'published') tellOfDeck(context, deckId, deck.name, published, fileName)
    return { ...published, deck }
  },
})

import { problem, ProblemError } from '#domain/problem.ts'
import { forbidden, type WriteContext } from '#operations/operation.ts'
import { lastCallPriced } from '#storage/queries/calling-plans.ts'
import { isDeckNameTaken, readDeck, type DeckSummary } from '#storage/queries/deck-versions.ts'
import { holdDeck, insertDeck } from '#storage/tables/rate-decks.ts'
import type { PublishedVersion } from './publish-deck-version.ts'

/** What is to be published into which deck, from when on. */
export interface DeckRequest {
  /** A deck there is, or the name of one to make. */
  readonly deck: { readonly id: number } | { readonly name: string }
  /** Of the rates; undefined: the deck's. */
  readonly currency: string | undefined
  readonly effectiveFrom: Date
  /** Calls that are priced already may be later than the version. */
  readonly allowBackdating: boolean
  /** Compares, and writes nothing. */
  readonly dryRun: boolean
}

export interface DeckToPublish {
  readonly deckId: number | undefined
  readonly name: string
  readonly currency: string
  readonly summary: DeckSummary | undefined
}

/**
 * The deck a request is about, held; one that is not there yet is made, unless it is a dry run.
 *
 * @throws ProblemError 'not_found', 'already_exists', 'forbidden', 'conflict'.
 */
export async function deckToPublish(context: WriteContext, request: DeckRequest): Promise<DeckToPublish> {
  const { db, resellerId } = context
  const { deck, currency: ofSheet, dryRun } = request
  if ('id' in deck) {
    const found = await lockOwnDeck(context, deck.id)
    if (ofSheet !== undefined && ofSheet !== found.currency) {
      const message = `Deck "${found.name}" is in ${found.currency} and the sheet in ${ofSheet}: make it another deck.`
      throw new ProblemError(problem('conflict', message, { field: 'currency' }))
    }
    if (!request.allowBackdating) await refuseBackdating(context, found, request.effectiveFrom)
    return { deckId: found.id, name: found.name, currency: found.currency, summary: found }
  }
  const currency = ofSheet ?? 'AUD'
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

/** A deck the actor may publish into, held: what the reseller buys by is the operator's. */
export async function lockOwnDeck({ db, actor }: WriteContext, deckId: number): Promise<DeckSummary> {
  await holdDeck(db, deckId)
  const deck = await readDeck(db, deckId)
  if (deck === undefined) throw new ProblemError(problem('not_found', 'There is no such rate deck.'))
  if (deck.isCost && actor.role !== 'operator' && actor.role !== 'system') {
    const message = `You are charged by rate deck "${deck.name}": only the operator of the installation changes it.`
    throw new ProblemError({ ...forbidden('plans.write'), message })
  }
  return deck
}

/** @throws ProblemError 'conflict' where calls from an instant on are priced by the deck already. */
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

/** Audits a new version, and tells of it. */
export function tellOfDeck(
  { audit, emit }: WriteContext,
  deckId: number,
  name: string,
  { version, effectiveMs, replaces, diff }: PublishedVersion,
  { fileName, note }: { readonly fileName: string; readonly note: string },
): void {
  const effectiveFrom = new Date(effectiveMs).toISOString()
  audit({
    subject: `rate deck ${deckId}`,
    ...(replaces !== undefined && { before: { version: replaces.version } }),
    after: {
      name,
      version,
      effectiveFrom,
      fileName,
      ...(note !== '' && { note }),
      ...(diff !== undefined && { changes: diff.counts }),
    },
  })
  emit({ type: 'rate-deck.published', payload: { deckId: String(deckId), name, version, effectiveFrom } })
}

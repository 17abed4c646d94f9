import { nameOf } from '#domain/access/actor.ts'
import { diffDecks, type DeckChange, type DeckDiff } from '#domain/plans/deck-diff.ts'
import { TAB_OF_CHANGE, type DraftTab } from '#domain/plans/draft-tabs.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import {
  countDrafts,
  lockDraft,
  readDraftRates,
  type DraftRow,
  type DraftTerms,
} from '#storage/queries/rate-deck-drafts.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { addJob } from '#storage/tables/jobs.ts'
import {
  deleteDraft,
  insertDraft,
  insertDraftChanges,
  insertDraftLosses,
  type NewDraftChange,
  type NewDraftLoss,
} from '#storage/tables/rate-deck-drafts.ts'
import { deckToPublish, type DeckRequest } from './deck-to-publish.ts'
import { packRates, unpackRates } from './draft-rates.ts'
import { findDeckLosses } from './find-deck-losses.ts'
import { proposeDeckVersion } from './publish-deck-version.ts'
import { publishSheet, type SheetPublication } from './publish-rate-sheet.ts'
import type { ReadSheet } from './read-rate-sheet.ts'

const DAY_MS = 86_400_000
const KEPT_DAYS = 7
/** A sheet under review may be some ten megabytes. */
const MOST_DRAFTS = 20

export interface SheetToReview extends Pick<DeckRequest, 'deck' | 'effectiveFrom'> {
  /** May have faults: then it cannot be published, and nothing is compared. */
  readonly sheet: ReadSheet
  readonly fileName: string
}

/**
 * Keeps a rate sheet for review, for a week: what it changes against the version it would replace, what it would sell below
 * cost, and, summed up by a job, what it would have made of last month's calls.
 *
 * @throws ProblemError 'not_found', 'already_exists', 'forbidden' for a deck the reseller buys by, 'conflict' for another
 *   currency, or for more sheets than may be kept.
 */
export const createDeckDraft = operation({
  name: 'rate-deck-drafts.create',
  permission: 'plans.write',
  async run(context, { deck: wanted, sheet, fileName, effectiveFrom }: SheetToReview): Promise<number> {
    const { db, resellerId, actor, now, audit } = context
    const { currency } = sheet
    const deck = await deckToPublish(context, {
      deck: wanted,
      currency,
      effectiveFrom,
      allowBackdating: true,
      dryRun: true,
    })
    await refuseMore(context)
    const isFaulty = sheet.findings.counts.fault > 0
    const rows = isFaulty ? [] : sheet.rows
    const effectiveMs = effectiveFrom.getTime()
    const { replaces, nextVersion, diff, outcome } =
      deck.deckId === undefined || isFaulty
        ? { ...NOTHING_THERE, diff: undefined }
        : await proposeDeckVersion(db, { deckId: deck.deckId, effectiveMs, rows })
    const { changes, counts } = diff ?? diffDecks([], rows, effectiveMs)
    const losses = isFaulty ? [] : lossesOf(await findDeckLosses(db, deck.summary, deck.name, rows, effectiveFrom))
    const timeZone = await readTimeZone(db, resellerId)
    const thisMonth = dateAt(now.getTime(), timeZone).with({ day: 1 })
    const hasCalls = deck.deckId !== undefined && replaces !== undefined && changes.length + losses.length > 0
    const problems = sheet.findings.kept.toSorted(byWeight)
    const draftId = await insertDraft(db, {
      resellerId,
      deckId: deck.deckId ?? null,
      name: deck.name,
      currency: deck.currency,
      fileName,
      status: isFaulty ? 'faulty' : outcome === 'same' ? 'same' : 'ready',
      effectiveFrom,
      replacesId: replaces?.versionId ?? null,
      nextVersion: nextVersion?.version ?? null,
      sheet: describeSheet(sheet, counts),
      counts: { ...countTabs(changes), loss: losses.length, problem: countOf(sheet.findings.counts) },
      problems,
      rates: await packRates(rows),
      effectStatus: hasCalls ? 'waiting' : 'done',
      effectFrom: thisMonth.subtract({ months: 1 }).toString(),
      effectTo: thisMonth.toString(),
      effectAt: new Date(changes.reduce((last, { fromMs }) => Math.max(last, fromMs), effectiveMs)),
      timeZone,
      createdAt: now,
      createdBy: nameOf(actor),
      expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS),
    })
    await insertDraftChanges(db, { draftId, resellerId }, changes.toSorted(bySize).map(toKept))
    await insertDraftLosses(db, { draftId, resellerId }, losses)
    if (hasCalls) await addJob(db, { name: 'sum-up-draft', payload: { draftId }, key: `sum-up-draft-${draftId}` })
    const subject = deck.deckId === undefined ? `rate deck "${deck.name}"` : `rate deck ${deck.deckId}`
    audit({ subject, after: { draft: draftId, fileName, rates: rows.length } })
    return draftId
  },
})

async function refuseMore({ db, now }: WriteContext): Promise<void> {
  if ((await countDrafts(db, now)) < MOST_DRAFTS) return
  const message = `${MOST_DRAFTS} rate sheets are under review: publish or drop one of them first.`
  throw new ProblemError(problem('conflict', message))
}

const NOTHING_THERE = { outcome: 'published', replaces: undefined, nextVersion: undefined } as const

function describeSheet({ header, counts }: ReadSheet, { unchanged }: DeckDiff['counts']) {
  return {
    layout: header.layout,
    sheetRows: counts.sheetRows,
    prefixes: counts.rows,
    destinations: counts.destinations,
    notOffered: counts.notOffered,
    free: counts.free,
    rounded: counts.rounded,
    unchanged,
  }
}

function countOf({ fault, note }: { readonly fault: number; readonly note: number }): number {
  return fault + note
}

function countTabs(changes: readonly DeckChange[]): Record<DraftTab, number> {
  const counts = { new: 0, raised: 0, lowered: 0, removed: 0, terms: 0, loss: 0, problem: 0 }
  for (const { kind } of changes) counts[TAB_OF_CHANGE[kind]]++
  return counts
}

function lossesOf(found: Awaited<ReturnType<typeof findDeckLosses>>): readonly NewDraftLoss[] {
  return found
    .flatMap(({ deck, losses }) => losses.map((loss) => ({ ...loss, deck })))
    .toSorted((one, other) => other.costMicros - other.priceMicros - (one.costMicros - one.priceMicros))
}

/** Faults first, each by line. */
function byWeight(one: ReadSheet['findings']['kept'][number], other: typeof one): number {
  if (one.severity !== other.severity) return one.severity === 'fault' ? -1 : 1
  return one.line - other.line
}

/** The largest change first: by percent where there is one, else by the price a minute. */
function bySize(one: DeckChange, other: DeckChange): number {
  return sizeOf(other) - sizeOf(one) || (one.prefix < other.prefix ? -1 : 1)
}

function sizeOf({ before, after }: DeckChange): number {
  const [old, next] = [before?.perMinuteMicros, after?.perMinuteMicros]
  if (old === undefined || next === undefined) return old ?? next ?? 0
  return old === 0 ? Number.MAX_SAFE_INTEGER : Math.abs(next - old) / old
}

function toKept({ kind, prefix, fromMs, before, after }: DeckChange): NewDraftChange {
  return {
    tab: TAB_OF_CHANGE[kind],
    kind,
    prefix,
    destination: (after ?? before)?.destination ?? '',
    changesAtMs: fromMs,
    before: before && keepTerms(before),
    after: after && keepTerms(after),
  }
}

function keepTerms(row: DeckRow): string {
  const terms: DraftTerms = {
    destination: row.destination,
    perMinuteMicros: row.perMinuteMicros ?? null,
    flagfallMicros: row.flagfallMicros,
    minimumChargeMicros: row.minimumChargeMicros,
    firstIncrement: row.firstIncrement,
    nextIncrement: row.nextIncrement,
  }
  return JSON.stringify(terms)
}

export interface DraftToPublish {
  readonly draftId: number
  /** Left out: now. */
  readonly effectiveFrom: Date | undefined
  readonly note: string
  readonly allowBackdating: boolean
}

/**
 * Publishes what was reviewed, and drops the draft.
 *
 * @throws ProblemError 'not_found'; 'changed_meanwhile' where it would replace another version than it was compared with;
 *   'invalid_deck' for a sheet with faults; what publishing a sheet throws.
 */
export const publishDeckDraft = operation({
  name: 'rate-deck-drafts.publish',
  permission: 'plans.write',
  async run(context, { draftId, note, allowBackdating, ...request }: DraftToPublish): Promise<SheetPublication> {
    const { db, now } = context
    const draft = await heldDraft(context, draftId)
    if (draft.status === 'faulty') {
      const message = 'The sheet has faults: put them right and send it again.'
      throw new ProblemError(problem('invalid_deck', message))
    }
    const effectiveFrom = request.effectiveFrom ?? now
    const deck = draft.deckId === null ? { name: draft.name } : { id: draft.deckId }
    const publication = await publishSheet(context, {
      deck,
      currency: draft.currency,
      rows: await unpackRates(await readDraftRates(db, draftId)),
      sheet: undefined,
      fileName: draft.fileName,
      note,
      effectiveFrom,
      allowBackdating: allowBackdating || draft.deckId === null,
      dryRun: false,
    })
    if ((publication.replaces?.versionId ?? null) !== draft.replacesId) {
      throw changedMeanwhile(`what rate deck "${draft.name}" holds on that day`)
    }
    await deleteDraft(db, draftId)
    return publication
  },
})

/** Drops a draft. @throws ProblemError 'not_found'. */
export const discardDeckDraft = operation({
  name: 'rate-deck-drafts.discard',
  permission: 'plans.write',
  async run(context, { draftId }: { readonly draftId: number }): Promise<void> {
    const { name, deckId, fileName } = await heldDraft(context, draftId)
    await deleteDraft(context.db, draftId)
    const subject = deckId === null ? `rate deck "${name}"` : `rate deck ${deckId}`
    context.audit({ subject, before: { draft: draftId, fileName } })
  },
})

async function heldDraft({ db, now }: WriteContext, draftId: number): Promise<DraftRow> {
  const draft = await lockDraft(db, draftId, now)
  if (draft !== undefined) return draft
  throw new ProblemError(problem('not_found', 'There is no such rate sheet under review; they are kept for a week.'))
}

import type pg from 'pg'
import { rateDeckDraftsEndpoints as endpoints } from '#contract/rate-deck-drafts.ts'
import { changeDeckRates } from '#operations/plans/change-deck-rates.ts'
import { inspectRateSheet } from '#operations/plans/inspect-rate-sheet.ts'
import { createDeckDraft, discardDeckDraft, publishDeckDraft } from '#operations/plans/rate-deck-drafts.ts'
import { readFaultySheet } from '#operations/plans/read-rate-sheet.ts'
import { readUploadedSheet } from '#operations/plans/read-uploaded-sheet.ts'
import {
  listDraftChanges,
  listDraftLosses,
  listDrafts,
  readDraft,
  readDraftProblems,
  type DraftRow,
} from '#storage/queries/rate-deck-drafts.ts'
import { decodeCursor, toPage } from '#storage/queries/page.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { viewPublication } from './deck-views.ts'
import { viewDraft, viewDraftChange, viewDraftLoss, viewInspection, viewSheetProblem } from './draft-views.ts'
import { readingOf } from './sheet-reading.ts'

export const rateDeckDraftsRoutes: readonly Route[] = [
  route(endpoints.readRateSheet, async ({ query, body, now, services }) => {
    const reading = readingOf(query, query.effectiveFrom ?? now)
    const mostBytes = services.config.limits.rateSheetBytes
    return viewInspection(await readUploadedSheet(body, mostBytes, reading, inspectRateSheet), reading.choices)
  }),
  route(endpoints.listDeckDrafts, ({ read, query, now }) =>
    read(async (db) => {
      const { items, nextCursor } = await listDrafts(db, now, query)
      return { items: items.map(viewDraft), nextCursor }
    }),
  ),
  route(endpoints.createDeckDraft, async ({ perform, query, body, now, services }) => {
    const effectiveFrom = query.effectiveFrom ?? now
    const reading = readingOf(query, effectiveFrom)
    const sheet = await readUploadedSheet(body, services.config.limits.rateSheetBytes, reading, readFaultySheet)
    const deck = query.deckId === undefined ? { name: query.name ?? '' } : { id: query.deckId }
    const fileName = query.fileName ?? 'sheet.csv'
    return perform(createDeckDraft, { deck, sheet, fileName, effectiveFrom }, async (draftId, db) =>
      viewDraft(await knownDraft(db, draftId, now)),
    )
  }),
  route(endpoints.readDeckDraft, ({ read, params, now }) =>
    read(async (db) => viewDraft(await knownDraft(db, params.draftId, now))),
  ),
  route(endpoints.listDraftChanges, ({ read, params, query, now }) =>
    read(async (db) => {
      const draft = await knownDraft(db, params.draftId, now)
      const { items, nextCursor } = await listDraftChanges(db, draft.id, query)
      return { items: items.map((change) => viewDraftChange(draft, change)), nextCursor }
    }),
  ),
  route(endpoints.listDraftLosses, ({ read, params, query, now }) =>
    read(async (db) => {
      const draft = await knownDraft(db, params.draftId, now)
      const { items, nextCursor } = await listDraftLosses(db, draft.id, query)
      return { items: items.map((loss) => viewDraftLoss(draft, loss)), nextCursor }
    }),
  ),
  route(endpoints.listDraftProblems, ({ read, params, query, now }) =>
    read(async (db) => {
      const { id } = await knownDraft(db, params.draftId, now)
      const [after = 0] = decodeCursor(query.cursor, 'number') ?? []
      const numbered = (await readDraftProblems(db, id)).map((finding, index) => ({ finding, no: index + 1 }))
      const { items, nextCursor } = toPage(numbered.slice(after, after + query.limit + 1), query.limit, ({ no }) => [
        no,
      ])
      return { items: items.map(({ finding }) => viewSheetProblem(finding)), nextCursor }
    }),
  ),
  route(endpoints.publishDeckDraft, ({ perform, params, body }) =>
    perform(
      publishDeckDraft,
      { ...params, ...body, effectiveFrom: body.effectiveFrom, note: body.note ?? '' },
      viewPublication,
    ),
  ),
  route(endpoints.discardDeckDraft, ({ perform, params }) => perform(discardDeckDraft, params, () => ({}))),
  route(endpoints.changeDeckRates, ({ perform, params, body, now }) => {
    const rates = body.rates.map(({ perMinute, flagfall, minimumCharge, firstIncrement, nextIncrement, ...rate }) => ({
      ...rate,
      perMinuteMicros: perMinute === null ? undefined : Number(perMinute),
      flagfallMicros: flagfall === undefined ? undefined : Number(flagfall),
      minimumChargeMicros: minimumCharge === undefined ? undefined : Number(minimumCharge),
      firstIncrement: firstIncrement === null ? 0 : firstIncrement,
      nextIncrement: nextIncrement === null ? 0 : nextIncrement,
    }))
    const { remove, allowBackdating } = body
    const effectiveFrom = body.effectiveFrom ?? now
    const note = body.note ?? ''
    const request = { deckId: params.deckId, rates, remove, effectiveFrom, note, allowBackdating }
    return perform(changeDeckRates, request, viewPublication)
  }),
]

async function knownDraft(db: pg.ClientBase, draftId: number, now: Date): Promise<DraftRow> {
  return notFound('rate sheet under review', await readDraft(db, draftId, now))
}

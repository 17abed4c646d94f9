import type pg from 'pg'
import type { DraftTab } from '#domain/plans/draft-tabs.ts'
import type { SheetFinding } from '#domain/plans/sheet/sheet-finding.ts'
import {
  beginRow,
  createCopyBuffer,
  reserve,
  writeInstant,
  writeInt4,
  writeInt8,
  writeNull,
  writeText,
} from './copy-buffer.ts'
import { startCopy } from './copy-rows.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** What a sheet held, as its review says. */
export interface DraftSheet {
  readonly layout: string
  readonly sheetRows: number
  readonly prefixes: number
  readonly destinations: number
  readonly notOffered: number
  readonly free: number
  readonly rounded: number
  readonly unchanged: number
}

export interface NewDraft {
  readonly resellerId: number
  /** Null: of a deck that is not there yet. */
  readonly deckId: number | null
  readonly name: string
  readonly currency: string
  readonly fileName: string
  readonly status: 'ready' | 'same' | 'faulty'
  readonly effectiveFrom: Date
  readonly replacesId: number | null
  readonly nextVersion: number | null
  readonly sheet: DraftSheet
  readonly counts: Readonly<Record<DraftTab, number>>
  readonly problems: readonly SheetFinding[]
  readonly rates: Buffer
  readonly effectStatus: 'waiting' | 'done'
  /** Days, the last one not included. */
  readonly effectFrom: string
  readonly effectTo: string
  readonly effectAt: Date
  readonly timeZone: string
  readonly createdAt: Date
  readonly createdBy: string
  readonly expiresAt: Date
}

/** Keeps a sheet for review. */
export async function insertDraft(db: Queryable, draft: NewDraft): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO rate_deck_drafts (reseller_id, deck_id, name, currency, file_name, status, effective_from, replaces_id,
                                   next_version, sheet, counts, problems, rates, effect_status, effect_from, effect_to,
                                   effect_at, time_zone, created_at, created_by, expires_at, effect_progress)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
             CASE WHEN $14 = 'done' THEN 1 ELSE 0 END) RETURNING id`,
    [
      draft.resellerId,
      draft.deckId,
      draft.name,
      draft.currency,
      draft.fileName,
      draft.status,
      draft.effectiveFrom,
      draft.replacesId,
      draft.nextVersion,
      draft.sheet,
      draft.counts,
      JSON.stringify(draft.problems),
      draft.rates,
      draft.effectStatus,
      draft.effectFrom,
      draft.effectTo,
      draft.effectAt,
      draft.timeZone,
      draft.createdAt,
      draft.createdBy,
      draft.expiresAt,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the draft')
  return row.id
}

/** A prefix that a sheet changes. Terms are JSON as they are shown. */
export interface NewDraftChange {
  readonly tab: DraftTab
  readonly kind: string
  readonly prefix: string
  readonly destination: string
  readonly changesAtMs: number
  readonly before: string | undefined
  readonly after: string | undefined
}

export interface NewDraftLoss {
  readonly deck: string
  readonly prefix: string
  readonly destination: string
  readonly priceMicros: number
  readonly costMicros: number
}

interface DraftOf {
  readonly draftId: number
  readonly resellerId: number
}

const CHANGE_COLUMNS =
  'draft_id, reseller_id, no, tab, kind, prefix, destination, changes_at, terms_before, terms_after'
const LOSS_COLUMNS = 'draft_id, reseller_id, no, deck, prefix, destination, price_micros, cost_micros'
const FIXED_BYTES = 256
const CHUNK_BYTES = 1024 * 1024

/** Keeps what a draft changes, in the order given. */
export async function insertDraftChanges(
  db: pg.ClientBase,
  draft: DraftOf,
  changes: readonly NewDraftChange[],
): Promise<void> {
  await copyInto(db, 'rate_deck_draft_changes', CHANGE_COLUMNS, draft, changes, (buffer, change) => {
    for (const text of [change.tab, change.kind, change.prefix, change.destination]) writeText(buffer, text)
    reserve(buffer, FIXED_BYTES)
    writeInstant(buffer, change.changesAtMs)
    for (const terms of [change.before, change.after]) {
      reserve(buffer, FIXED_BYTES)
      if (terms === undefined) writeNull(buffer)
      else writeText(buffer, terms)
    }
  })
}

/** Keeps what a draft would sell below cost, in the order given. */
export async function insertDraftLosses(
  db: pg.ClientBase,
  draft: DraftOf,
  losses: readonly NewDraftLoss[],
): Promise<void> {
  await copyInto(db, 'rate_deck_draft_losses', LOSS_COLUMNS, draft, losses, (buffer, loss) => {
    for (const text of [loss.deck, loss.prefix, loss.destination]) writeText(buffer, text)
    reserve(buffer, FIXED_BYTES)
    writeInt8(buffer, loss.priceMicros)
    writeInt8(buffer, loss.costMicros)
  })
}

/** No COPY goes into a table behind row policies: the rows come into a table of the transaction's own first. */
async function copyInto<Row>(
  db: pg.ClientBase,
  table: string,
  columns: string,
  { draftId, resellerId }: DraftOf,
  rows: readonly Row[],
  write: (buffer: ReturnType<typeof createCopyBuffer>, row: Row) => void,
): Promise<void> {
  if (rows.length === 0) return
  await db.query(`CREATE TEMP TABLE coming_rows ON COMMIT DROP AS SELECT ${columns} FROM ${table} WITH NO DATA`)
  const copy = startCopy(db, 'coming_rows', columns)
  const fields = columns.split(',').length
  let buffer = createCopyBuffer(CHUNK_BYTES)
  for (const [index, row] of rows.entries()) {
    reserve(buffer, FIXED_BYTES)
    beginRow(buffer, fields)
    writeInt4(buffer, draftId)
    writeInt4(buffer, resellerId)
    writeInt4(buffer, index + 1)
    write(buffer, row)
    if (buffer.length < CHUNK_BYTES / 2) continue
    await copy.send(buffer.bytes.subarray(0, buffer.length))
    buffer = createCopyBuffer(CHUNK_BYTES)
  }
  if (buffer.length > 0) await copy.send(buffer.bytes.subarray(0, buffer.length))
  await copy.finish()
  await db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM coming_rows`)
  await db.query('DROP TABLE coming_rows')
}

/** Drops a draft with everything it changes. */
export async function deleteDraft(db: Queryable, draftId: number): Promise<void> {
  await db.query('DELETE FROM rate_deck_draft_changes WHERE draft_id = $1', [draftId])
  await db.query('DELETE FROM rate_deck_draft_losses WHERE draft_id = $1', [draftId])
  await db.query('DELETE FROM rate_deck_drafts WHERE id = $1', [draftId])
}

/** Says how far the summing up of a draft's effect is. False: the draft is gone. */
export async function noteDraftProgress(db: Queryable, draftId: number, progress: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE rate_deck_drafts SET effect_status = 'running', effect_progress = $2 WHERE id = $1`,
    [draftId, progress],
  )
  return rowCount !== 0
}

export async function failDraftEffect(db: Queryable, draftId: number, failure: string): Promise<void> {
  await db.query(`UPDATE rate_deck_drafts SET effect_status = 'failed', effect_failure = $2 WHERE id = $1`, [
    draftId,
    failure,
  ])
}

/** Sums of a draft's effect. Micro-dollars ex GST. */
export interface StoredEffect {
  readonly calls: number
  readonly seconds: number
  readonly unpriced: number
  readonly oldMicros: number
  readonly newMicros: number
}

export interface DraftEffects {
  readonly calls: number
  readonly total: StoredEffect
  readonly byPrefix: ReadonlyMap<string, StoredEffect>
  /** By deck, a space, and prefix. */
  readonly byLoss: ReadonlyMap<string, StoredEffect>
}

/** Writes the effect on every change and loss, and its sums by tab. */
export async function finishDraftEffect(
  db: Queryable,
  draftId: number,
  { calls, total, byPrefix, byLoss }: DraftEffects,
): Promise<void> {
  const set = (table: string, key: string): string =>
    `UPDATE ${table} t
        SET effect_calls = e.calls, effect_seconds = e.seconds, effect_unpriced = e.unpriced, effect_old = e.old,
            effect_new = e.new
       FROM unnest($2::text[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[])
            AS e (key, calls, seconds, unpriced, old, new)
      WHERE t.draft_id = $1 AND ${key} = e.key`
  await db.query(set('rate_deck_draft_changes', 't.prefix'), [draftId, ...columnsOf(byPrefix)])
  await db.query(set('rate_deck_draft_losses', `t.deck || ' ' || t.prefix`), [draftId, ...columnsOf(byLoss)])
  await db.query(
    `UPDATE rate_deck_drafts
        SET effect_status = 'done', effect_progress = 1, effect_failure = NULL,
            effects = jsonb_build_object('calls', $2::float8, 'total', $3::jsonb, 'tabs', (
              SELECT coalesce(jsonb_object_agg(tab, jsonb_build_object('calls', calls, 'seconds', seconds, 'unpriced',
                       unpriced, 'oldMicros', old, 'newMicros', new)), '{}')
                FROM (SELECT tab, sum(effect_calls) AS calls, sum(effect_seconds) AS seconds, sum(effect_unpriced) AS unpriced,
                             sum(effect_old) AS old, sum(effect_new) AS new
                        FROM rate_deck_draft_changes WHERE draft_id = $1 GROUP BY tab
                      UNION ALL
                      SELECT 'loss', sum(effect_calls), sum(effect_seconds), sum(effect_unpriced), sum(effect_old),
                             sum(effect_new)
                        FROM rate_deck_draft_losses WHERE draft_id = $1 HAVING count(*) > 0) s))
      WHERE id = $1`,
    [draftId, calls, JSON.stringify(total)],
  )
}

function columnsOf(effects: ReadonlyMap<string, StoredEffect>): unknown[] {
  const sums = [...effects.values()]
  return [
    [...effects.keys()],
    sums.map(({ calls }) => calls),
    sums.map(({ seconds }) => seconds),
    sums.map(({ unpriced }) => unpriced),
    sums.map(({ oldMicros }) => oldMicros),
    sums.map(({ newMicros }) => newMicros),
  ]
}

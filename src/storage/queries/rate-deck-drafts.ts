import type pg from 'pg'
import type { DraftTab } from '#domain/plans/draft-tabs.ts'
import type { DeckChangeKind } from '#domain/plans/deck-diff.ts'
import type { SheetFinding } from '#domain/plans/sheet/sheet-finding.ts'
import type { DraftSheet, StoredEffect } from '#storage/tables/rate-deck-drafts.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

/** A rate sheet under review. */
export interface DraftRow {
  readonly id: number
  readonly resellerId: number
  readonly deckId: number | null
  readonly name: string
  readonly currency: string
  readonly fileName: string
  readonly status: 'ready' | 'same' | 'faulty'
  readonly effectiveFrom: Date
  readonly replacesId: number | null
  readonly replaces: { readonly version: number; readonly effectiveFrom: string; readonly rows: number } | null
  readonly nextVersion: number | null
  readonly sheet: DraftSheet
  readonly counts: Readonly<Record<DraftTab, number>>
  readonly effectStatus: 'waiting' | 'running' | 'done' | 'failed'
  readonly effectProgress: number
  /** Days; the second is the day after the last. */
  readonly effectFrom: string
  readonly effectTo: string
  readonly effectAt: Date
  readonly timeZone: string
  readonly effects: {
    readonly calls: number
    readonly total: StoredEffect
    readonly tabs: Readonly<Partial<Record<DraftTab, StoredEffect>>>
  } | null
  readonly effectFailure: string | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly expiresAt: Date
}

const DRAFT = `SELECT f.id, f.reseller_id AS "resellerId", f.deck_id AS "deckId", f.name, f.currency,
    f.file_name AS "fileName", f.status, f.effective_from AS "effectiveFrom", f.replaces_id AS "replacesId",
    (SELECT jsonb_build_object('version', v.version, 'effectiveFrom', v.effective_from, 'rows', v.row_count)
       FROM rate_deck_versions v WHERE v.id = f.replaces_id) AS replaces,
    f.next_version AS "nextVersion", f.sheet, f.counts, f.effect_status AS "effectStatus",
    f.effect_progress AS "effectProgress", f.effect_from AS "effectFrom", f.effect_to AS "effectTo",
    f.effect_at AS "effectAt", f.time_zone AS "timeZone", f.effects, f.effect_failure AS "effectFailure",
    f.created_at AS "createdAt", f.created_by AS "createdBy", f.expires_at AS "expiresAt"
  FROM rate_deck_drafts f`

/** The drafts there are at an instant, the newest first. */
export async function listDrafts(
  db: Queryable,
  now: Date,
  {
    cursor,
    limit,
    deckId,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly deckId?: number | undefined },
): Promise<Page<DraftRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<DraftRow>(
    `${DRAFT} WHERE f.expires_at > $1 AND ($2::float8 IS NULL OR f.id < $2) AND ($3::int4 IS NULL OR f.deck_id = $3)
      ORDER BY f.id DESC LIMIT $4`,
    [now, before ?? null, deckId ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

export async function readDraft(db: Queryable, draftId: number, now: Date): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>(`${DRAFT} WHERE f.id = $1 AND f.expires_at > $2`, [draftId, now])
  return rows[0]
}

export async function countDrafts(db: Queryable, now: Date): Promise<number> {
  const { rows } = await db.query<{ drafts: number }>(
    'SELECT count(*)::int4 AS drafts FROM rate_deck_drafts WHERE expires_at > $1',
    [now],
  )
  return rows[0]?.drafts ?? 0
}

/** As {@link readDraft}, held until the transaction ends. */
export async function lockDraft(db: Queryable, draftId: number, now: Date): Promise<DraftRow | undefined> {
  await db.query('SELECT FROM rate_deck_drafts WHERE id = $1 FOR UPDATE', [draftId])
  return readDraft(db, draftId, now)
}

/** Whose draft it is, asked by the installation itself. */
export async function readDraftReseller(db: Queryable, draftId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ resellerId: number }>(
    'SELECT reseller_id AS "resellerId" FROM rate_deck_drafts WHERE id = $1',
    [draftId],
  )
  return rows[0]?.resellerId
}

/** The rates of a draft as they were packed. */
export async function readDraftRates(db: Queryable, draftId: number): Promise<Buffer> {
  const { rows } = await db.query<{ rates: Buffer }>('SELECT rates FROM rate_deck_drafts WHERE id = $1', [draftId])
  const [row] = rows
  if (row === undefined) throw new Error(`no draft ${draftId}`)
  return row.rates
}

/** What was found in a draft's sheet: faults first, each kind by line. */
export async function readDraftProblems(db: Queryable, draftId: number): Promise<readonly SheetFinding[]> {
  const { rows } = await db.query<{ problems: readonly SheetFinding[] }>(
    'SELECT problems FROM rate_deck_drafts WHERE id = $1',
    [draftId],
  )
  return rows[0]?.problems ?? []
}

/** Terms of a rate as drafts keep them: micro-dollars, seconds; null: not offered. */
export interface DraftTerms {
  readonly destination: string
  readonly perMinuteMicros: number | null
  readonly flagfallMicros: number
  readonly minimumChargeMicros: number
  readonly firstIncrement: number
  readonly nextIncrement: number
}

interface EffectColumns {
  readonly calls: bigint
  readonly seconds: bigint
  readonly unpriced: bigint
  readonly oldMicros: bigint
  readonly newMicros: bigint
}

export interface DraftChangeRow extends EffectColumns {
  readonly no: number
  readonly tab: DraftTab
  readonly kind: DeckChangeKind
  readonly prefix: string
  readonly destination: string
  readonly changesAt: Date
  readonly before: DraftTerms | null
  readonly after: DraftTerms | null
}

const EFFECT = `effect_calls AS calls, effect_seconds AS seconds, effect_unpriced AS unpriced,
  effect_old AS "oldMicros", effect_new AS "newMicros"`

/** What a page of a draft's rows is asked by. */
export interface DraftSearch {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly prefix?: string | undefined
  readonly destination?: string | undefined
}

const FOUND = `draft_id = $1 AND ($2::text IS NULL OR starts_with(prefix, $2))
  AND ($3::text IS NULL OR strpos(lower(destination), lower($3)) > 0)`

/** The prefixes a draft changes: the largest change, the most money, or the smallest prefix first. */
export async function listDraftChanges(
  db: Queryable,
  draftId: number,
  {
    cursor,
    limit,
    prefix,
    destination,
    tab,
    sort,
  }: DraftSearch & { readonly tab?: DraftTab | undefined; readonly sort: 'change' | 'effect' | 'prefix' },
): Promise<Page<DraftChangeRow>> {
  const [after, no] = decodeCursor(cursor, 'string', 'number') ?? []
  // `no` is the order of the changes' size.
  const by = {
    change: { key: `''::text`, order: 'no' },
    effect: { key: `lpad((999999999999999 - abs(effect_new - effect_old))::text, 18, '0')`, order: 'key, no' },
    prefix: { key: 'prefix', order: 'key, no' },
  }[sort]
  const { rows } = await db.query<DraftChangeRow & { key: string }>(
    `SELECT * FROM (
       SELECT no, tab, kind, prefix, destination, changes_at AS "changesAt", terms_before AS before,
              terms_after AS after, ${EFFECT}, ${by.key} COLLATE "C" AS key
         FROM rate_deck_draft_changes WHERE ${FOUND} AND ($4::text IS NULL OR tab = $4)) c
      WHERE $5::text IS NULL OR (key, no) > ($5 COLLATE "C", $6::float8)
      ORDER BY ${by.order} LIMIT $7`,
    [draftId, prefix ?? null, destination ?? null, tab ?? null, after ?? null, no ?? null, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.key, row.no])
}

export interface DraftLossRow extends EffectColumns {
  readonly no: number
  readonly deck: string
  readonly prefix: string
  readonly destination: string
  readonly priceMicros: bigint
  readonly costMicros: bigint
}

/** What a draft would sell below cost, the largest loss first. */
export async function listDraftLosses(
  db: Queryable,
  draftId: number,
  { cursor, limit, prefix, destination }: DraftSearch,
): Promise<Page<DraftLossRow>> {
  const [no] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<DraftLossRow>(
    `SELECT no, deck, prefix, destination, price_micros AS "priceMicros", cost_micros AS "costMicros", ${EFFECT}
       FROM rate_deck_draft_losses WHERE ${FOUND} AND ($4::float8 IS NULL OR no > $4) ORDER BY no LIMIT $5`,
    [draftId, prefix ?? null, destination ?? null, no ?? null, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.no])
}

/** The prefixes a draft would sell below cost, by the name of the deck that sells. */
export async function readLossPrefixes(
  db: Queryable,
  draftId: number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await db.query<{ deck: string; prefixes: readonly string[] }>(
    'SELECT deck, array_agg(prefix) AS prefixes FROM rate_deck_draft_losses WHERE draft_id = $1 GROUP BY deck',
    [draftId],
  )
  return new Map(rows.map(({ deck, prefixes }) => [deck, new Set(prefixes)]))
}

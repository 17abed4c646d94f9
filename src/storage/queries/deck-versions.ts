import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A rate deck as lists show it. */
export interface DeckSummary {
  readonly id: number
  readonly resellerId: number
  readonly name: string
  readonly currency: string
  /** Prices what the reseller is charged. */
  readonly isCost: boolean
  /** When its first version takes effect; null: it has none. */
  readonly firstFrom: Date | null
  readonly versions: number
  /** The calling plans whose latest version leaves calls to it. */
  readonly plans: readonly { readonly id: number; readonly name: string }[]
}

const DECK = `SELECT d.id, d.reseller_id AS "resellerId", d.name, d.currency,
    EXISTS (SELECT FROM resellers r
             WHERE d.id = (SELECT v.deck_id FROM calling_plan_versions v WHERE v.plan_id = r.wholesale_plan_id
                            ORDER BY v.effective_from DESC, v.version DESC LIMIT 1)) AS "isCost",
    (SELECT min(effective_from) FROM rate_deck_versions v WHERE v.deck_id = d.id) AS "firstFrom",
    (SELECT count(*) FROM rate_deck_versions v WHERE v.deck_id = d.id)::int4 AS versions,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id), '[]')
       FROM calling_plans p
      WHERE d.id = (SELECT v.deck_id FROM calling_plan_versions v WHERE v.plan_id = p.id
                     ORDER BY v.effective_from DESC, v.version DESC LIMIT 1)) AS plans
  FROM rate_decks d`

/** The reseller's decks by name. */
export async function listDeckSummaries(
  db: Queryable,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<DeckSummary>> {
  const [afterName, afterId] = decodeCursor(cursor, 'string', 'number') ?? []
  const { rows } = await db.query<DeckSummary>(
    `${DECK} WHERE $1::text IS NULL OR (d.name, d.id) > ($1, $2::int8) ORDER BY d.name, d.id LIMIT $3`,
    [afterName ?? null, afterId ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ name, id }) => [name, id])
}

export async function readDeck(db: Queryable, deckId: number): Promise<DeckSummary | undefined> {
  const { rows } = await db.query<DeckSummary>(`${DECK} WHERE d.id = $1`, [deckId])
  return rows[0]
}

/** Whether the reseller has a deck of that name. */
export async function isDeckNameTaken(db: Queryable, name: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM rate_decks WHERE name = $1', [name])
  return rowCount !== 0
}

/** A rate of a deck version as people look it up. Amounts are micro-dollars. */
export interface RateLine {
  readonly id: number
  readonly prefix: string
  readonly destination: string
  /** Null: not offered. */
  readonly perMinuteMicros: bigint | null
  readonly flagfallMicros: bigint
  readonly minimumChargeMicros: bigint
  readonly firstIncrement: number
  readonly nextIncrement: number
  readonly validFrom: Date | null
  readonly validTo: Date | null
}

/**
 * Rates of a version by prefix: those whose prefix begins with the digits, and those a number that begins so falls back
 * to; of a destination where asked.
 */
export async function listRates(
  db: Queryable,
  versionId: number,
  {
    cursor,
    limit,
    prefix,
    destination,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly prefix?: string | undefined
    readonly destination?: string | undefined
  },
): Promise<Page<RateLine>> {
  const [afterPrefix, afterId] = decodeCursor(cursor, 'string', 'number') ?? []
  const { rows } = await db.query<RateLine>(
    `SELECT id, prefix, destination, per_minute_micros AS "perMinuteMicros", flagfall_micros AS "flagfallMicros",
            minimum_charge_micros AS "minimumChargeMicros", first_increment AS "firstIncrement",
            next_increment AS "nextIncrement", valid_from AS "validFrom", valid_to AS "validTo"
       FROM rates
      WHERE deck_version_id = $1 AND ($2::text COLLATE "C" IS NULL OR (prefix, id) > ($2, $3::int8))
        AND ($4::text IS NULL OR starts_with(prefix, $4) OR starts_with($4, prefix))
        AND ($5::text IS NULL OR strpos(lower(destination), lower($5)) > 0)
      ORDER BY prefix, id LIMIT $6`,
    [versionId, afterPrefix ?? null, afterId ?? null, prefix ?? null, destination ?? null, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.prefix, row.id])
}

/** The plan the operator charges the reseller by. */
export async function readWholesalePlanId(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    'SELECT wholesale_plan_id AS id FROM resellers WHERE id = (SELECT tollgate_reseller()) AND wholesale_plan_id IS NOT NULL',
  )
  return rows[0]?.id
}

/** The decks that plans for sale leave calls to now. */
export async function listRetailDecks(
  db: Queryable,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const { rows } = await db.query<{ id: number; name: string }>(
    `SELECT d.id, d.name FROM rate_decks d
      WHERE EXISTS (SELECT FROM calling_plans p
                     WHERE NOT EXISTS (SELECT FROM resellers r WHERE r.wholesale_plan_id = p.id)
                       AND d.id = (SELECT v.deck_id FROM calling_plan_versions v WHERE v.plan_id = p.id
                                    ORDER BY v.effective_from DESC, v.version DESC LIMIT 1))
      ORDER BY d.name LIMIT 50`,
  )
  return rows
}

import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { readRates, toDeckRow } from './rating-data.ts'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

/** The id of the reseller of that name. Throws a ProblemError 'not_found'. */
export async function findReseller(db: Queryable, name: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM resellers WHERE name = $1', [name])
  if (rows[0] !== undefined) return rows[0].id
  const { rows: all } = await db.query<{ name: string }>('SELECT name FROM resellers ORDER BY name LIMIT 10')
  const others = all.length === 0 ? 'there is none yet' : `there is ${all.map((one) => `"${one.name}"`).join(', ')}`
  throw new ProblemError(problem('not_found', `there is no reseller "${name}"; ${others}`))
}

export interface FoundDeck {
  readonly deckId: number
  readonly resellerId: number
  readonly reseller: string
  readonly name: string
  readonly currency: string
}

/** A deck by its name. Throws a ProblemError 'not_found', or 'conflict' when several resellers have one of that name. */
export async function findDeck(db: Queryable, name: string, reseller: string | undefined): Promise<FoundDeck> {
  const { rows } = await db.query<FoundDeck>(
    `SELECT d.id AS "deckId", d.reseller_id AS "resellerId", r.name AS reseller, d.name, d.currency
       FROM rate_decks d JOIN resellers r ON r.id = d.reseller_id
      WHERE d.name = $1 AND ($2::text IS NULL OR r.name = $2) ORDER BY r.name`,
    [name, reseller ?? null],
  )
  const [deck, ...others] = rows
  if (deck === undefined) {
    const whose = reseller === undefined ? '' : ` of ${reseller}`
    throw new ProblemError(problem('not_found', `there is no deck "${name}"${whose}; see: tollgate decks list`))
  }
  if (others.length > 0) {
    const names = rows.map((row) => `"${row.reseller}"`).join(', ')
    throw new ProblemError(problem('conflict', `${names} each have a deck "${name}": say whose with --reseller`))
  }
  return deck
}

export interface DeckVersion {
  readonly versionId: number
  readonly version: number
  readonly effectiveMs: number
  readonly createdMs: number
  readonly fileName: string
  readonly rowCount: number
  /** Why, and by whom it was published; '' where nobody said. */
  readonly note: string
  readonly publishedBy: string
}

/** The versions of a deck in the order in which they take effect; of one instant the last one counts. */
export async function listDeckVersions(db: Queryable, deckId: number): Promise<readonly DeckVersion[]> {
  const { rows } = await db.query<DeckVersion>(
    `SELECT id AS "versionId", version, (extract(epoch FROM effective_from) * 1000)::float8 AS "effectiveMs",
            (extract(epoch FROM created_at) * 1000)::float8 AS "createdMs", file_name AS "fileName",
            row_count AS "rowCount", note, published_by AS "publishedBy"
       FROM rate_deck_versions WHERE deck_id = $1 ORDER BY effective_from, version`,
    [deckId],
  )
  return rows
}

/** Every deck with its versions, by reseller and name. */
export async function listDecks(
  db: Queryable,
): Promise<readonly (FoundDeck & { readonly versions: readonly DeckVersion[] })[]> {
  const { rows } = await db.query<FoundDeck>(
    `SELECT d.id AS "deckId", d.reseller_id AS "resellerId", r.name AS reseller, d.name, d.currency
       FROM rate_decks d JOIN resellers r ON r.id = d.reseller_id ORDER BY r.name, d.name`,
  )
  const decks: (FoundDeck & { readonly versions: readonly DeckVersion[] })[] = []
  for (const deck of rows) decks.push({ ...deck, versions: await listDeckVersions(db, deck.deckId) })
  return decks
}

/** The rows of a version, by prefix. */
export async function readDeckRows(db: Queryable, versionId: number): Promise<readonly DeckRow[]> {
  const rates = await readRates(db, versionId)
  return rates.map(toDeckRow)
}

import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
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

export interface LockedDeck {
  readonly deckId: number
  readonly currency: string
}

/**
 * The reseller's deck of that name, made if it is not there, and held until the transaction ends: one import into a
 * deck at a time.
 *
 * @throws ProblemError 'conflict' when the deck is in another currency.
 */
export async function lockDeck(
  db: Queryable,
  resellerId: number,
  name: string,
  currency: string | undefined,
): Promise<LockedDeck> {
  await db.query(
    `INSERT INTO rate_decks (reseller_id, name, currency) VALUES ($1, $2, coalesce($3, 'AUD')) ON CONFLICT DO NOTHING`,
    [resellerId, name, currency ?? null],
  )
  const { rows } = await db.query<LockedDeck>(
    `SELECT id AS "deckId", currency FROM rate_decks WHERE reseller_id = $1 AND name = $2 FOR UPDATE`,
    [resellerId, name],
  )
  const [deck] = rows
  if (deck === undefined) throw new Error('the deck just made is not there')
  if (currency !== undefined && deck.currency !== currency) {
    throw new ProblemError(
      problem(
        'conflict',
        `deck "${name}" is in ${deck.currency} and the sheet in ${currency}: import it as another deck`,
      ),
    )
  }
  return deck
}

/** Holds a deck until the transaction ends: one version at a time. */
export async function holdDeck(db: Queryable, deckId: number): Promise<void> {
  await db.query('SELECT FROM rate_decks WHERE id = $1 FOR UPDATE', [deckId])
}

/** Makes a deck; undefined: the reseller has one of that name. */
export async function insertDeck(
  db: Queryable,
  resellerId: number,
  name: string,
  currency: string,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    'INSERT INTO rate_decks (reseller_id, name, currency) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
    [resellerId, name, currency],
  )
  return rows[0]?.id
}

export interface NewDeckVersion {
  readonly deckId: number
  readonly resellerId: number
  readonly effectiveMs: number
  readonly fileName: string
  readonly note?: string | undefined
  readonly publishedBy?: string | undefined
  readonly rows: readonly DeckRow[]
}

/** Writes a version with all its rows; the transaction must hold the deck. Returns the number of the version. */
export async function insertDeckVersion(
  client: pg.ClientBase,
  { deckId, resellerId, effectiveMs, fileName, note, publishedBy, rows }: NewDeckVersion,
  onRows: (done: number) => void,
): Promise<number> {
  const inserted = await client.query<{ id: number; version: number }>(
    `INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count, note,
                                     published_by)
     SELECT $1, $2, coalesce(max(version), 0) + 1, to_timestamp($3 / 1000.0), $4, $5, $6, $7
       FROM rate_deck_versions WHERE deck_id = $1
     RETURNING id, version`,
    [deckId, resellerId, effectiveMs, fileName, rows.length, note ?? '', publishedBy ?? ''],
  )
  const [version] = inserted.rows
  if (version === undefined) throw new Error('no id for the new deck version')
  const firstId = await takeRateIds(client, rows.length)
  await copyRates(client, { versionId: version.id, resellerId, firstId, rows }, onRows)
  return version.version
}

/** One block of ids, the first returned. Whoever takes rate ids takes them here: the lock keeps blocks whole. */
async function takeRateIds(db: Queryable, count: number): Promise<number> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('rate_ids'))`)
  const { rows } = await db.query<{ last: number }>(
    `SELECT setval('rate_ids', nextval('rate_ids') + $1::int4 - 1)::float8 AS last`,
    [count],
  )
  return (rows[0]?.last ?? 0) - count + 1
}

const COLUMNS =
  'id, deck_version_id, reseller_id, prefix, destination, per_minute_micros, flagfall_micros, minimum_charge_micros, ' +
  'first_increment, next_increment, valid_from, valid_to'
const FIELDS = 12
/** What a row takes at most beside its texts. */
const FIXED_BYTES = 2 + FIELDS * 12
const CHUNK_BYTES = 1024 * 1024

interface RatesToCopy {
  readonly versionId: number
  readonly resellerId: number
  readonly firstId: number
  readonly rows: readonly DeckRow[]
}

async function copyRates(
  client: pg.ClientBase,
  { versionId, resellerId, firstId, rows }: RatesToCopy,
  onRows: (done: number) => void,
): Promise<void> {
  // No COPY goes into a table behind row policies: the rows come into a table of the transaction's own first.
  await client.query('CREATE TEMP TABLE coming_rates (LIKE rates) ON COMMIT DROP')
  const copy = startCopy(client, 'coming_rates', COLUMNS)
  let buffer = createCopyBuffer(CHUNK_BYTES)
  for (const [index, row] of rows.entries()) {
    reserve(buffer, FIXED_BYTES)
    beginRow(buffer, FIELDS)
    writeInt4(buffer, firstId + index)
    writeInt4(buffer, versionId)
    writeInt4(buffer, resellerId)
    writeText(buffer, row.prefix)
    writeText(buffer, row.destination)
    reserve(buffer, FIXED_BYTES)
    if (row.perMinuteMicros === undefined) writeNull(buffer)
    else writeInt8(buffer, row.perMinuteMicros)
    writeInt8(buffer, row.flagfallMicros)
    writeInt8(buffer, row.minimumChargeMicros)
    writeInt4(buffer, row.firstIncrement)
    writeInt4(buffer, row.nextIncrement)
    for (const at of [row.validFromMs, row.validToMs]) {
      if (Number.isFinite(at)) writeInstant(buffer, at)
      else writeNull(buffer)
    }
    if (buffer.length < CHUNK_BYTES - FIXED_BYTES) continue
    await copy.send(buffer.bytes.subarray(0, buffer.length))
    buffer = createCopyBuffer(CHUNK_BYTES)
    onRows(index + 1)
  }
  if (buffer.length > 0) await copy.send(buffer.bytes.subarray(0, buffer.length))
  await copy.finish()
  await client.query(`INSERT INTO rates (${COLUMNS}) SELECT ${COLUMNS} FROM coming_rates`)
  await client.query('DROP TABLE coming_rates')
  onRows(rows.length)
}

import type pg from 'pg'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

const { no_owner, no_plan, no_rate, not_offered, unclassified } = SUSPENSE_CAUSE_CODES

const CAUSE_NAMES = `CASE s.cause ${Object.entries(SUSPENSE_CAUSE_CODES)
  .map(([name, code]) => `WHEN ${code} THEN '${name}'`)
  .join(' ')} END`
const TYPE_NAMES = `(ARRAY[${CALL_SERVICE_TYPES.map((name) => `'${name}'`).join(', ')}])[s.service_type]`
/** The party that decides the price: A of a call in, B of any other. */
const FAR = `CASE WHEN s.service_type IN (10, 11, 12) THEN s.a_number ELSE s.b_number END`
/** What a destination begins with: its country, and where one has several, the area. */
const COUNTRY = `coalesce(
  substring(${FAR} FROM '^(?:1\\d{3}|61\\d{2}|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])'),
  left(${FAR}, 3))`

/**
 * Suspended rows, each with the key of what would put it right: the number nobody held (ours by preference), the account
 * without a plan, the deck and the prefix it lacks or does not offer, the plan and the service type it has no rate for, or
 * else the file it came in.
 */
const GROUPED = `SELECT s.*, coalesce(CASE
    WHEN s.cause = ${no_owner} THEN 'no_owner:' || nullif(CASE
      WHEN ours.b AND NOT ours.a THEN s.b_number ELSE s.a_number END, '')
    WHEN s.cause = ${no_plan} THEN 'no_plan:account:' || s.account_id
    WHEN s.cause = ${unclassified} AND s.b_number ~ '^\\d{1,15}$' THEN 'unclassified:' || s.b_number
    WHEN s.cause IN (${no_rate}, ${not_offered}) AND p.deck_id IS NOT NULL
      THEN ${CAUSE_NAMES} || ':deck:' || p.deck_id || ':' || nullif(coalesce(matched.prefix, ${COUNTRY}), '')
    WHEN s.cause IN (${no_rate}, ${not_offered}) THEN ${CAUSE_NAMES} || ':plan:' || p.plan_id || ':' || s.service_type
    END, ${CAUSE_NAMES} || ':import:' || s.import_id) AS key
  FROM calls_suspense s
  LEFT JOIN LATERAL (
    SELECT EXISTS (SELECT FROM number_assignments n WHERE n.number = s.a_number)
             OR EXISTS (SELECT FROM numbers n WHERE n.number = s.a_number) AS a,
           EXISTS (SELECT FROM number_assignments n WHERE n.number = s.b_number)
             OR EXISTS (SELECT FROM numbers n WHERE n.number = s.b_number) AS b
  ) ours ON s.cause = ${no_owner}
  LEFT JOIN LATERAL (
    SELECT h.plan_id,
           CASE WHEN v.definition->'deckCovers' ?| ARRAY[${TYPE_NAMES}, '*']
                  OR (${TYPE_NAMES} = 'International' AND v.definition->>'international' = 'deck')
                THEN v.deck_id END AS deck_id
      FROM account_plans h
      JOIN LATERAL (SELECT definition, deck_id FROM calling_plan_versions
                     WHERE plan_id = h.plan_id AND effective_from <= s.started_at
                     ORDER BY effective_from DESC, version DESC LIMIT 1) v ON true
     WHERE h.account_id = s.account_id AND h.valid_from <= s.started_at
       AND coalesce(h.valid_to, 'infinity') > s.started_at
     ORDER BY h.valid_from DESC LIMIT 1
  ) p ON s.cause IN (${no_rate}, ${not_offered})
  LEFT JOIN LATERAL (
    SELECT r.prefix FROM rates r
     WHERE r.deck_version_id = (SELECT id FROM rate_deck_versions
                                 WHERE deck_id = p.deck_id AND effective_from <= s.started_at
                                 ORDER BY effective_from DESC, version DESC LIMIT 1)
       AND r.prefix = ANY (ARRAY(SELECT left(${FAR}, n) FROM generate_series(1, 15) n))
     ORDER BY length(r.prefix) DESC LIMIT 1
  ) matched ON s.cause = ${not_offered} AND p.deck_id IS NOT NULL`

/** The rows of a group: for `(source_id, call_key) IN (…)`. The group is the parameter of this number. */
export const rowsOfGroup = (parameter: number): string =>
  `SELECT g.source_id, g.call_key FROM (${GROUPED}) g WHERE g.key = $${parameter}`

/** The rows of a group the session may see. */
export async function readKeysOfGroup(
  db: Queryable,
  key: string,
): Promise<readonly { readonly sourceId: number; readonly callKey: bigint }[]> {
  const { rows } = await db.query<{ sourceId: number; callKey: bigint }>(
    `SELECT source_id::int4 AS "sourceId", call_key AS "callKey" FROM (${rowsOfGroup(1)}) r`,
    [key],
  )
  return rows
}

/** Suspended rows that one thing would put right. */
export interface SuspenseGroupRow {
  readonly key: string
  readonly cause: number
  readonly calls: number
  readonly answeredSeconds: number
  readonly firstCallAt: Date | null
  readonly lastCallAt: Date | null
  readonly oldestAt: Date
  /** Where all rows have the same. */
  readonly accountId: number | null
  readonly serviceType: number | null
  readonly sourceId: number | null
  /** Any of the rows. */
  readonly exampleSourceId: number
  readonly exampleCallKey: bigint
}

/** The groups the session may see, the largest first. */
export async function listSuspenseGroups(
  db: Queryable,
  {
    cursor,
    limit,
    causes,
    source,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly causes?: readonly number[] | undefined
    readonly source?: string | undefined
  },
): Promise<Page<SuspenseGroupRow>> {
  const [calls, key] = decodeCursor(cursor, 'number', 'string') ?? []
  const same = (column: string): string => `CASE WHEN min(g.${column}) = max(g.${column}) THEN min(g.${column}) END`
  const { rows } = await db.query<Omit<SuspenseGroupRow, 'exampleSourceId' | 'exampleCallKey'> & { example: string }>(
    `SELECT * FROM (
       SELECT g.key, g.cause, count(*)::float8 AS calls, coalesce(sum(g.duration_seconds), 0)::float8 AS "answeredSeconds",
              min(g.started_at) AS "firstCallAt", max(g.started_at) AS "lastCallAt", min(g.created_at) AS "oldestAt",
              ${same('account_id')} AS "accountId", ${same('service_type')} AS "serviceType",
              (${same('source_id')})::int4 AS "sourceId", min(g.source_id || ' ' || g.call_key) AS example
         FROM (${GROUPED}) g
        WHERE ($1::int2[] IS NULL OR g.cause = ANY ($1))
          AND ($2::text IS NULL OR g.source_id IN (SELECT id FROM call_sources WHERE name = $2))
        GROUP BY g.key, g.cause) k
      WHERE $3::float8 IS NULL OR (-k.calls, k.key COLLATE "C") > (-$3, $4)
      ORDER BY -k.calls, k.key COLLATE "C" LIMIT $5`,
    [causes ?? null, source ?? null, calls ?? null, key ?? null, limit + 1],
  )
  const groups = rows.map(({ example, ...row }): SuspenseGroupRow => {
    const [sourceId = '', callKey = ''] = example.split(' ')
    return { ...row, exampleSourceId: Number(sourceId), exampleCallKey: BigInt(callKey) }
  })
  return toPage(groups, limit, (row) => [row.calls, row.key])
}

/** Names of what groups are about, by their ids. */
export async function readGroupNames(
  db: Queryable,
  asked: {
    readonly accountIds: readonly number[]
    readonly deckIds: readonly number[]
    readonly planIds: readonly number[]
    readonly sourceIds: readonly number[]
  },
): Promise<{
  readonly accounts: ReadonlyMap<number, { readonly accountNumber: string; readonly accountName: string }>
  readonly decks: ReadonlyMap<number, string>
  readonly plans: ReadonlyMap<number, string>
  readonly sources: ReadonlyMap<number, string>
}> {
  const accounts = await db.query<{ id: number; accountNumber: string; accountName: string }>(
    'SELECT id, account_number AS "accountNumber", name AS "accountName" FROM accounts WHERE id = ANY ($1)',
    [asked.accountIds],
  )
  const named = async (table: string, ids: readonly number[]): Promise<ReadonlyMap<number, string>> => {
    const { rows } = await db.query<{ id: number; name: string }>(
      `SELECT id::int4 AS id, name FROM ${table} WHERE id = ANY ($1)`,
      [ids],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
  return {
    accounts: new Map(accounts.rows.map(({ id, ...account }) => [id, account])),
    decks: await named('rate_decks', asked.deckIds),
    plans: await named('calling_plans', asked.planIds),
    sources: await named('call_sources', asked.sourceIds),
  }
}

/** Who held numbers when, as far as the reseller knows it: by number. */
export interface NumberHolderRow {
  readonly number: string
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly from: Date
  readonly to: Date | null
}

export async function readHoldersOf(db: Queryable, numbers: readonly string[]): Promise<readonly NumberHolderRow[]> {
  const { rows } = await db.query<NumberHolderRow>(
    `SELECT h.number, a.id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            h.valid_from AS from, h.valid_to AS to
       FROM number_assignments h JOIN accounts a ON a.id = h.account_id
      WHERE h.number = ANY ($1) AND h.superseded_at IS NULL ORDER BY h.number, h.valid_from DESC LIMIT 2000`,
    [numbers],
  )
  return rows
}

/** How a deck's last version names a destination: that of the prefix, or of the next shorter one it has; '' for none. */
export async function readDestination(db: Queryable, deckId: number, prefix: string): Promise<string> {
  const { rows } = await db.query<{ destination: string }>(
    `SELECT destination FROM rates
      WHERE deck_version_id = (SELECT id FROM rate_deck_versions WHERE deck_id = $1
                                ORDER BY effective_from DESC, version DESC LIMIT 1)
        AND prefix = ANY (ARRAY(SELECT left($2, n) FROM generate_series(1, 15) n))
      ORDER BY length(prefix) DESC LIMIT 1`,
    [deckId, prefix],
  )
  return rows[0]?.destination ?? ''
}

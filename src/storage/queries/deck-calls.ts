import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** The ids of rates of a deck: those of a version are one block. */
export interface RateIds {
  readonly deckId: number
  readonly from: number
  readonly to: number
}

/** The blocks of rate ids of all decks, by deck and version. */
export async function readRateIds(db: Queryable): Promise<readonly RateIds[]> {
  const { rows } = await db.query<RateIds>(
    `SELECT v.deck_id AS "deckId",
            (SELECT id FROM rates WHERE deck_version_id = v.id ORDER BY id LIMIT 1) AS from,
            (SELECT id FROM rates WHERE deck_version_id = v.id ORDER BY id DESC LIMIT 1) AS to
       FROM rate_deck_versions v WHERE v.row_count > 0 ORDER BY v.deck_id, v.id`,
  )
  return rows
}

/** A call that a rate of a deck priced, or costed. Amounts are micro-dollars. */
export interface DeckCallRow {
  readonly accountId: number
  readonly startedAt: Date
  readonly callKey: bigint
  readonly planVersionId: number
  readonly rateId: number
  readonly serviceType: number
  readonly durationSeconds: number
  readonly direction: number
  readonly aNumber: string
  readonly bNumber: string
  readonly allowanceSeconds: number
  readonly allowanceCalls: number
  readonly allowanceMicros: number
}

export interface DeckCallQuery {
  readonly accountIds: readonly number[]
  readonly from: Date
  readonly to: Date
  /** Blocks of rate ids. */
  readonly rates: readonly RateIds[]
  /** By the rate they were costed by instead of the one that priced them. */
  readonly isCost: boolean
  readonly limit: number
  /** The last call of the page before. */
  readonly after: Pick<DeckCallRow, 'accountId' | 'startedAt' | 'callKey'> | undefined
}

/** Calls of some accounts that rates of a deck priced, in the order of accounts and time, a page at a time. */
export async function readDeckCalls(
  db: Queryable,
  { accountIds, from, to, rates, isCost, limit, after }: DeckCallQuery,
): Promise<readonly DeckCallRow[]> {
  const { rows } = await db.query<DeckCallRow>(
    `SELECT account_id AS "accountId", started_at AS "startedAt", call_key AS "callKey",
            plan_version_id AS "planVersionId", rate_id AS "rateId", service_type AS "serviceType",
            duration_seconds AS "durationSeconds", direction, a_number AS "aNumber", b_number AS "bNumber",
            allowance_seconds AS "allowanceSeconds", allowance_calls AS "allowanceCalls",
            allowance_micros::float8 AS "allowanceMicros"
       FROM calls c
      WHERE account_id = ANY ($1) AND started_at >= $2 AND started_at < $3
        AND ${isCost ? 'cost_basis = 1 AND cost_rate_id' : 'rate_id'} > 0
        AND EXISTS (SELECT FROM unnest($4::int4[], $5::int4[]) AS r (first, last)
                     WHERE c.${isCost ? 'cost_rate_id' : 'rate_id'} BETWEEN r.first AND r.last)
        AND ($6::int4 IS NULL OR (account_id, started_at, call_key) > ($6, $7::timestamptz, $8::int8))
      ORDER BY account_id, started_at, call_key LIMIT $9`,
    [
      accountIds,
      from,
      to,
      rates.map((block) => block.from),
      rates.map((block) => block.to),
      after?.accountId ?? null,
      after?.startedAt ?? null,
      after?.callKey ?? null,
      limit,
    ],
  )
  return rows
}

/** The accounts of the tenant. */
export async function listAccountIds(db: Queryable): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM accounts ORDER BY id')
  return rows.map(({ id }) => id)
}

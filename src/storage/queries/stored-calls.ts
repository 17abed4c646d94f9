import type pg from 'pg'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

/** A call as it is stored, for pricing it again or explaining it. Amounts are micro-dollars, safe integers. */
export interface StoredCall {
  readonly accountId: number
  readonly startedAtMs: number
  readonly callKey: bigint
  readonly batchId: number
  readonly sourceId: number
  readonly sourceCallId: string
  readonly aNumber: string
  readonly bNumber: string
  readonly forwardedFrom: string | null
  readonly direction: number
  readonly disposition: number
  readonly serviceType: number
  readonly durationSeconds: number
  readonly billedSeconds: number
  readonly planVersionId: number
  readonly rateId: number
  readonly costRateId: number
  readonly costBasis: number
  readonly allowanceSeconds: number
  readonly allowanceCalls: number
  readonly allowanceMicros: number
  readonly chargeMicros: number
  readonly costMicros: number | null
}

const COLUMNS = `account_id AS "accountId", (extract(epoch FROM started_at) * 1000)::float8 AS "startedAtMs",
  call_key AS "callKey", batch_id AS "batchId", source_id AS "sourceId", source_call_id AS "sourceCallId",
  a_number AS "aNumber", b_number AS "bNumber", forwarded_from AS "forwardedFrom", direction, disposition,
  service_type AS "serviceType", duration_seconds AS "durationSeconds", billed_seconds AS "billedSeconds",
  plan_version_id AS "planVersionId", rate_id AS "rateId", cost_rate_id AS "costRateId", cost_basis AS "costBasis",
  allowance_seconds AS "allowanceSeconds", allowance_calls AS "allowanceCalls",
  allowance_micros::float8 AS "allowanceMicros", charge_micros::float8 AS "chargeMicros",
  cost_micros::float8 AS "costMicros"`

/** An account's calls that start within [fromMs, toMs), in the order in which they were first priced. */
export async function readCallsInPricingOrder(
  db: Queryable,
  accountId: number,
  fromMs: number,
  toMs: number,
): Promise<readonly StoredCall[]> {
  const { rows } = await db.query<StoredCall>(
    `SELECT ${COLUMNS} FROM calls
      WHERE account_id = $1 AND started_at >= to_timestamp($2 / 1000.0) AND started_at < to_timestamp($3 / 1000.0)
      ORDER BY batch_id, started_at, call_key`,
    [accountId, fromMs, toMs],
  )
  return rows
}

/** The calls with an id of the source's own, on whatever account: a leg each. Scans the calls, so it takes its time. */
export async function findCallsBySourceId(db: Queryable, sourceCallId: string): Promise<readonly StoredCall[]> {
  const { rows } = await db.query<StoredCall>(
    `SELECT ${COLUMNS} FROM calls WHERE source_call_id = $1 ORDER BY started_at, direction LIMIT 20`,
    [sourceCallId],
  )
  return rows
}

/** One call by its place. */
export async function readStoredCall(
  db: Queryable,
  place: { readonly accountId: number; readonly startedAtMs: number; readonly callKey: bigint },
): Promise<StoredCall | undefined> {
  const { rows } = await db.query<StoredCall>(
    `SELECT ${COLUMNS} FROM calls WHERE account_id = $1 AND started_at = $2 AND call_key = $3`,
    [place.accountId, new Date(place.startedAtMs), place.callKey],
  )
  return rows[0]
}

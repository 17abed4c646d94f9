import type pg from 'pg'

/** A call as the billing feed has it. */
export interface FeedCall {
  readonly accountNumber: string
  readonly aNumber: string
  readonly bNumber: string
  readonly serviceType: number
  readonly direction: number
  readonly disposition: number
  readonly destination: string | null
  readonly startedAt: Date
  readonly durationSeconds: number
  readonly chargeMicros: bigint
}

/** A batch in the feed, and where its calls lie. */
export interface FeedBatch {
  readonly feedNo: number
  readonly batchId: number
  readonly from: Date
  readonly to: Date
}

/**
 * Gives the batches that were committed since the last time their places in the feed, after all that have one: what is
 * read once stays where it is, and nothing comes in below it.
 */
export async function placeNewBatches(db: pg.ClientBase): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('billing-feed'))`)
  await db.query(
    `UPDATE usage_batches b SET feed_no = n.feed_no
       FROM (SELECT id, nextval('feed_nos') AS feed_no
               FROM (SELECT id FROM usage_batches WHERE feed_no IS NULL AND calls > 0 ORDER BY id) w) n
      WHERE b.id = n.id`,
  )
}

/** Batches of the feed from a place on, in order. */
export async function readFeedBatches(db: pg.ClientBase, fromNo: number, limit: number): Promise<readonly FeedBatch[]> {
  const { rows } = await db.query<FeedBatch>(
    `SELECT feed_no AS "feedNo", id AS "batchId",
            coalesce((SELECT min(month) FROM unnest(months) AS month), '2000-01-01')::timestamp AT TIME ZONE 'UTC' AS "from",
            coalesce((SELECT max(month) + interval '1 month' FROM unnest(months) AS month), '2200-01-01')::timestamp
              AT TIME ZONE 'UTC' AS "to"
       FROM usage_batches WHERE feed_no >= $1 ORDER BY feed_no LIMIT $2`,
    [fromNo, limit],
  )
  return rows
}

/** The accounts of the session that have calls in each of these batches. */
export async function readFeedAccounts(
  db: pg.ClientBase,
  batchIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await db.query<{ batchId: number; accountIds: readonly number[] }>(
    `SELECT batch_id AS "batchId", array_agg(DISTINCT account_id) AS "accountIds"
       FROM usage_totals WHERE batch_id = ANY ($1::int4[]) GROUP BY 1`,
    [batchIds],
  )
  return new Map(rows.map(({ batchId, accountIds }) => [batchId, accountIds]))
}

/** The calls of a batch that the session may see, in the order that numbers them. */
export async function readFeedCalls(
  db: pg.ClientBase,
  { batchId, from, to }: FeedBatch,
  accountIds: readonly number[],
): Promise<readonly FeedCall[]> {
  const { rows } = await db.query<FeedCall>(
    `SELECT a.account_number AS "accountNumber", c.a_number AS "aNumber", c.b_number AS "bNumber",
            c.service_type AS "serviceType", c.direction, c.disposition, r.destination, c.started_at AS "startedAt",
            c.duration_seconds AS "durationSeconds", c.charge_micros AS "chargeMicros"
       FROM calls c JOIN accounts a ON a.id = c.account_id LEFT JOIN rates r ON c.rate_id <> 0 AND r.id = c.rate_id
      WHERE c.account_id = ANY ($2::int4[]) AND c.started_at >= $3 AND c.started_at < $4 AND c.batch_id = $1
      ORDER BY c.account_id, c.started_at, c.call_key`,
    [batchId, accountIds, from, to],
  )
  return rows
}

/** The first characters of a key, by which its login may name it. */
export async function readKeyPrefix(db: pg.Pool, keyId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ prefix: string }>('SELECT key_prefix AS prefix FROM api_keys WHERE id = $1', [
    keyId,
  ])
  return rows[0]?.prefix
}

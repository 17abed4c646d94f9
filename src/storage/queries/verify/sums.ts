import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A billing cycle of all accounts with this bill day and zone. */
export interface CycleRow {
  readonly billDay: number
  readonly timeZone: string
  readonly fromMs: number
  readonly toMs: number
}

/** An allowance of a plan version: how much of what there is in a cycle. */
export interface AllowanceRow {
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly unit: 'seconds' | 'calls' | 'money'
  readonly quantity: number
}

export interface CallSpan {
  readonly fromMs: number
  /** Exclusive. */
  readonly toMs: number
}

/** The time in which all calls start, if there are any. */
export async function readCallSpan(db: Queryable): Promise<CallSpan | undefined> {
  const { rows } = await db.query<{ from: Date | null; to: Date | null }>(
    'SELECT min(started_at) AS from, max(started_at) AS to FROM calls',
  )
  const { from = null, to = null } = rows[0] ?? {}
  return from === null || to === null ? undefined : { fromMs: from.getTime(), toMs: to.getTime() + 1 }
}

/**
 * Makes the tables the checks read, for the rest of the transaction: `account_cycles` (`starts`: the first instants of
 * an account's cycles, in order, and the end of the last), `plan_allowances`, and `call_sums`, the calls summed once by
 * account, reseller, cycle, service type, plan version, source and batch. Returns how many calls there are.
 *
 * 1,000,000 calls of 5,000 accounts are summed in 1.5 s; a parallel plan gains nothing on two cores.
 */
export async function prepareSums(
  db: Queryable,
  cycles: readonly CycleRow[],
  allowances: readonly AllowanceRow[],
): Promise<number> {
  await db.query(`SET LOCAL jit = off; SET LOCAL work_mem = '64MB'`)
  await db.query('CREATE TEMP TABLE account_cycles (account_id int4, starts timestamptz[]) ON COMMIT DROP')
  await db.query(
    `INSERT INTO account_cycles (account_id, starts)
     SELECT a.id, c.starts
       FROM accounts a
       JOIN (SELECT bill_day, time_zone, array_agg(to_timestamp(from_ms / 1000.0) ORDER BY from_ms)
                                           || to_timestamp(max(to_ms) / 1000.0) AS starts
               FROM unnest($1::int2[], $2::text[], $3::float8[], $4::float8[]) AS c (bill_day, time_zone, from_ms, to_ms)
              GROUP BY bill_day, time_zone) c USING (bill_day, time_zone)`,
    [
      cycles.map(({ billDay }) => billDay),
      cycles.map(({ timeZone }) => timeZone),
      cycles.map(({ fromMs }) => fromMs),
      cycles.map(({ toMs }) => toMs),
    ],
  )
  await db.query(
    `CREATE TEMP TABLE plan_allowances (plan_version_id int4, allowance_no int2, unit text, quantity int8)
       ON COMMIT DROP`,
  )
  await db.query('INSERT INTO plan_allowances SELECT * FROM unnest($1::int4[], $2::int2[], $3::text[], $4::int8[])', [
    allowances.map(({ planVersionId }) => planVersionId),
    allowances.map(({ allowanceNo }) => allowanceNo),
    allowances.map(({ unit }) => unit),
    allowances.map(({ quantity }) => quantity),
  ])
  await db.query('ANALYZE account_cycles, plan_allowances')
  await db.query(
    `CREATE TEMP TABLE call_sums ON COMMIT DROP AS
     SELECT c.account_id, c.reseller_id, a.starts[width_bucket(c.started_at, a.starts)] AS cycle_from, c.service_type,
            c.plan_version_id, c.batch_id, c.source_id, count(*) AS calls,
            count(*) FILTER (WHERE c.duration_seconds = 0 OR c.service_type = 8) AS free,
            sum(c.duration_seconds) AS duration_seconds, sum(c.billed_seconds) AS billed_seconds,
            sum(c.charge_micros) AS charge_micros, sum((c.charge_micros + 5) / 10) AS gst_micros,
            coalesce(sum(c.cost_micros), 0) AS cost_micros, sum(c.allowance_seconds) AS allowance_seconds,
            sum(c.allowance_calls) AS allowance_calls, sum(c.allowance_micros) AS allowance_micros
       FROM calls c LEFT JOIN account_cycles a USING (account_id)
      GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  )
  await db.query('ANALYZE call_sums')
  const { rows } = await db.query<{ calls: number }>('SELECT coalesce(sum(calls), 0)::float8 AS calls FROM call_sums')
  return rows[0]?.calls ?? 0
}

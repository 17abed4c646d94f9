import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A call by its key, and the price it takes. */
export interface RepricedCall {
  readonly accountId: number
  readonly startedAtMs: number
  readonly callKey: bigint
  readonly planVersionId: number
  readonly rateId: number
  readonly costRateId: number
  readonly costBasis: number
  readonly serviceType: number
  readonly billedSeconds: number
  readonly allowanceSeconds: number
  readonly allowanceCalls: number
  readonly allowanceMicros: number
  readonly chargeMicros: number
  readonly costMicros: number | null
}

/** Keeps the prices calls had, then gives them the new ones. */
export async function repriceCalls(db: Queryable, batchId: number, calls: readonly RepricedCall[]): Promise<void> {
  const keys = [
    calls.map(({ accountId }) => accountId),
    calls.map(({ startedAtMs }) => startedAtMs),
    calls.map(({ callKey }) => callKey),
  ]
  const isKey = `c.account_id = k.account_id AND c.started_at = to_timestamp(k.started_at / 1000.0) AND c.call_key = k.call_key`
  await db.query(
    `INSERT INTO call_repricings (account_id, started_at, call_key, reseller_id, batch_id, plan_version_id, rate_id,
                                  service_type, billed_seconds, allowance_seconds, allowance_calls, allowance_micros,
                                  charge_micros, cost_micros)
     SELECT c.account_id, c.started_at, c.call_key, c.reseller_id, $4, c.plan_version_id, c.rate_id, c.service_type,
            c.billed_seconds, c.allowance_seconds, c.allowance_calls, c.allowance_micros, c.charge_micros, c.cost_micros
       FROM unnest($1::int4[], $2::float8[], $3::int8[]) AS k (account_id, started_at, call_key) JOIN calls c ON ${isKey}`,
    [...keys, batchId],
  )
  await db.query(
    `UPDATE calls c SET plan_version_id = k.plan_version_id, rate_id = k.rate_id, cost_rate_id = k.cost_rate_id,
            cost_basis = k.cost_basis, service_type = k.service_type, billed_seconds = k.billed_seconds,
            allowance_seconds = k.allowance_seconds, allowance_calls = k.allowance_calls,
            allowance_micros = k.allowance_micros, charge_micros = k.charge_micros, cost_micros = k.cost_micros
       FROM unnest($1::int4[], $2::float8[], $3::int8[], $4::int4[], $5::int4[], $6::int4[], $7::int2[], $8::int2[],
                   $9::int4[], $10::int4[], $11::int2[], $12::int8[], $13::int8[], $14::int8[])
            AS k (account_id, started_at, call_key, plan_version_id, rate_id, cost_rate_id, cost_basis, service_type,
                  billed_seconds, allowance_seconds, allowance_calls, allowance_micros, charge_micros, cost_micros)
      WHERE ${isKey}`,
    [
      ...keys,
      calls.map(({ planVersionId }) => planVersionId),
      calls.map(({ rateId }) => rateId),
      calls.map(({ costRateId }) => costRateId),
      calls.map(({ costBasis }) => costBasis),
      calls.map(({ serviceType }) => serviceType),
      calls.map(({ billedSeconds }) => billedSeconds),
      calls.map(({ allowanceSeconds }) => allowanceSeconds),
      calls.map(({ allowanceCalls }) => allowanceCalls),
      calls.map(({ allowanceMicros }) => allowanceMicros),
      calls.map(({ chargeMicros }) => chargeMicros),
      calls.map(({ costMicros }) => costMicros),
    ],
  )
}

export interface DrawnRow {
  readonly cycleFromMs: number
  readonly cycleToMs: number
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly drawn: number
}

/** Makes the allowance use of an account's cycles exactly `drawn`. False: it was that already. */
export async function replaceAllowanceUse(
  db: Queryable,
  account: { readonly id: number; readonly resellerId: number },
  cyclesFromMs: readonly number[],
  drawn: readonly DrawnRow[],
): Promise<boolean> {
  if (cyclesFromMs.length === 0) return false
  const columns = [
    drawn.map(({ cycleFromMs }) => cycleFromMs),
    drawn.map(({ planVersionId }) => planVersionId),
    drawn.map(({ allowanceNo }) => allowanceNo),
    drawn.map((row) => row.drawn),
  ]
  const { rows } = await db.query<{ same: boolean }>(
    `WITH wanted AS (
       SELECT to_timestamp(cycle_from / 1000.0) AS cycle_from, plan_version_id, allowance_no, drawn
         FROM unnest($3::float8[], $4::int4[], $5::int2[], $6::int8[]) AS w (cycle_from, plan_version_id, allowance_no, drawn)
     ), there AS (
       SELECT cycle_from, plan_version_id, allowance_no, drawn FROM allowance_use
        WHERE account_id = $1 AND drawn <> 0
          AND cycle_from = ANY (SELECT to_timestamp(f / 1000.0) FROM unnest($2::float8[]) AS f)
     )
     SELECT NOT EXISTS ((TABLE wanted EXCEPT TABLE there) UNION ALL (TABLE there EXCEPT TABLE wanted)) AS same`,
    [account.id, cyclesFromMs, ...columns],
  )
  if (rows[0]?.same === true) return false
  await db.query(
    `DELETE FROM allowance_use WHERE account_id = $1
        AND cycle_from = ANY (SELECT to_timestamp(f / 1000.0) FROM unnest($2::float8[]) AS f)`,
    [account.id, cyclesFromMs],
  )
  await db.query(
    `INSERT INTO allowance_use (account_id, reseller_id, cycle_from, cycle_to, plan_version_id, allowance_no, drawn)
     SELECT $1, $2, to_timestamp(cycle_from / 1000.0), to_timestamp(cycle_to / 1000.0), plan_version_id, allowance_no, drawn
       FROM unnest($3::float8[], $4::int4[], $5::int2[], $6::int8[], $7::float8[])
            AS w (cycle_from, plan_version_id, allowance_no, drawn, cycle_to)`,
    [account.id, account.resellerId, ...columns, drawn.map(({ cycleToMs }) => cycleToMs)],
  )
  return true
}

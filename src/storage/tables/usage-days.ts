import type pg from 'pg'

/** Calls of one reseller and day. Micro-dollars ex GST; below zero where a batch takes back. */
export interface UsageDay {
  readonly resellerId: number
  /** `yyyy-mm-dd` on the reseller's clock. */
  readonly day: string
  calls: number
  durationSeconds: number
  chargeMicros: number
  /** Of the calls whose cost is known, as is the margin. */
  costMicros: number
  marginMicros: number
  costUnknown: number
}

/** Adds to the days of resellers. Behind the shard's lock: no other batch has these rows. */
export async function addToUsageDays(
  client: Pick<pg.ClientBase, 'query'>,
  shard: number,
  days: readonly UsageDay[],
): Promise<void> {
  if (days.length === 0) return
  await client.query(
    `INSERT INTO usage_days AS u (reseller_id, day, shard, calls, duration_seconds, charge_micros, cost_micros,
                                  margin_micros, cost_unknown)
     SELECT reseller_id, day, $1, calls, duration_seconds, charge_micros, cost_micros, margin_micros, cost_unknown
       FROM unnest($2::int4[], $3::date[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::int8[], $9::int8[])
            AS d (reseller_id, day, calls, duration_seconds, charge_micros, cost_micros, margin_micros, cost_unknown)
     ON CONFLICT (reseller_id, day, shard) DO UPDATE SET
       calls = u.calls + excluded.calls, duration_seconds = u.duration_seconds + excluded.duration_seconds,
       charge_micros = u.charge_micros + excluded.charge_micros, cost_micros = u.cost_micros + excluded.cost_micros,
       margin_micros = u.margin_micros + excluded.margin_micros, cost_unknown = u.cost_unknown + excluded.cost_unknown`,
    [
      shard,
      days.map(({ resellerId }) => resellerId),
      days.map(({ day }) => day),
      days.map(({ calls }) => calls),
      days.map(({ durationSeconds }) => durationSeconds),
      days.map(({ chargeMicros }) => chargeMicros),
      days.map(({ costMicros }) => costMicros),
      days.map(({ marginMicros }) => marginMicros),
      days.map(({ costUnknown }) => costUnknown),
    ],
  )
}

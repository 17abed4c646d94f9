import type pg from 'pg'

export type RevenueGrouping = 'day' | 'plan' | 'account' | 'destination' | 'service-type'

/** What a group took and cost. Micro-dollars ex GST. */
export interface RevenueRow {
  readonly key: string
  readonly name: string
  readonly calls: number
  readonly seconds: number
  readonly callRevenueMicros: bigint
  /** Plans, numbers, channels, manual items; credits below zero. */
  readonly chargeRevenueMicros: bigint
  /** Of the calls whose cost is known. */
  readonly costMicros: bigint
  /** Calls and charges less cost, of the calls whose cost is known. */
  readonly marginMicros: bigint
  /** Calls whose cost is not known. */
  readonly costUnknown: number
}

interface Grouping {
  /** What calls `c` are first gathered by, and what charges `c` are. */
  readonly calls: string
  readonly charges: string | null
  /** From the gathered `g.k`: the key and name of a group. */
  readonly key: string
  readonly name: string
  readonly join: string
}

const GROUPINGS: Readonly<Record<RevenueGrouping, Grouping>> = {
  day: {
    calls: `to_char(c.started_at AT TIME ZONE $3, 'YYYY-MM-DD')`,
    charges: `to_char(c.charged_at AT TIME ZONE $3, 'YYYY-MM-DD')`,
    key: 'g.k',
    name: 'g.k',
    join: '',
  },
  account: {
    calls: 'c.account_id::text',
    charges: 'c.account_id::text',
    key: 'g.k',
    name: `a.account_number || ' ' || a.name`,
    join: 'JOIN accounts a ON a.id = g.k::int4',
  },
  'service-type': {
    calls: 'c.service_type::text',
    charges: 'c.service_type::text',
    key: 'g.k',
    name: 'g.k',
    join: '',
  },
  plan: {
    calls: `'v' || c.plan_version_id`,
    // The plan the account was on when it was charged.
    charges: `coalesce((SELECT 'p' || h.plan_id FROM account_plans h
                         WHERE h.account_id = c.account_id AND h.valid_from <= c.charged_at
                           AND (h.valid_to IS NULL OR h.valid_to > c.charged_at)
                         ORDER BY h.valid_from DESC LIMIT 1), '')`,
    key: `coalesce(p.id::text, '')`,
    name: `coalesce(p.name, 'No plan')`,
    join: `LEFT JOIN calling_plan_versions v ON g.k LIKE 'v%' AND v.id = substr(g.k, 2)::int4
           LEFT JOIN calling_plans p ON p.id = coalesce(v.plan_id, CASE WHEN g.k LIKE 'p%' THEN substr(g.k, 2)::int4 END)`,
  },
  destination: {
    calls: `c.rate_id || ' ' || c.service_type`,
    charges: null,
    key: `coalesce(r.destination, split_part(g.k, ' ', 2))`,
    name: `coalesce(r.destination, split_part(g.k, ' ', 2))`,
    join: `LEFT JOIN rates r ON r.id = nullif(split_part(g.k, ' ', 1), '0')::int4`,
  },
}

/** Revenue, cost and margin of the tenant between two instants, the largest first. */
export async function readRevenue(
  db: pg.ClientBase,
  {
    from,
    to,
    timeZone,
    groupBy,
  }: { readonly from: Date; readonly to: Date; readonly timeZone: string; readonly groupBy: RevenueGrouping },
): Promise<readonly RevenueRow[]> {
  const { calls, charges, key, name, join } = GROUPINGS[groupBy]
  const charged =
    charges === null
      ? ''
      : `UNION ALL
         SELECT ${charges}, 0, 0, 0, sum(c.amount_micros), 0, 0, 0
           FROM charges c WHERE c.charged_at >= $1 AND c.charged_at < $2 GROUP BY 1`
  const { rows } = await db.query<RevenueRow>(
    `SELECT ${key} AS key, ${name} AS name, sum(g.calls)::float8 AS calls, sum(g.seconds)::float8 AS seconds,
            sum(g.charge)::int8 AS "callRevenueMicros", sum(g.charged)::int8 AS "chargeRevenueMicros",
            sum(g.cost)::int8 AS "costMicros", sum(g.margin + g.charged)::int8 AS "marginMicros",
            sum(g.unknown)::float8 AS "costUnknown"
       FROM (
         SELECT ${calls} AS k, count(*) AS calls, sum(c.duration_seconds) AS seconds, sum(c.charge_micros) AS charge,
                0::int8 AS charged, coalesce(sum(c.cost_micros), 0) AS cost,
                coalesce(sum(c.charge_micros - c.cost_micros), 0) AS margin,
                count(*) FILTER (WHERE c.cost_micros IS NULL) AS unknown
           FROM calls c WHERE c.started_at >= $1 AND c.started_at < $2 GROUP BY 1
         ${charged}) g
       ${join}
      GROUP BY 1, 2 ORDER BY ${groupBy === 'day' ? '1' : 'sum(g.charge) + sum(g.charged) DESC, 1'}`,
    groupBy === 'day' ? [from, to, timeZone] : [from, to],
  )
  return rows
}

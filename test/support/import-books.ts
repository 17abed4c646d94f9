import type pg from 'pg'
import { expect } from 'vitest'

/** All that imports have written, in an order and by names that do not depend on how the calls came in. */
export interface Books {
  readonly calls: readonly unknown[]
  readonly suspense: readonly unknown[]
  readonly postings: readonly unknown[]
  readonly balances: readonly unknown[]
  readonly allowances: readonly unknown[]
  readonly totals: readonly unknown[]
}

/** Read from two databases that were set up alike, these are equal when the same calls are in. */
export async function readBooks(pool: pg.Pool): Promise<Books> {
  const rows = async (statement: string): Promise<unknown[]> => (await pool.query(statement)).rows
  return {
    calls: await rows(`SELECT to_jsonb(c) - 'batch_id' AS call FROM calls c ORDER BY account_id, started_at, call_key`),
    suspense: await rows(
      `SELECT source_id, call_key, cause, line_number, raw_line, started_at, account_id, tries
         FROM calls_suspense ORDER BY source_id, call_key`,
    ),
    postings: await rows(
      `SELECT account_id, from_ledger, to_ledger, service_type, reason, sum(amount_micros) AS amount
         FROM postings GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    ),
    balances: await rows('SELECT account_id, balance_micros, wholesale_micros FROM balances ORDER BY account_id'),
    allowances: await rows(
      `SELECT account_id, cycle_from, plan_version_id, allowance_no, drawn
         FROM allowance_use ORDER BY account_id, cycle_from, plan_version_id, allowance_no`,
    ),
    totals: await rows(
      `SELECT account_id, cycle_from, service_type, sum(calls) AS calls, sum(duration_seconds) AS seconds,
              sum(billed_seconds) AS billed, sum(charge_micros) AS charge, sum(gst_micros) AS gst, sum(cost_micros) AS cost
         FROM usage_totals GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    ),
  }
}

/** What each disagreement between calls and what was posted, kept and drawn for them is found by: no rows when all agree. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'a balance that is not what its calls come to': `
    SELECT b.account_id, b.balance_micros, b.wholesale_micros, c.charge, c.gst, c.cost
      FROM balances b
      LEFT JOIN (SELECT account_id, sum(charge_micros) AS charge, sum((charge_micros + 5) / 10) AS gst,
                        sum(coalesce(cost_micros, 0)) AS cost FROM calls GROUP BY 1) c USING (account_id)
     WHERE b.balance_micros <> -coalesce(c.charge + c.gst, 0) OR b.wholesale_micros <> -coalesce(c.cost, 0)`,
  'a balance that is not what its postings come to': `
    SELECT b.account_id FROM balances b
     WHERE b.balance_micros <> (SELECT coalesce(sum(amount_micros * CASE WHEN to_ledger = 1 THEN 1 ELSE -1 END), 0)
                                  FROM postings p WHERE p.account_id = b.account_id AND 1 IN (from_ledger, to_ledger))
        OR b.wholesale_micros <> (SELECT coalesce(sum(amount_micros * CASE WHEN to_ledger = 4 THEN 1 ELSE -1 END), 0)
                                    FROM postings p WHERE p.account_id = b.account_id AND 4 IN (from_ledger, to_ledger))`,
  'usage posted by service type that is not that of the calls': `
    SELECT * FROM (SELECT account_id, service_type, sum(charge_micros) AS charge FROM calls GROUP BY 1, 2) c
      FULL JOIN (SELECT account_id, service_type, sum(amount_micros) AS posted FROM postings
                  WHERE from_ledger = 1 AND to_ledger = 2 GROUP BY 1, 2) p USING (account_id, service_type)
     WHERE coalesce(charge, 0) <> coalesce(posted, 0)`,
  'totals that are not those of the calls': `
    SELECT * FROM (SELECT account_id, service_type, count(*) AS n, sum(duration_seconds) AS s, sum(billed_seconds) AS b,
                          sum(charge_micros) AS c, sum(coalesce(cost_micros, 0)) AS w FROM calls GROUP BY 1, 2) c
      FULL JOIN (SELECT account_id, service_type, sum(calls) AS n, sum(duration_seconds) AS s, sum(billed_seconds) AS b,
                        sum(charge_micros) AS c, sum(cost_micros) AS w FROM usage_totals GROUP BY 1, 2) t
        USING (account_id, service_type)
     WHERE (c.n, c.s, c.b, c.c, c.w) IS DISTINCT FROM (t.n, t.s, t.b, t.c, t.w)`,
  'more or less drawn from allowances than calls say': `
    SELECT * FROM (SELECT account_id, sum(allowance_seconds + allowance_calls + allowance_micros) AS said
                     FROM calls GROUP BY 1) c
      FULL JOIN (SELECT account_id, sum(drawn) AS drawn FROM allowance_use GROUP BY 1) u USING (account_id)
     WHERE coalesce(said, 0) <> coalesce(drawn, 0)`,
  'a batch whose counts are not those of its calls': `
    SELECT b.id, b.calls, c.n FROM usage_batches b
      FULL JOIN (SELECT batch_id, count(*) AS n, sum(charge_micros) AS charge FROM calls GROUP BY 1) c ON c.batch_id = b.id
     WHERE coalesce(b.calls, 0) <> coalesce(c.n, 0) OR coalesce(b.charge_micros, 0) <> coalesce(c.charge, 0)
        OR b.calls <> b.rated + b.free`,
  'a call that is in twice': `
    SELECT source_id, source_call_id, a_number, b_number, started_at, direction, duration_seconds, forwarded_from
      FROM calls GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING count(*) > 1`,
}

/** Everything written for calls agrees to the micro: balances, postings, totals, allowances, batches. */
export async function expectBooksToAgree(pool: pg.Pool): Promise<void> {
  const found: Record<string, unknown[]> = {}
  for (const [name, statement] of Object.entries(DISAGREEMENTS)) {
    const { rows } = await pool.query(statement)
    if (rows.length > 0) found[name] = rows
  }
  expect(found).toEqual({})
}

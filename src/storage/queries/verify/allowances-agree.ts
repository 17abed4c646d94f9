import type { LedgerCheck } from './ledger-check.ts'

const DRAWN_IS_WHAT_CALLS_DREW: LedgerCheck = {
  name: 'allowances drawn',
  meaning: 'What is drawn from the allowances of a plan version in a billing cycle is what its calls drew.',
  sides: ['by the calls', 'as drawn'],
  sql: `
    SELECT account_id, cycle_from, place, v.*
      FROM (SELECT account_id, cycle_from, plan_version_id, sum(allowance_seconds) AS seconds,
                   sum(allowance_calls) AS calls, sum(allowance_micros) AS money
              FROM call_sums
             WHERE allowance_seconds <> 0 OR allowance_calls <> 0 OR allowance_micros <> 0
             GROUP BY 1, 2, 3) c
      FULL JOIN (SELECT account_id, cycle_from, plan_version_id,
                        coalesce(sum(drawn) FILTER (WHERE unit = 'seconds'), 0) AS seconds,
                        coalesce(sum(drawn) FILTER (WHERE unit = 'calls'), 0) AS calls,
                        coalesce(sum(drawn) FILTER (WHERE unit = 'money'), 0) AS money
                   FROM allowance_use LEFT JOIN plan_allowances USING (plan_version_id, allowance_no)
                  GROUP BY 1, 2, 3) u USING (account_id, cycle_from, plan_version_id)
     CROSS JOIN LATERAL (SELECT 'plan version ' || plan_version_id AS place) p
     CROSS JOIN LATERAL (VALUES
       ('allowance of seconds', 'seconds', coalesce(c.seconds, 0), coalesce(u.seconds, 0)),
       ('allowance of calls', 'count', coalesce(c.calls, 0), coalesce(u.calls, 0)),
       ('allowance of money', 'dollars', coalesce(c.money, 0), coalesce(u.money, 0))
     ) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

const NO_MORE_THAN_THERE_IS: LedgerCheck = {
  name: 'allowances within their limits',
  meaning:
    'No allowance is overdrawn, and each is kept for a billing cycle of its account and an allowance of its plan.',
  sides: ['at the most', 'as drawn'],
  sql: `
    SELECT u.account_id, u.cycle_from, v.*,
           'plan version ' || u.plan_version_id || ', allowance ' || u.allowance_no + 1 AS place
      FROM allowance_use u
      LEFT JOIN plan_allowances p USING (plan_version_id, allowance_no)
      LEFT JOIN account_cycles a USING (account_id)
      LEFT JOIN allowance_shares s USING (account_id, cycle_from, plan_version_id)
     CROSS JOIN LATERAL (SELECT array_position(a.starts, u.cycle_from) AS cycle) c
     CROSS JOIN LATERAL (SELECT coalesce(p.quantity * s.days / s.cycle_days, p.quantity) AS quantity) q
     CROSS JOIN LATERAL (VALUES
       (p.quantity IS NULL, 'allowance', 'words', 'one of the plan', 'none such'),
       (u.drawn < 0, 'drawn', 'count', '0', u.drawn::text),
       (u.drawn > q.quantity, 'drawn', CASE p.unit WHEN 'money' THEN 'dollars' WHEN 'calls' THEN 'count' ELSE p.unit END,
         q.quantity::text, u.drawn::text),
       (c.cycle IS NULL OR a.starts[c.cycle + 1] IS DISTINCT FROM u.cycle_to, 'cycle', 'words',
         'a billing cycle of the account', u.cycle_from || ' to ' || u.cycle_to)
     ) v (is_wrong, fact, unit, expected, found)
     WHERE v.is_wrong`,
}

export const ALLOWANCE_CHECKS: readonly LedgerCheck[] = [DRAWN_IS_WHAT_CALLS_DREW, NO_MORE_THAN_THERE_IS]

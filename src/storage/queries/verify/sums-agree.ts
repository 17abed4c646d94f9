import { LEDGER_CODES, POSTING_REASON_CODES } from '#domain/ledger/posting.ts'
import type { LedgerCheck } from './ledger-check.ts'

const { account, usage, gst, reseller, carrier } = LEDGER_CODES
const reason = POSTING_REASON_CODES

/** The reasons that belong to usage: the others are the office's, and agree with charges, payments and statements. */
const USAGE_REASONS = [
  reason.usage,
  reason.usage_gst,
  reason.wholesale_usage,
  reason.usage_reversal,
  reason.usage_gst_reversal,
  reason.wholesale_reversal,
].join(', ')

const TOTALS_ARE_THE_CALLS: LedgerCheck = {
  name: 'usage totals',
  meaning: 'The totals of an account, billing cycle and service type are the sums of its calls.',
  sides: ['by the calls', 'in the totals'],
  sql: `
    SELECT account_id, cycle_from, service_type, v.*
      FROM (SELECT account_id, cycle_from, service_type, sum(calls) AS calls, sum(duration_seconds) AS duration_seconds,
                   sum(billed_seconds) AS billed_seconds, sum(charge_micros) AS charge_micros,
                   sum(gst_micros) AS gst_micros, sum(cost_micros) AS cost_micros
              FROM call_sums GROUP BY 1, 2, 3) c
      FULL JOIN (SELECT account_id, cycle_from, service_type, sum(calls) AS calls,
                        sum(duration_seconds) AS duration_seconds, sum(billed_seconds) AS billed_seconds,
                        sum(charge_micros) AS charge_micros, sum(gst_micros) AS gst_micros,
                        sum(cost_micros) AS cost_micros
                   FROM usage_totals GROUP BY 1, 2, 3) t USING (account_id, cycle_from, service_type)
     CROSS JOIN LATERAL (VALUES
       ('calls', 'count', coalesce(c.calls, 0), coalesce(t.calls, 0)),
       ('duration', 'seconds', coalesce(c.duration_seconds, 0), coalesce(t.duration_seconds, 0)),
       ('billed', 'seconds', coalesce(c.billed_seconds, 0), coalesce(t.billed_seconds, 0)),
       ('charge', 'dollars', coalesce(c.charge_micros, 0), coalesce(t.charge_micros, 0)),
       ('GST', 'dollars', coalesce(c.gst_micros, 0), coalesce(t.gst_micros, 0)),
       ('cost', 'dollars', coalesce(c.cost_micros, 0), coalesce(t.cost_micros, 0))
     ) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

/** By the reseller: the days are its clock's when the calls came in, which it may have set anew since. */
const DAYS_ARE_THE_TOTALS: LedgerCheck = {
  name: 'days of usage',
  meaning: 'The days of a reseller add up to its usage totals.',
  sides: ['in the totals', 'in the days'],
  sql: `
    SELECT NULL::int4 AS account_id, r.name AS place, v.*
      FROM (SELECT reseller_id, sum(calls) AS calls, sum(duration_seconds) AS duration_seconds,
                   sum(charge_micros) AS charge_micros, sum(cost_micros) AS cost_micros
              FROM usage_totals GROUP BY 1) t
      FULL JOIN (SELECT reseller_id, sum(calls) AS calls, sum(duration_seconds) AS duration_seconds,
                        sum(charge_micros) AS charge_micros, sum(cost_micros) AS cost_micros
                   FROM usage_days GROUP BY 1) d USING (reseller_id)
      JOIN resellers r ON r.id = reseller_id
     CROSS JOIN LATERAL (VALUES
       ('calls', 'count', coalesce(t.calls, 0), coalesce(d.calls, 0)),
       ('duration', 'seconds', coalesce(t.duration_seconds, 0), coalesce(d.duration_seconds, 0)),
       ('charge', 'dollars', coalesce(t.charge_micros, 0), coalesce(d.charge_micros, 0)),
       ('cost', 'dollars', coalesce(t.cost_micros, 0), coalesce(d.cost_micros, 0))
     ) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

/** GST and cost are posted in one sum for all service types. A correction swaps the ledgers: the net is compared. */
const POSTINGS_ARE_THE_TOTALS: LedgerCheck = {
  name: 'postings of usage',
  meaning: 'What a batch posted to an account, reversals set off, is what it added to the usage totals.',
  sides: ['in the totals', 'in the postings'],
  sql: `
    SELECT account_id, batch_id, service_type, fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, batch_id, service_type, 'charge' AS fact, charge_micros AS expected, 0 AS found
              FROM usage_totals
            UNION ALL
            SELECT account_id, batch_id, NULL, v.fact, v.amount, 0
              FROM usage_totals CROSS JOIN LATERAL (VALUES ('GST', gst_micros), ('cost', cost_micros)) v (fact, amount)
            UNION ALL
            SELECT account_id, batch_id, CASE WHEN p.fact = 'charge' THEN service_type END, p.fact, 0,
                   CASE WHEN (from_ledger, to_ledger) = (p.paid_by, p.paid_to) THEN amount_micros
                        ELSE -amount_micros END
              FROM postings
              JOIN (VALUES ('charge', ${account}, ${usage}), ('GST', ${account}, ${gst}),
                           ('cost', ${reseller}, ${carrier})) p (fact, paid_by, paid_to)
                ON (from_ledger, to_ledger) IN ((p.paid_by, p.paid_to), (p.paid_to, p.paid_by))
             WHERE reason IN (${USAGE_REASONS})
           ) both_sides
     GROUP BY account_id, batch_id, service_type, fact
    HAVING sum(expected) <> sum(found)`,
}

const BALANCES_ARE_THE_POSTINGS: LedgerCheck = {
  name: 'balances',
  meaning: 'The balances of an account are the sums of its postings.',
  sides: ['by the postings', 'in the balance'],
  sql: `
    SELECT account_id, v.*
      FROM (SELECT account_id,
                   sum(CASE ${account} WHEN to_ledger THEN amount_micros WHEN from_ledger THEN -amount_micros ELSE 0 END)
                     AS retail,
                   sum(CASE ${reseller} WHEN to_ledger THEN amount_micros WHEN from_ledger THEN -amount_micros ELSE 0 END)
                     AS wholesale
              FROM postings GROUP BY account_id) p
      FULL JOIN balances b USING (account_id)
     CROSS JOIN LATERAL (VALUES
       ('balance', coalesce(p.retail, 0), coalesce(b.balance_micros, 0)),
       ('wholesale balance', coalesce(p.wholesale, 0), coalesce(b.wholesale_micros, 0))
     ) w (fact, expected, found)
     CROSS JOIN LATERAL (VALUES (w.fact, 'dollars', w.expected, w.found)) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

const EVERY_ACCOUNT_HAS_A_BALANCE: LedgerCheck = {
  name: 'accounts with a balance',
  meaning: 'Every account has a balance.',
  sides: ['due', 'kept'],
  sql: `
    SELECT a.id AS account_id, 'balance' AS fact, 'words' AS unit, 'a balance' AS expected, NULL AS found
      FROM accounts a WHERE NOT EXISTS (SELECT FROM balances b WHERE b.account_id = a.id)`,
}

/** Calls → totals → postings → balances: the same money all the way. */
export const SUM_CHECKS: readonly LedgerCheck[] = [
  TOTALS_ARE_THE_CALLS,
  DAYS_ARE_THE_TOTALS,
  POSTINGS_ARE_THE_TOTALS,
  BALANCES_ARE_THE_POSTINGS,
  EVERY_ACCOUNT_HAS_A_BALANCE,
]

import type { LedgerCheck } from './ledger-check.ts'

const HELD_FOR_CALLS: LedgerCheck = {
  name: 'money held for calls',
  meaning: 'What is held of a balance is what the calls in progress of its account hold.',
  sides: ['by the calls in progress', 'of the balance'],
  sql: `
    SELECT account_id, 'calls in progress' AS place, 'held' AS fact, 'dollars' AS unit, coalesce(r.micros, 0) AS expected,
           b.reserved_micros AS found
      FROM balances b
      FULL JOIN (SELECT account_id, sum(reserved_micros)::int8 AS micros FROM call_reservations WHERE state = 'open' GROUP BY 1) r
        USING (account_id)
     WHERE coalesce(r.micros, 0) <> coalesce(b.reserved_micros, 0)`,
}

const RESELLERS_CREDIT: LedgerCheck = {
  name: 'credit of resellers',
  meaning:
    "What a reseller has used of its own credit is what its accounts' wholesale ledgers say; what is held, what calls hold.",
  sides: ['by the accounts', 'in the credit'],
  sql: `
    SELECT NULL::int4 AS account_id, r.name AS place, v.fact, 'dollars' AS unit, v.expected, v.found
      FROM wholesale_credit w JOIN resellers r ON r.id = w.reseller_id
      LEFT JOIN (SELECT reseller_id, -sum(wholesale_micros)::int8 AS micros FROM balances GROUP BY 1) b
        ON b.reseller_id = w.reseller_id
      LEFT JOIN (SELECT reseller_id, sum(wholesale_micros)::int8 AS micros FROM call_reservations WHERE state = 'open' GROUP BY 1) c
        ON c.reseller_id = w.reseller_id
     CROSS JOIN LATERAL (VALUES ('used', coalesce(b.micros, 0), w.used_micros),
                                ('held', coalesce(c.micros, 0), w.reserved_micros)) v (fact, expected, found)
     WHERE v.expected <> v.found`,
}

const PAID_BY_RESELLERS: LedgerCheck = {
  name: 'payments of resellers',
  meaning: 'What a reseller has paid the operator is the sum of its payments.',
  sides: ['by the payments', 'in the credit'],
  sql: `
    SELECT NULL::int4 AS account_id, r.name AS place, 'paid' AS fact, 'dollars' AS unit, coalesce(p.micros, 0) AS expected,
           w.paid_micros AS found
      FROM wholesale_credit w JOIN resellers r ON r.id = w.reseller_id
      LEFT JOIN (SELECT reseller_id, sum(amount_micros)::int8 AS micros FROM wholesale_payments GROUP BY 1) p
        ON p.reseller_id = w.reseller_id
     WHERE coalesce(p.micros, 0) <> w.paid_micros`,
}

export const LIVE_CALL_CHECKS: readonly LedgerCheck[] = [HELD_FOR_CALLS, RESELLERS_CREDIT, PAID_BY_RESELLERS]

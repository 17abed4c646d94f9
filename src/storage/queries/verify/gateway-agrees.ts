import type { LedgerCheck } from './ledger-check.ts'

const CHARGES_ARE_PAID: LedgerCheck = {
  name: 'payments of charges',
  meaning:
    'A charge of a card or direct debit that succeeded is one payment of its amount, and no other charge is one.',
  sides: ['by the charge', 'in the payments'],
  sql: `
    SELECT c.account_id, 'charge ' || c.id AS place, 'payment' AS fact, 'dollars' AS unit, v.*
      FROM gateway_charges c
      LEFT JOIN payments p ON p.account_id = c.account_id AND p.id = c.payment_id AND p.receipt_no IS NOT NULL
     CROSS JOIN LATERAL (SELECT CASE WHEN c.state = 'succeeded' THEN c.amount_micros ELSE 0 END AS expected,
                                coalesce(p.amount_micros, 0) AS found) v
     WHERE v.expected <> v.found`,
}

const WHAT_WENT_BACK: LedgerCheck = {
  name: 'refunds and disputes',
  meaning: 'What refunds gave back and banks took is off the balance, what came again is back on it.',
  sides: ['by the refund or dispute', 'in the payments'],
  sql: `
    WITH gone AS (
      SELECT account_id, charge_id, 'refund ' || id AS place, payment_id AS out_id, undone_id AS in_id,
             CASE WHEN state IN ('pending', 'succeeded') THEN -amount_micros ELSE 0 END AS expected
        FROM gateway_refunds
       UNION ALL
      SELECT account_id, charge_id, 'dispute ' || id, taken_id, returned_id,
             CASE WHEN state IN ('needs-response', 'under-review', 'lost') THEN -amount_micros ELSE 0 END
        FROM gateway_disputes)
    SELECT g.account_id, g.place, 'given back' AS fact, 'dollars' AS unit, g.expected, v.found
      FROM gone g
      JOIN gateway_charges c ON c.account_id = g.account_id AND c.id = g.charge_id
      LEFT JOIN payments o ON o.account_id = g.account_id AND o.id = g.out_id AND o.returns_id = c.payment_id
      LEFT JOIN payments i ON i.account_id = g.account_id AND i.id = g.in_id AND i.returns_id = c.payment_id
     CROSS JOIN LATERAL (SELECT coalesce(o.amount_micros, 0) + coalesce(i.amount_micros, 0) AS found) v
     WHERE g.expected <> v.found`,
}

const RETURNS_HAVE_A_CAUSE: LedgerCheck = {
  name: 'causes of returned money',
  meaning: 'Money that went back, or came again, belongs to one refund or dispute.',
  sides: ['wanted', 'there'],
  sql: `
    WITH causes AS (
      SELECT account_id, payment_id AS id FROM gateway_refunds
       UNION ALL SELECT account_id, undone_id FROM gateway_refunds
       UNION ALL SELECT account_id, taken_id FROM gateway_disputes
       UNION ALL SELECT account_id, returned_id FROM gateway_disputes)
    SELECT p.account_id, 'payment ' || p.id AS place, 'refunds and disputes' AS fact, 'count' AS unit, 1 AS expected,
           count(c.id) AS found
      FROM payments p LEFT JOIN causes c ON c.account_id = p.account_id AND c.id = p.id
     WHERE p.returns_id IS NOT NULL GROUP BY p.account_id, p.id HAVING count(c.id) <> 1`,
}

const REFUNDS_HAVE_AN_END: LedgerCheck = {
  name: 'sums of refunds',
  meaning: 'The refunds of a charge never come to more than was paid.',
  sides: ['at most', 'refunded'],
  sql: `
    SELECT c.account_id, 'charge ' || c.id AS place, 'refunds' AS fact, 'dollars' AS unit, c.amount_micros AS expected,
           sum(r.amount_micros)::int8 AS found
      FROM gateway_charges c
      JOIN gateway_refunds r ON r.account_id = c.account_id AND r.charge_id = c.id AND r.state NOT IN ('cancelled', 'failed')
     GROUP BY c.account_id, c.id, c.amount_micros HAVING sum(r.amount_micros) > c.amount_micros`,
}

/** Charges of cards and direct debits → payments; refunds and disputes → what went back. */
export const GATEWAY_CHECKS: readonly LedgerCheck[] = [
  CHARGES_ARE_PAID,
  WHAT_WENT_BACK,
  RETURNS_HAVE_A_CAUSE,
  REFUNDS_HAVE_AN_END,
]

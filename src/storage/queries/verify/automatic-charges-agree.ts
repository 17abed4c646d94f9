import type { LedgerCheck } from './ledger-check.ts'

const CHARGES_HAVE_REASONS: LedgerCheck = {
  name: 'reasons of automatic charges',
  meaning: 'Whatever the gateway was asked for by itself has the try it was asked for, of the same amount and end.',
  sides: ['by the gateway’s charge', 'in the try'],
  sql: `
    SELECT g.account_id, 'charge ' || g.id AS place, v.*
      FROM gateway_charges g
      LEFT JOIN automatic_charge_tries t ON t.account_id = g.account_id AND t.key = g.key
     CROSS JOIN LATERAL (VALUES
       ('amount', 'dollars', g.amount_micros::text, coalesce(t.amount_micros, 0)::text),
       ('paid', 'words', CASE WHEN g.state = 'succeeded' THEN 'yes' ELSE 'no' END,
         CASE WHEN t.outcome = 'paid' THEN 'yes' ELSE 'no' END),
       ('answered', 'words', CASE WHEN g.state IN ('succeeded', 'failed', 'cancelled') THEN 'yes' ELSE 'no' END,
         CASE WHEN t.outcome IS NOT NULL THEN 'yes' ELSE 'no' END)
     ) v (fact, unit, expected, found)
     WHERE g.purpose <> 'add-credit' AND v.expected <> v.found`,
}

const CHARGED_ONCE: LedgerCheck = {
  name: 'automatic charges once',
  meaning: 'For one reason an account is charged once: a charge that was paid has one paid try, any other none.',
  sides: ['by the charge', 'in its tries'],
  sql: `
    SELECT c.account_id, c.reason AS place, v.*
      FROM automatic_charges c
     CROSS JOIN LATERAL (SELECT count(*) AS tries, count(*) FILTER (WHERE t.outcome = 'paid') AS paid,
                                count(*) FILTER (WHERE t.outcome IS NULL) AS open
                           FROM automatic_charge_tries t WHERE t.account_id = c.account_id AND t.charge_no = c.id) t
     CROSS JOIN LATERAL (VALUES
       ('paid tries', 'count', (c.state = 'paid')::int::int8, t.paid),
       ('open tries', 'count', (c.state = 'sent')::int::int8, t.open),
       ('tries', 'count', c.tries::int8, t.tries)
     ) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

/** Money of cards that was taken by itself → the try that asked for it → the reason, once. */
export const AUTOMATIC_CHARGE_CHECKS: readonly LedgerCheck[] = [CHARGES_HAVE_REASONS, CHARGED_ONCE]

import type { LedgerCheck } from './ledger-check.ts'

const TRANSFERS_ARE_KEPT: LedgerCheck = {
  name: 'money of bank transfers',
  meaning: 'Of every file of the bank, what came in is what is on accounts, what is open, and what was set aside.',
  sides: ['by the rows', 'by their parts'],
  sql: `
    SELECT NULL::int4 AS account_id, 'bank file ' || t.import_id || ' line ' || t.line AS place, v.*
      FROM bank_transfers t
      LEFT JOIN (SELECT transfer_id, sum(amount_micros) AS amount FROM bank_transfer_parts
                  WHERE undone_at IS NULL GROUP BY 1) p ON p.transfer_id = t.id
     CROSS JOIN LATERAL (VALUES
       ('on accounts', 'dollars', t.assigned_micros::numeric, coalesce(p.amount, 0)),
       ('in all', 'dollars', t.amount_micros::numeric,
         CASE WHEN t.status = 'posted' THEN coalesce(p.amount, 0) ELSE greatest(t.amount_micros, coalesce(p.amount, 0)) END)
     ) v (fact, unit, expected, found)
     WHERE t.status NOT IN ('ignored', 'duplicate') AND v.expected <> v.found`,
}

const PARTS_ARE_PAYMENTS: LedgerCheck = {
  name: 'payments of bank transfers',
  meaning: 'Every part of a transfer is the payment it names, and undone where that was taken back.',
  sides: ['by the part', 'in the payments'],
  sql: `
    SELECT p.account_id, 'bank transfer ' || p.transfer_id AS place, v.*
      FROM bank_transfer_parts p
      LEFT JOIN payments y ON y.account_id = p.account_id AND y.id = p.payment_id
      LEFT JOIN payments r ON r.account_id = p.account_id AND r.reverses_id = p.payment_id
     CROSS JOIN LATERAL (VALUES
       ('amount', 'dollars', p.amount_micros::text, coalesce(y.amount_micros::text, 'no payment')),
       ('stands', 'words', (p.undone_at IS NULL)::text, (r.id IS NULL)::text)
     ) v (fact, unit, expected, found)
     WHERE v.expected <> v.found`,
}

/** Rows of the bank's files → parts on accounts → payments. */
export const BANK_CHECKS: readonly LedgerCheck[] = [TRANSFERS_ARE_KEPT, PARTS_ARE_PAYMENTS]

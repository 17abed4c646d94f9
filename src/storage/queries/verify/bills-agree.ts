import { LEDGER_CODES, POSTING_REASON_CODES } from '#domain/ledger/posting.ts'
import type { LedgerCheck } from './ledger-check.ts'

const { account } = LEDGER_CODES
const reason = POSTING_REASON_CODES

/** What postings take off the account, less what they give back. */
const NET = `CASE WHEN from_ledger = ${account} THEN amount_micros ELSE -amount_micros END`

/** A batch may hold charges of several service types; GST is posted in one sum for each direction. */
const CHARGES_ARE_POSTED: LedgerCheck = {
  name: 'postings of charges',
  meaning: 'What a batch charged an account, credits set off, is what it posted, by service type and as GST.',
  sides: ['by the charges', 'in the postings'],
  sql: `
    SELECT account_id, batch_id, service_type, fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, batch_id, v.*, 0 AS found FROM charges
             CROSS JOIN LATERAL (VALUES (service_type, 'charge', amount_micros), (NULL, 'GST', gst_micros))
                                v (service_type, fact, expected)
            UNION ALL
            SELECT account_id, batch_id, service_type, 'charge', 0, ${NET} FROM postings
             WHERE reason IN (${reason.charge}, ${reason.credit})
            UNION ALL
            SELECT account_id, batch_id, NULL, 'GST', 0, ${NET} FROM postings
             WHERE reason IN (${reason.charge_gst}, ${reason.credit_gst})) both_sides
     GROUP BY 1, 2, 3, 4
    HAVING sum(expected) <> sum(found)`,
}

const PAYMENT_REASONS = [
  reason.payment,
  reason.payment_reversal,
  reason.refund,
  reason.refund_undone,
  reason.chargeback,
  reason.chargeback_undone,
].join(', ')

const PAYMENTS_ARE_POSTED: LedgerCheck = {
  name: 'postings of payments',
  meaning: 'What a batch took in for an account, what went back set off, is what it posted.',
  sides: ['by the payments', 'in the postings'],
  sql: `
    SELECT account_id, batch_id, 'payment' AS fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, batch_id, amount_micros AS expected, 0 AS found FROM payments
            UNION ALL
            SELECT account_id, batch_id, 0, -(${NET}) FROM postings
             WHERE reason IN (${PAYMENT_REASONS})) both_sides
     GROUP BY 1, 2
    HAVING sum(expected) <> sum(found)`,
}

/** What came too late is given back by the same batch; of a reseller that owes no GST, so is what came with the calls. */
const LEDGER_SAYS_WHAT_DOCUMENTS_SAY: LedgerCheck = {
  name: 'roundings to documents',
  meaning: 'What a document rounded or wrote off is posted with it, so that the ledger says what the document says.',
  sides: ['by the document', 'in the postings'],
  sql: `
    SELECT account_id, batch_id, fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, batch_id, v.*, 0 AS found FROM statements
             CROSS JOIN LATERAL (VALUES
               ('amount ex GST', subtotal_micros - usage_exact_micros - charges_exact_micros - written_off_micros),
               ('GST', gst_micros - usage_gst_exact_micros - charges_gst_exact_micros - written_off_gst_micros)
             ) v (fact, expected)
            UNION ALL
            SELECT account_id, batch_id,
                   CASE WHEN reason IN (${reason.rounding}, ${reason.write_off}) THEN 'amount ex GST' ELSE 'GST' END, 0, ${NET}
              FROM postings
             WHERE reason IN (${reason.rounding}, ${reason.write_off}, ${reason.rounding_gst}, ${reason.write_off_gst}))
           both_sides
     GROUP BY 1, 2, 3
    HAVING sum(expected) <> sum(found)`,
}

/** Statements of each account in order, with what the one before says. */
const CHAIN = `
  SELECT s.*, lag(s.cycle_to) OVER w AS last_to, lag(s.usage_watermark) OVER w AS last_watermark,
         lag(s.closing_micros) OVER w AS last_closing, lag(s.period_to) OVER w AS last_period_to,
         lead(s.id) OVER w AS next_id
    FROM statements s WHERE s.kind <> 'adjustment-note'
  WINDOW w AS (PARTITION BY s.account_id ORDER BY s.cycle_to)`

const STATEMENTS_HOLD_WHAT_THEY_SAY: LedgerCheck = {
  name: 'contents of statements',
  meaning:
    'A statement comes to what its charges, its payments, its adjustment notes and the usage of its cycles come to.',
  sides: ['by its parts', 'in the statement'],
  sql: `
    WITH chain AS (${CHAIN}),
    charged AS (SELECT account_id, statement_id, sum(amount_micros) AS amount, sum(gst_micros) AS gst FROM charges
                 WHERE statement_id IS NOT NULL GROUP BY 1, 2),
    paid AS (SELECT account_id, statement_id, sum(amount_micros) AS amount FROM payments
              WHERE statement_id IS NOT NULL GROUP BY 1, 2),
    noted AS (SELECT account_id, carried_on AS statement_id, sum(total_micros) AS amount FROM statements
               WHERE carried_on IS NOT NULL GROUP BY 1, 2),
    used AS (SELECT a.account_id, a.id AS statement_id, sum(u.charge_micros) AS amount, sum(u.gst_micros) AS gst
               FROM chain a
               JOIN usage_totals u ON u.account_id = a.account_id AND u.cycle_from < a.cycle_to
                AND u.batch_id <= a.usage_watermark
                AND (a.last_to IS NULL OR NOT (u.cycle_from < a.last_to AND u.batch_id <= a.last_watermark))
              GROUP BY 1, 2),
    late AS (SELECT account_id, statement_id, sum(charge_micros) AS amount, sum(gst_micros) AS gst FROM late_usage
              GROUP BY 1, 2)
    SELECT coalesce(s.account_id, c.account_id, p.account_id) AS account_id, v.*,
           coalesce(s.number, 'statement ' || coalesce(c.statement_id, p.statement_id)) AS place
      FROM statements s
      FULL JOIN charged c ON c.account_id = s.account_id AND c.statement_id = s.id
      FULL JOIN paid p ON p.account_id = s.account_id AND p.statement_id = s.id
      LEFT JOIN noted n ON n.account_id = s.account_id AND n.statement_id = s.id
      LEFT JOIN used u ON u.account_id = s.account_id AND u.statement_id = s.id
      LEFT JOIN late l ON l.account_id = s.account_id AND l.statement_id = s.id
     CROSS JOIN LATERAL (VALUES
       ('charges', 'dollars', coalesce(c.amount, 0), s.charges_exact_micros),
       ('GST of charges', 'dollars', coalesce(c.gst, 0), s.charges_gst_exact_micros),
       ('payments', 'dollars', coalesce(p.amount, 0), s.payments_micros),
       ('adjustment notes', 'dollars', coalesce(n.amount, 0), s.adjustments_micros),
       ('usage', 'dollars', coalesce(u.amount, 0), s.usage_exact_micros + s.written_off_micros),
       ('GST of usage', 'dollars', coalesce(u.gst, 0), s.usage_gst_exact_micros + s.written_off_gst_micros),
       ('usage that came too late', 'dollars', coalesce(l.amount, 0), s.written_off_micros),
       ('GST of usage that came too late', 'dollars', coalesce(l.gst, 0), s.written_off_gst_micros),
       ('total', 'dollars', s.subtotal_micros + s.gst_micros, s.total_micros),
       ('closing balance', 'dollars', s.opening_micros + s.payments_micros - s.adjustments_micros - s.total_micros,
         s.closing_micros)
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found
       AND (s.kind IS DISTINCT FROM 'adjustment-note' OR v.fact <> 'closing balance')`,
}

const STATEMENTS_FOLLOW: LedgerCheck = {
  name: 'order of statements',
  meaning:
    'A statement begins where the one before it ended, in time and in balance, and none looks back behind its line.',
  sides: ['by the one before', 'in the statement'],
  sql: `
    SELECT s.account_id, s.number AS place, v.*
      FROM (${CHAIN}) s
     CROSS JOIN LATERAL (VALUES
       ('opening balance', 'dollars', coalesce(s.last_closing, 0)::text, s.opening_micros::text),
       ('first day', 'words', coalesce(s.last_period_to, s.period_from)::text, s.period_from::text),
       ('line drawn in the usage', 'words', 'not before ' || coalesce(s.last_watermark, 0),
         CASE WHEN s.usage_watermark >= coalesce(s.last_watermark, 0) THEN 'not before ' || coalesce(s.last_watermark, 0)
              ELSE s.usage_watermark::text END)
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found`,
}

const BALANCES_ARE_STATEMENTS_AND_SINCE: LedgerCheck = {
  name: 'balances and statements',
  meaning: 'What is posted to an account is the closing balance of its last statement and everything that is on none.',
  sides: ['by statement and since', 'in the postings'],
  sql: `
    WITH last AS (SELECT * FROM (${CHAIN}) c WHERE c.next_id IS NULL)
    SELECT s.account_id, 'balance' AS fact, 'dollars' AS unit, w.expected, coalesce(b.posted, 0) AS found
      FROM last s
      LEFT JOIN (SELECT account_id, -sum(${NET}) AS posted FROM postings
             WHERE ${account} IN (from_ledger, to_ledger) GROUP BY 1) b ON b.account_id = s.account_id
      LEFT JOIN (SELECT u.account_id, sum(u.charge_micros + u.gst_micros) AS amount
                   FROM usage_totals u JOIN last s ON s.account_id = u.account_id
                  WHERE NOT (u.cycle_from < s.cycle_to AND u.batch_id <= s.usage_watermark)
                  GROUP BY 1) u ON u.account_id = s.account_id
      LEFT JOIN (SELECT account_id, sum(amount_micros + gst_micros) AS amount FROM charges
                  WHERE statement_id IS NULL GROUP BY 1) c ON c.account_id = s.account_id
      LEFT JOIN (SELECT account_id, sum(amount_micros) AS amount FROM payments
                  WHERE statement_id IS NULL GROUP BY 1) p ON p.account_id = s.account_id
      LEFT JOIN (SELECT account_id, sum(total_micros) AS amount FROM statements
                  WHERE kind = 'adjustment-note' AND carried_on IS NULL GROUP BY 1) n ON n.account_id = s.account_id
     CROSS JOIN LATERAL (SELECT s.closing_micros - coalesce(u.amount, 0) - coalesce(c.amount, 0)
                                + coalesce(p.amount, 0) - coalesce(n.amount, 0) AS expected) w
     WHERE w.expected <> coalesce(b.posted, 0)`,
}

const DOCUMENTS_ARE_AS_ISSUED: LedgerCheck = {
  name: 'documents as issued',
  meaning: 'A document is word for word what was hashed when it was issued, and says what its row says.',
  sides: ['as issued', 'as it is'],
  sql: `
    SELECT s.account_id, s.number AS place, v.*
      FROM statements s
     CROSS JOIN LATERAL (SELECT tollgate_document(s.document) AS json) d
     CROSS JOIN LATERAL (VALUES
       ('hash', 'words', encode(s.hash, 'hex'), encode(sha256(convert_to(s.document, 'UTF8')), 'hex')),
       ('number', 'words', s.number, d.json ->> 'number'),
       ('kind', 'words', s.kind, d.json ->> 'kind'),
       ('total', 'words', round(s.total_micros / 1000000.0, 2)::text, d.json #>> '{gst,total}'),
       ('closing balance', 'words', round(s.closing_micros / 1000000.0, 2)::text, d.json #>> '{overview,closingBalance}')
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found`,
}

/** Receipts are numbered with the payments. */
const NUMBERS_HAVE_NO_GAPS: LedgerCheck = {
  name: 'numbers of documents',
  meaning:
    'Statements, adjustment notes and receipts of a reseller are numbered from 1 without gaps, each number once.',
  sides: ['given out', 'there'],
  sql: `
    SELECT NULL::int4 AS account_id, r.name AS place, v.*
      FROM (SELECT reseller_id, CASE kind WHEN 'adjustment-note' THEN kind ELSE 'statement' END AS kind, count(*) AS there,
                   count(DISTINCT number_no) AS different, max(number_no) AS highest FROM statements GROUP BY 1, 2
            UNION ALL
            SELECT reseller_id, 'receipt', count(*), count(DISTINCT receipt_no), max(receipt_no) FROM payments
             WHERE receipt_no IS NOT NULL GROUP BY 1, 2) d
      FULL JOIN document_counters n USING (reseller_id, kind)
      JOIN resellers r ON r.id = reseller_id
     CROSS JOIN LATERAL (VALUES
       (kind || 's', 'count', n.last::int8, d.there),
       (kind || 's numbered differently', 'count', n.last::int8, d.different),
       ('highest number of ' || kind || 's', 'count', n.last::int8, d.highest::int8)
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found`,
}

/** Charges and payments → postings; statements → what is on them; balances → statements and what came since. */
export const BILL_CHECKS: readonly LedgerCheck[] = [
  CHARGES_ARE_POSTED,
  PAYMENTS_ARE_POSTED,
  LEDGER_SAYS_WHAT_DOCUMENTS_SAY,
  STATEMENTS_HOLD_WHAT_THEY_SAY,
  STATEMENTS_FOLLOW,
  BALANCES_ARE_STATEMENTS_AND_SINCE,
  DOCUMENTS_ARE_AS_ISSUED,
  NUMBERS_HAVE_NO_GAPS,
]

import { LEDGER_CODES, POSTING_REASON_CODES } from '#domain/ledger/posting.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import type { LedgerCheck } from './ledger-check.ts'

const codes = (table: Readonly<Record<string, number>>): string => Object.values(table).join(', ')
const { account, usage, gst, reseller, carrier, recurring, payment, adjustment } = LEDGER_CODES
const reason = POSTING_REASON_CODES

/** What moves for what reason: the reason's code and the ledgers it moves between. */
const MOVES = [
  [reason.usage, account, usage],
  [reason.usage_gst, account, gst],
  [reason.wholesale_usage, reseller, carrier],
  [reason.usage_reversal, usage, account],
  [reason.usage_gst_reversal, gst, account],
  [reason.wholesale_reversal, carrier, reseller],
  [reason.charge, account, recurring],
  [reason.charge, account, adjustment],
  [reason.charge_gst, account, gst],
  [reason.credit, recurring, account],
  [reason.credit, adjustment, account],
  [reason.credit_gst, gst, account],
  [reason.payment, payment, account],
  [reason.payment_reversal, account, payment],
  [reason.refund, account, payment],
  [reason.refund_undone, payment, account],
  [reason.chargeback, account, payment],
  [reason.chargeback_undone, payment, account],
  [reason.rounding, account, adjustment],
  [reason.rounding, adjustment, account],
  [reason.rounding_gst, account, gst],
  [reason.rounding_gst, gst, account],
  [reason.write_off, adjustment, account],
  [reason.write_off, account, adjustment],
  [reason.write_off_gst, gst, account],
  [reason.write_off_gst, account, gst],
]
  .map((move) => `(${move.join(', ')})`)
  .join(', ')

const POSTINGS_ARE_LAWFUL: LedgerCheck = {
  name: 'form of postings',
  meaning: 'A posting moves an amount above zero between two known ledgers, for a known reason that fits them.',
  sides: ['lawful', 'in the posting'],
  sql: `
    SELECT p.account_id, p.batch_id, p.service_type, 'posting ' || p.id AS place, v.*
      FROM (SELECT * FROM postings
             WHERE NOT (amount_micros > 0 AND (reason, from_ledger, to_ledger) IN (${MOVES})
                        AND service_type IN (0, ${codes(SERVICE_TYPE_CODES)}))) p
     CROSS JOIN LATERAL (VALUES
       (p.amount_micros <= 0, 'amount', 'words', 'above zero', p.amount_micros || ' micro-dollars'),
       (p.from_ledger NOT IN (${codes(LEDGER_CODES)}) OR p.to_ledger NOT IN (${codes(LEDGER_CODES)})
          OR p.from_ledger = p.to_ledger, 'ledgers', 'words', 'two known ledgers', p.from_ledger || ' to ' || p.to_ledger),
       (p.reason NOT IN (${codes(reason)}), 'reason', 'words', 'a known reason', p.reason::text),
       (p.reason IN (${codes(reason)}) AND (p.reason, p.from_ledger, p.to_ledger) NOT IN (${MOVES}), 'ledgers', 'words',
         'those of reason ' || p.reason, p.from_ledger || ' to ' || p.to_ledger),
       (p.service_type NOT IN (0, ${codes(SERVICE_TYPE_CODES)}), 'service type', 'words', 'a known one',
         p.service_type::text)
     ) v (is_wrong, fact, unit, expected, found)
     WHERE v.is_wrong`,
}

const CALLS_NAME_WHAT_EXISTS: LedgerCheck = {
  name: 'what calls refer to',
  meaning: 'A call has a service type calls can have, a source that is known and a plan version of its reseller.',
  sides: ['lawful', 'in the calls'],
  sql: `
    SELECT c.account_id, c.cycle_from, c.batch_id, c.service_type, v.*
      FROM call_sums c
      LEFT JOIN calling_plan_versions p ON p.id = c.plan_version_id AND p.reseller_id = c.reseller_id
      LEFT JOIN call_sources s ON s.id = c.source_id
     -- Nearly all rows end here, before anything is said of them.
      JOIN LATERAL (SELECT) odd
        ON p.id IS NULL OR s.id IS NULL OR c.service_type NOT BETWEEN 1 AND ${CALL_SERVICE_TYPES.length}
     CROSS JOIN LATERAL (VALUES
       (c.service_type NOT BETWEEN 0 AND ${CALL_SERVICE_TYPES.length} OR (c.service_type = 0 AND c.calls <> c.free),
         'service type', 'words', 'one that calls have', c.service_type::text),
       (s.id IS NULL, 'source', 'words', 'a known source', c.source_id::text),
       (p.id IS NULL AND (c.plan_version_id <> 0 OR c.calls <> c.free), 'plan version', 'words',
         'one of the reseller', c.plan_version_id::text)
     ) v (is_wrong, fact, unit, expected, found)
     WHERE v.is_wrong`,
}

const SUSPENDED_HAVE_A_CAUSE: LedgerCheck = {
  name: 'suspended rows',
  meaning: 'A suspended row has a cause that is known and the source of the import that read it.',
  sides: ['lawful', 'in suspense'],
  sql: `
    SELECT s.account_id, i.file_name || ', line ' || s.line_number AS place, v.*
      FROM calls_suspense s JOIN imports i ON i.id = s.import_id
     CROSS JOIN LATERAL (VALUES
       (s.cause NOT IN (${codes(SUSPENSE_CAUSE_CODES)}), 'cause', 'words', 'a known cause', s.cause::text),
       (s.source_id <> i.source_id, 'source', 'words', i.source_id::text, s.source_id::text)
     ) v (is_wrong, fact, unit, expected, found)
     WHERE v.is_wrong`,
}

/** What each table says of the reseller of an account. */
const OWNED_TABLES = `
  SELECT 'calls' AS what, account_id, reseller_id, cycle_from, service_type, batch_id FROM call_sums
  UNION ALL SELECT DISTINCT 'usage totals', account_id, reseller_id, cycle_from, service_type, batch_id FROM usage_totals
  UNION ALL SELECT DISTINCT 'postings', account_id, reseller_id, NULL::timestamptz, service_type, batch_id FROM postings
  UNION ALL SELECT DISTINCT 'allowance use', account_id, reseller_id, cycle_from, NULL::int2, NULL::int4 FROM allowance_use
  UNION ALL SELECT 'charge', account_id, reseller_id, NULL, service_type, batch_id FROM charges
  UNION ALL SELECT 'payment', account_id, reseller_id, NULL, NULL, batch_id FROM payments
  UNION ALL SELECT 'statement', account_id, reseller_id, NULL, NULL, batch_id FROM statements
  UNION ALL SELECT 'recurring item', account_id, reseller_id, NULL, NULL, NULL FROM recurring_items
  UNION ALL SELECT 'balance', account_id, reseller_id, NULL, NULL, NULL FROM balances
  UNION ALL SELECT 'number', account_id, reseller_id, NULL, NULL, NULL FROM number_assignments
  UNION ALL SELECT 'calling plan', account_id, reseller_id, NULL, NULL, NULL FROM account_plans
  UNION ALL SELECT 'suspended row', account_id, reseller_id, NULL, NULL, NULL FROM calls_suspense
             WHERE account_id IS NOT NULL`

const OWNERS_AGREE: LedgerCheck = {
  name: 'owners',
  meaning: 'Whatever belongs to an account names an account that exists and the reseller of that account.',
  sides: ['of the account', 'as written'],
  sql: `
    SELECT o.account_id, o.cycle_from, o.service_type, o.batch_id, 'reseller of ' || o.what AS fact, 'words' AS unit,
           coalesce(r.name, 'no such account') AS expected, coalesce(n.name, 'reseller ' || o.reseller_id) AS found,
           coalesce(c.place, CASE WHEN a.id IS NULL THEN 'account ' || o.account_id END) AS place
      FROM (${OWNED_TABLES}) o
      LEFT JOIN accounts a ON a.id = o.account_id
      LEFT JOIN resellers r ON r.id = a.reseller_id
      LEFT JOIN resellers n ON n.id = o.reseller_id
      LEFT JOIN LATERAL (SELECT 'call ' || c.source_call_id || ' of ' || c.started_at AS place FROM calls c
                          WHERE o.what = 'calls' AND c.account_id = o.account_id AND c.reseller_id = o.reseller_id
                            AND c.batch_id = o.batch_id AND c.service_type = o.service_type LIMIT 1) c
        ON a.reseller_id IS DISTINCT FROM o.reseller_id
     WHERE a.reseller_id IS DISTINCT FROM o.reseller_id`,
}

/** Rows that are wrong by themselves or name something that is not there. */
export const ROW_CHECKS: readonly LedgerCheck[] = [
  POSTINGS_ARE_LAWFUL,
  CALLS_NAME_WHAT_EXISTS,
  SUSPENDED_HAVE_A_CAUSE,
  OWNERS_AGREE,
]

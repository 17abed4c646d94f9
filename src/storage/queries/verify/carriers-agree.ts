import type { LedgerCheck } from './ledger-check.ts'

const APPLIED_ROWS_HAVE_ORDERS: LedgerCheck = {
  name: 'rows of carrier sheets',
  meaning:
    'Every applied row of a carrier’s sheet has its order, lodged with that carrier, and no finished sheet has rows left to apply.',
  sides: ['by the rows', 'in the ports'],
  sql: `
    SELECT p.account_id, 'sheet ' || s.id || ' line ' || r.line AS place, 'carrier' AS fact, 'words' AS unit,
           CASE WHEN r.outcome = 'applied' THEN s.carrier_id::text ELSE 'nothing left' END AS expected,
           CASE WHEN r.outcome = 'applied' THEN coalesce(p.upstream_id::text, 'none') ELSE 'a row left' END AS found
      FROM carrier_sheets s JOIN carrier_sheet_rows r ON r.sheet_id = s.id LEFT JOIN ports p ON p.id = r.port_id
     WHERE r.outcome = 'applied' AND p.id IS NULL
        OR s.status = 'done' AND r.outcome IS NULL
           AND (r.verdict = 'ready' OR r.verdict = 'split' AND s.with_splits)`,
}

const CARRIERS_OF_THE_RESELLER: LedgerCheck = {
  name: 'carriers of ports',
  meaning: 'A port is lodged with an upstream carrier of its own reseller.',
  sides: ['by the ports', 'in the carriers'],
  sql: `
    SELECT p.account_id, 'port ' || p.id AS place, 'upstream carrier of reseller' AS fact, 'words' AS unit,
           p.reseller_id::text AS expected,
           CASE WHEN c.is_upstream THEN c.reseller_id::text ELSE 'one that takes no orders' END AS found
      FROM ports p JOIN carriers c ON c.id = p.upstream_id
     WHERE c.reseller_id <> p.reseller_id OR NOT c.is_upstream`,
}

export const CARRIER_CHECKS: readonly LedgerCheck[] = [APPLIED_ROWS_HAVE_ORDERS, CARRIERS_OF_THE_RESELLER]

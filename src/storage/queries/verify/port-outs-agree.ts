import type { LedgerCheck } from './ledger-check.ts'

const RELEASES_ARE_CHARGED: LedgerCheck = {
  name: 'charges of port-outs',
  meaning: 'What an account was charged for numbers that left, and given back, is what the requests say.',
  sides: ['by the requests', 'in the charges'],
  sql: `
    SELECT account_id, place, 'charged' AS fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, 'port-out ' || id AS place, charged_micros AS expected, 0 AS found FROM port_outs
            UNION ALL
            SELECT account_id, substring(source FROM '^port-out [0-9]+'), 0, amount_micros FROM charges
             WHERE source ~ '^port-out [0-9]+ ') both_sides
     GROUP BY 1, 2
    HAVING sum(expected) <> sum(found)`,
}

const RELEASED_NUMBERS_ARE_GONE: LedgerCheck = {
  name: 'numbers of port-outs',
  meaning: 'A holding that a release ended is over.',
  sides: ['by the requests', 'by who holds it'],
  sql: `
    SELECT p.account_id, 'number ' || n.number AS place, 'holding' AS fact, 'words' AS unit, 'over' AS expected,
           'held' AS found
      FROM port_outs p JOIN port_out_numbers n ON n.port_out_id = p.id
      JOIN number_assignments h ON h.id = n.assignment_id
     WHERE p.state = 'released' AND h.valid_to IS NULL AND h.superseded_at IS NULL`,
}

export const PORT_OUT_CHECKS: readonly LedgerCheck[] = [RELEASES_ARE_CHARGED, RELEASED_NUMBERS_ARE_GONE]

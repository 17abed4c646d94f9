import { ON_THE_WAY } from '#domain/porting/port-state.ts'
import type { LedgerCheck } from './ledger-check.ts'

/** Whatever else a port is charged for has more words behind the number of the attempt. */
const FEES_ARE_CHARGED: LedgerCheck = {
  name: 'fees of ports',
  meaning: 'Each attempt of a port was charged its fee exactly once.',
  sides: ['by the attempts', 'in the charges'],
  sql: `
    SELECT account_id, place, 'fee' AS fact, 'dollars' AS unit, sum(expected) AS expected, sum(found) AS found
      FROM (SELECT account_id, 'port ' || port_id || ' attempt ' || no AS place, coalesce(fee_micros, 0) AS expected,
                   0 AS found FROM port_attempts
            UNION ALL
            SELECT account_id, source, 0, amount_micros FROM charges WHERE source ~ '^port [0-9]+ attempt [0-9]+$') both_sides
     GROUP BY 1, 2
    HAVING sum(expected) <> sum(found)`,
}

const PORTED_NUMBERS_AGREE: LedgerCheck = {
  name: 'numbers of ports',
  meaning: 'A number is on its way in for an account exactly while a port of that account is to be cut over.',
  sides: ['by the ports', 'in the inventory'],
  sql: `
    SELECT coalesce(p.account_id, n.account_id) AS account_id, 'number ' || coalesce(p.number, n.number) AS place,
           'coming in for' AS fact, 'words' AS unit, coalesce(pa.account_number, 'nobody') AS expected,
           coalesce(na.account_number, 'nobody') AS found
      FROM (SELECT o.reseller_id, o.number, o.account_id FROM port_numbers o JOIN ports p ON p.id = o.port_id
             WHERE o.is_open AND p.state IN ('pre-provisioned', 'cutting-over')) p
      FULL JOIN (SELECT reseller_id, number, account_id FROM numbers
                  WHERE status = 'porting' AND account_id IS NOT NULL) n
        ON n.reseller_id = p.reseller_id AND n.number = p.number
      LEFT JOIN accounts pa ON pa.id = p.account_id
      LEFT JOIN accounts na ON na.id = n.account_id
     WHERE n.account_id IS DISTINCT FROM p.account_id`,
}

/** While a port may still bring them, from its submission to its completion. */
const KEPT = [...ON_THE_WAY, 'rejected', 'pre-provisioned', 'cutting-over'].map((state) => `'${state}'`).join(', ')

const NUMBERS_ARE_KEPT: LedgerCheck = {
  name: 'numbers on the way',
  meaning: 'A number is kept for a port exactly as long as that port may still bring it.',
  sides: ['by the states', 'kept'],
  sql: `
    SELECT p.account_id, 'port ' || p.id AS place, 'numbers on the way' AS fact, 'numbers' AS unit,
           count(*) FILTER (WHERE p.state IN (${KEPT})) AS expected,
           count(*) FILTER (WHERE n.is_open) AS found
      FROM port_numbers n JOIN ports p ON p.id = n.port_id
     GROUP BY p.id
    HAVING count(*) FILTER (WHERE n.is_open)
           <> count(*) FILTER (WHERE p.state IN (${KEPT}))`,
}

export const PORT_CHECKS: readonly LedgerCheck[] = [FEES_ARE_CHARGED, PORTED_NUMBERS_AGREE, NUMBERS_ARE_KEPT]

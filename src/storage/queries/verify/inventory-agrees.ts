import type { LedgerCheck } from './ledger-check.ts'

/** The inventory says who holds a number, and so does the history that rating goes by. */
const INVENTORY_AGREES: LedgerCheck = {
  name: 'number inventory',
  meaning: 'A number is assigned in the inventory to exactly the account that holds it now, and to nobody else.',
  sides: ['by who holds it', 'in the inventory'],
  sql: `
    SELECT coalesce(h.account_id, n.account_id) AS account_id, 'number ' || coalesce(h.number, n.number) AS place,
           'holder' AS fact, 'words' AS unit, coalesce(ha.account_number, 'nobody') AS expected,
           coalesce(na.account_number, 'nobody') AS found
      FROM (SELECT reseller_id, number, account_id FROM number_assignments
             WHERE valid_to IS NULL AND superseded_at IS NULL) h
      FULL JOIN (SELECT reseller_id, number, account_id FROM numbers WHERE status = 'assigned') n
        ON n.reseller_id = h.reseller_id AND n.number = h.number
      LEFT JOIN accounts ha ON ha.id = h.account_id
      LEFT JOIN accounts na ON na.id = n.account_id
     WHERE n.account_id IS DISTINCT FROM h.account_id`,
}

export const INVENTORY_CHECKS: readonly LedgerCheck[] = [INVENTORY_AGREES]

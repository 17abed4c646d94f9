import type { LedgerCheck } from './ledger-check.ts'

const IOU_FLOORS: LedgerCheck = {
  name: 'floors of IOUs',
  meaning: 'An IOU lets the balance come down by its value with GST from where it began, and no further.',
  sides: ['by its value', 'of the IOU'],
  sql: `
    SELECT account_id, 'IOU ' || id AS place, 'floor' AS fact, 'dollars' AS unit,
           least(balance_micros, 0) - value_micros - (value_micros + 5) / 10 AS expected, floor_micros AS found
      FROM ious WHERE floor_micros <> least(balance_micros, 0) - value_micros - (value_micros + 5) / 10`,
}

const ONE_IOU_AT_A_TIME: LedgerCheck = {
  name: 'IOUs one at a time',
  meaning: 'No IOU of an account began before what the one before it lent was repaid.',
  sides: ['owed before it', 'found'],
  sql: `
    SELECT account_id, 'IOU ' || id AS place, 'IOUs owed as it began' AS fact, 'count' AS unit, 0 AS expected, n AS found
      FROM (SELECT i.account_id, i.id, count(*)::int8 AS n
              FROM ious i JOIN ious earlier ON earlier.account_id = i.account_id AND earlier.id < i.id
             WHERE coalesce(earlier.cleared_at, 'infinity') > i.started_at GROUP BY 1, 2) x`,
}

/** What IOUs say beside the constraints of their table. */
export const IOU_CHECKS: readonly LedgerCheck[] = [IOU_FLOORS, ONE_IOU_AT_A_TIME]

import type { LedgerCheck } from './ledger-check.ts'

const RECORDED_ONCE: LedgerCheck = {
  name: 'records of the switch',
  meaning:
    'A call of the switch is taken once, however often it was told of, and every record that was taken says which call it is.',
  sides: ['by the calls', 'in the records'],
  sql: `
    SELECT NULL::int4 AS account_id, 'call ' || coalesce(nullif(call, ''), 'without a name') AS place,
           'taken' AS fact, 'count' AS unit, '1' AS expected, count(*)::text AS found
      FROM kamailio.acc_cdrs WHERE outcome = 'recorded'
     GROUP BY call HAVING count(*) > 1 OR coalesce(call, '') = ''`,
}

export const SWITCH_CHECKS: readonly LedgerCheck[] = [RECORDED_ONCE]

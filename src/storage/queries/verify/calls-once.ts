import type { LedgerCheck } from './ledger-check.ts'

/**
 * A row of a source may stand for a leg in and a leg out, and for one more that is forwarded: those are calls of their
 * own. A forwarded leg has the number that pays as its A.
 */
const WRITTEN_ONCE: LedgerCheck = {
  name: 'calls written once',
  meaning: "No call, by its source's id, is there under two accounts or twice under one.",
  sides: ['due', 'under these accounts'],
  sql: `
    SELECT min(c.account_id) AS account_id, 'call ' || c.source_call_id || ' of ' || min(c.started_at) AS place,
           'accounts of the call' AS fact, 'words' AS unit, 'one account, once' AS expected,
           string_agg(coalesce(a.account_number, 'account ' || c.account_id), ', ' ORDER BY c.account_id) AS found
      FROM (SELECT source_id, source_call_id, direction, forwarded_from IS NOT NULL AS is_forwarded,
                   CASE WHEN forwarded_from IS NOT NULL THEN a_number END AS payer
              FROM calls WHERE source_call_id <> '' GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1) twice
      JOIN calls c ON c.source_id = twice.source_id AND c.source_call_id = twice.source_call_id
                  AND c.direction = twice.direction AND (c.forwarded_from IS NOT NULL) = twice.is_forwarded
                  AND (twice.payer IS NULL OR twice.payer = c.a_number)
      LEFT JOIN accounts a ON a.id = c.account_id
     GROUP BY c.source_id, c.source_call_id, c.direction, twice.is_forwarded, twice.payer
    HAVING count(DISTINCT c.account_id) > 1 OR count(DISTINCT c.started_at) < count(*)`,
}

const RATED_OR_SUSPENDED: LedgerCheck = {
  name: 'calls rated or suspended',
  meaning: 'No call is both rated and in suspense.',
  sides: ['due', 'it is'],
  sql: `
    SELECT c.account_id, 'call ' || c.source_call_id || ', ' || i.file_name || ', line ' || s.line_number AS place,
           'call' AS fact, 'words' AS unit, 'rated or suspended' AS expected, 'both' AS found
      FROM calls_suspense s
      JOIN calls c ON c.source_id = s.source_id AND c.call_key = s.call_key
      JOIN imports i ON i.id = s.import_id`,
}

const NUMBERS_HAVE_ONE_HOLDER: LedgerCheck = {
  name: 'holders of numbers',
  meaning: 'No number belongs to two holders at the same time.',
  sides: ['due', 'held by'],
  sql: `
    SELECT one.account_id, 'number ' || one.number AS place, 'holder' AS fact, 'words' AS unit,
           'one at a time' AS expected,
           a.account_number || ' and ' || b.account_number || ' from ' || greatest(one.valid_from, other.valid_from) AS found
      FROM number_assignments one
      JOIN number_assignments other
        ON other.number = one.number AND other.id > one.id
       AND one.valid_from < coalesce(other.valid_to, 'infinity') AND other.valid_from < coalesce(one.valid_to, 'infinity')
      JOIN accounts a ON a.id = one.account_id
      JOIN accounts b ON b.id = other.account_id
     WHERE one.superseded_at IS NULL AND other.superseded_at IS NULL`,
}

export const ONCE_CHECKS: readonly LedgerCheck[] = [WRITTEN_ONCE, RATED_OR_SUSPENDED, NUMBERS_HAVE_ONE_HOLDER]

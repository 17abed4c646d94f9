import type { LedgerCheck } from './ledger-check.ts'

const PLACE = `i.file_name || coalesce(', shard ' || b.shard || ', batch ' || b.batch_no, '') AS place`

/** A call keeps the batch that first wrote it, however often it is re-rated. */
const BATCH_COUNTS: LedgerCheck = {
  name: 'calls of batches',
  meaning: 'Every call belongs to a batch that is known, and a batch has written as many calls as it says.',
  sides: ['by the calls', 'in the batch'],
  sql: `
    SELECT NULL::int4 AS account_id, coalesce(b.id, c.batch_id) AS batch_id, ${PLACE}, v.*
      FROM (SELECT batch_id, sum(calls) AS calls, sum(free) AS free FROM call_sums GROUP BY 1) c
      FULL JOIN (SELECT * FROM usage_batches WHERE kind IN ('import', 'retry')) b ON b.id = c.batch_id
      LEFT JOIN imports i ON i.id = b.import_id
     CROSS JOIN LATERAL (VALUES
       ('calls', 'count', coalesce(c.calls, 0), b.calls),
       ('rated calls', 'count', coalesce(c.calls - c.free, 0), b.rated),
       ('free calls', 'count', coalesce(c.free, 0), b.free)
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found`,
}

const BATCH_SUMS: LedgerCheck = {
  name: 'sums of batches',
  meaning: 'What a batch says it came to is what it added to the usage totals.',
  sides: ['in the totals', 'in the batch'],
  sql: `
    SELECT NULL::int4 AS account_id, batch_id, ${PLACE}, v.*
      FROM (SELECT batch_id, sum(charge_micros) AS charge_micros, sum(gst_micros) AS gst_micros,
                   sum(cost_micros) AS cost_micros
              FROM usage_totals GROUP BY 1) t
      FULL JOIN (SELECT id AS batch_id, b.* FROM usage_batches b) b USING (batch_id)
      LEFT JOIN imports i ON i.id = b.import_id
     CROSS JOIN LATERAL (VALUES
       ('charge', 'dollars', coalesce(t.charge_micros, 0), b.charge_micros),
       ('GST', 'dollars', coalesce(t.gst_micros, 0), b.gst_micros),
       ('cost', 'dollars', coalesce(t.cost_micros, 0), b.cost_micros)
     ) v (fact, unit, expected, found)
     WHERE v.expected IS DISTINCT FROM v.found`,
}

/** A retry takes rows out of suspense and counts those that stay once more: after one there may be fewer, never more. */
const SUSPENDED_COUNTS: LedgerCheck = {
  name: 'suspended rows of imports',
  meaning:
    'An import has as many rows in suspense as its batches put there, less those a retry took out; the dismissed count.',
  sides: ['by the batches', 'in suspense'],
  sql: `
    SELECT NULL::int4 AS account_id, i.file_name AS place, 'suspended rows' AS fact, 'count' AS unit,
           coalesce(b.suspended, 0) AS expected, coalesce(s.suspended, 0) AS found
      FROM imports i
      LEFT JOIN (SELECT import_id, bool_or(kind = 'retry') AS retried,
                        sum(suspended + rejected) AS suspended
                   FROM usage_batches GROUP BY 1) b ON b.import_id = i.id
      LEFT JOIN (SELECT import_id, count(*) AS suspended
                   FROM (SELECT import_id FROM calls_suspense UNION ALL SELECT import_id FROM calls_dismissed) w
                  GROUP BY 1) s ON s.import_id = i.id
     WHERE CASE WHEN b.retried THEN coalesce(s.suspended, 0) > coalesce(b.suspended, 0)
                ELSE coalesce(s.suspended, 0) <> coalesce(b.suspended, 0) END`,
}

/** @param shards how many shards an import writes side by side. */
function completeImports(shards: number): LedgerCheck {
  return {
    name: 'batches of finished imports',
    meaning: 'An import that is done has every batch of every shard.',
    sides: ['due', 'kept'],
    sql: `
      SELECT NULL::int4 AS account_id, i.file_name AS place, 'shard ' || shard || ', batch ' || batch_no AS fact,
             'words' AS unit, 'a batch' AS expected, NULL AS found
        FROM imports i
        JOIN (SELECT import_id, epoch, max(batch_no) AS last FROM usage_batches WHERE kind = 'import' GROUP BY 1, 2) l
          ON l.import_id = i.id AND l.epoch = i.epoch
       CROSS JOIN generate_series(0, $1::int4 - 1) AS shard
       CROSS JOIN generate_series(0, l.last) AS batch_no
       WHERE i.state = 'done'
         AND NOT EXISTS (SELECT FROM usage_batches b
                          WHERE b.import_id = i.id AND b.epoch = i.epoch AND b.shard = shard.shard
                            AND b.batch_no = batch_no.batch_no)`,
    values: [shards],
  }
}

export function batchChecks(shards: number): readonly LedgerCheck[] {
  return [BATCH_COUNTS, BATCH_SUMS, SUSPENDED_COUNTS, completeImports(shards)]
}

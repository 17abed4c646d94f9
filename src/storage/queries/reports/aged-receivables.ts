import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What a postpaid account owes on its invoices, by their age in days since issue. With GST. */
export interface AgedAccount {
  readonly accountId: number
  readonly accountNumber: string
  readonly name: string
  readonly to30Micros: Micros
  readonly to60Micros: Micros
  readonly to90Micros: Micros
  readonly over90Micros: Micros
  readonly totalMicros: Micros
  /** Of it, what is due. */
  readonly overdueMicros: Micros
  /** Paid beyond everything invoiced. */
  readonly creditMicros: Micros
}

/**
 * Receivables at the end of a day: what was invoiced, adjustment notes set off, settled by what was paid, and by
 * statements below zero, the oldest first.
 * Each account's day is its own zone's. Only accounts with something owing or in credit; the most first.
 */
export async function readAgedReceivables(db: pg.ClientBase, asAt: string): Promise<readonly AgedAccount[]> {
  const { rows } = await db.query<AgedAccount>(
    `WITH a AS (
       SELECT id, account_number, name, time_zone FROM accounts WHERE payment_mode = 'postpaid'
     ), noted AS (
       SELECT n.account_id, n.refers_to, sum(n.total_micros) AS noted FROM statements n
        WHERE n.kind = 'adjustment-note' AND n.issued_on <= $1::date GROUP BY 1, 2
     ), billed AS (
       SELECT s.account_id, s.issued_on, s.due_on, e.effective,
              sum(greatest(0, e.effective)) OVER (PARTITION BY s.account_id ORDER BY s.cycle_to) AS running,
              sum(greatest(0, -e.effective)) OVER (PARTITION BY s.account_id) AS credited
         FROM statements s JOIN a ON a.id = s.account_id
         LEFT JOIN noted n ON n.account_id = s.account_id AND n.refers_to = s.id
        CROSS JOIN LATERAL (SELECT s.total_micros + coalesce(n.noted, 0) AS effective) e
        WHERE s.kind <> 'adjustment-note' AND s.issued_on <= $1::date
     ), paid AS (
       SELECT p.account_id, sum(p.amount_micros) AS paid FROM payments p JOIN a ON a.id = p.account_id
        WHERE (p.received_at AT TIME ZONE a.time_zone)::date <= $1::date GROUP BY 1
     ), owed AS (
       SELECT b.account_id, $1::date - b.issued_on AS age, b.due_on,
              greatest(0, least(b.effective, b.running - b.credited - coalesce(p.paid, 0))) AS owing
         FROM billed b LEFT JOIN paid p USING (account_id)
     ), aged AS (
       SELECT account_id, sum(owing) FILTER (WHERE age <= 30) AS d30,
              sum(owing) FILTER (WHERE age BETWEEN 31 AND 60) AS d60,
              sum(owing) FILTER (WHERE age BETWEEN 61 AND 90) AS d90, sum(owing) FILTER (WHERE age > 90) AS older,
              sum(owing) AS total, sum(owing) FILTER (WHERE due_on < $1::date) AS overdue
         FROM owed GROUP BY 1
     ), invoiced AS (SELECT account_id, sum(effective) AS billed FROM billed GROUP BY 1)
     SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name,
            coalesce(d30, 0)::int8 AS "to30Micros", coalesce(d60, 0)::int8 AS "to60Micros",
            coalesce(d90, 0)::int8 AS "to90Micros", coalesce(older, 0)::int8 AS "over90Micros",
            coalesce(total, 0)::int8 AS "totalMicros", coalesce(overdue, 0)::int8 AS "overdueMicros",
            greatest(0, coalesce(paid, 0) - coalesce(billed, 0))::int8 AS "creditMicros"
       FROM a LEFT JOIN aged ON aged.account_id = a.id LEFT JOIN paid ON paid.account_id = a.id
       LEFT JOIN invoiced ON invoiced.account_id = a.id
      WHERE coalesce(total, 0) > 0 OR coalesce(paid, 0) > coalesce(billed, 0)
      ORDER BY coalesce(total, 0) DESC, a.account_number`,
    [asAt],
  )
  return rows
}

import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** Whether an invoice is paid, reckoned when asked: payments settle the oldest first. */
export type SettlementStatus = 'unpaid' | 'part-paid' | 'paid' | 'overdue'

export interface Settlement {
  /** Of statements and adjustment notes: null. */
  readonly status: SettlementStatus | null
  /** What of an invoice is still owed, with GST, its adjustment notes set off. */
  readonly outstandingMicros: Micros
}

/**
 * Statements, invoices and adjustment notes with what of each is outstanding, as a relation. What an account was billed,
 * adjustment notes set off, adds up from the oldest on; what it paid settles it from the oldest on; so the part of a
 * statement beyond what was paid is outstanding. A statement below zero is as good as a payment. Nothing of it is stored: a
 * payment that is taken back opens the invoices it had settled.
 *
 * Without a join: the planner takes what a row policy leaves for a row or two, and would reckon anew for each of them.
 *
 * @param accounts the parameter that names the accounts, an int4[]; NULL: all the session may see.
 */
export function settledSql(accounts: string): string {
  const isAsked = `(${accounts}::int4[] IS NULL OR account_id = ANY (${accounts}))`
  return `(
    SELECT id, account_id, kind, number, issued_on, due_on, total_micros, effective,
           CASE WHEN kind = 'invoice' THEN greatest(0, least(effective, billed - paid - credited))::int8 ELSE 0 END AS outstanding
      FROM (SELECT l.*, sum(CASE WHEN kind <> 'adjustment-note' THEN greatest(0, effective) ELSE 0 END)
                          OVER (PARTITION BY account_id ORDER BY cycle_to) AS billed,
                   sum(CASE WHEN kind <> 'adjustment-note' THEN greatest(0, -effective) ELSE 0 END)
                     OVER (PARTITION BY account_id) AS credited
              FROM (SELECT l.*, sum(total_micros) OVER (PARTITION BY account_id, bill) AS effective,
                           coalesce(sum(payment) OVER (PARTITION BY account_id), 0) AS paid
                      FROM (SELECT id, account_id, coalesce(refers_to, id) AS bill, kind, number, issued_on, due_on, cycle_to,
                                   total_micros, NULL::int8 AS payment
                              FROM statements WHERE ${isAsked}
                             UNION ALL
                            SELECT NULL, account_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, amount_micros
                              FROM payments WHERE ${isAsked}) l) l
             WHERE id IS NOT NULL) l)`
}

/** How a row `s` of them stands, by the day it is in its account's zone at the instant of the parameter. */
export function settlementSql(now: string): string {
  return `CASE WHEN s.kind <> 'invoice' THEN NULL
       WHEN s.outstanding = 0 THEN 'paid'
       WHEN s.due_on < (${now}::timestamptz AT TIME ZONE (SELECT a.time_zone FROM accounts a WHERE a.id = s.account_id))::date
       THEN 'overdue'
       WHEN s.outstanding < s.effective THEN 'part-paid' ELSE 'unpaid' END`
}

/** How each statement of some accounts stands, by its id. */
export async function readSettlements(
  db: pg.ClientBase,
  accountIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<bigint, Settlement>> {
  const { rows } = await db.query<Settlement & { id: bigint }>(
    `SELECT s.id, ${settlementSql('$2')} AS status, s.outstanding AS "outstandingMicros" FROM ${settledSql('$1')} s`,
    [accountIds, now],
  )
  return new Map(rows.map(({ id, ...settlement }) => [id, settlement]))
}

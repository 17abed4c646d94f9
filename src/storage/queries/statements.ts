import type pg from 'pg'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { Micros } from '#domain/money.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A document as it stands in the list, beside its text. Amounts with GST unless they say otherwise. */
export interface StatementRow {
  readonly id: bigint
  readonly accountId: number
  readonly kind: StatementDocument['kind']
  readonly number: string
  readonly isFinal: boolean
  /** First day of the period, and the day after its last. */
  readonly periodFrom: string
  readonly periodTo: string
  readonly issuedAt: Date
  readonly issuedOn: string
  readonly dueOn: string | null
  readonly openingMicros: Micros
  readonly paymentsMicros: Micros
  readonly adjustmentsMicros: Micros
  /** Ex GST. */
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  /** Above zero: credit. */
  readonly closingMicros: Micros
  /** Of an adjustment note: the statement it adjusts. */
  readonly refersTo: bigint | null
}

export interface StatementWithDocument extends StatementRow {
  readonly document: StatementDocument
  /** The document's text, byte for byte as it was hashed. */
  readonly text: string
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string
}

const STATEMENT_COLUMNS = `s.id, s.account_id AS "accountId", s.kind, s.number, s.is_final AS "isFinal",
  s.period_from AS "periodFrom", s.period_to AS "periodTo", s.issued_at AS "issuedAt", s.issued_on AS "issuedOn",
  s.due_on AS "dueOn", s.opening_micros AS "openingMicros", s.payments_micros AS "paymentsMicros",
  s.adjustments_micros AS "adjustmentsMicros", s.subtotal_micros AS "subtotalMicros", s.gst_micros AS "gstMicros",
  s.total_micros AS "totalMicros", s.closing_micros AS "closingMicros", s.refers_to AS "refersTo"`

/** One document of those the session may see, with its text; undefined: there is none, or it is somebody else's. */
export async function readStatement(
  db: pg.ClientBase,
  statementId: bigint,
  accountId?: number,
): Promise<StatementWithDocument | undefined> {
  const { rows } = await db.query<Omit<StatementWithDocument, 'document'>>(
    `SELECT ${STATEMENT_COLUMNS}, s.document AS text, encode(s.hash, 'hex') AS hash
       FROM statements s WHERE s.id = $1 AND ($2::int4 IS NULL OR s.account_id = $2)`,
    [statementId, accountId ?? null],
  )
  return rows.map((row) => ({ ...row, document: JSON.parse(row.text) as StatementDocument }))[0]
}

/** What the adjustment notes on a statement come to, with GST: below zero where they give back. */
export async function sumNotes(db: pg.ClientBase, accountId: number, statementId: bigint): Promise<Micros> {
  const { rows } = await db.query<{ sum: Micros }>(
    `SELECT coalesce(sum(total_micros), 0)::int8 AS sum FROM statements WHERE account_id = $1 AND refers_to = $2`,
    [accountId, statementId],
  )
  return rows[0]?.sum ?? (0n as Micros)
}

/** Whether an invoice is paid, reckoned when asked: payments settle the oldest first. */
export type SettlementStatus = 'unpaid' | 'part-paid' | 'paid' | 'overdue'

export interface ListedStatement extends StatementRow {
  readonly accountNumber: string
  readonly accountName: string
  /** Of statements and adjustment notes: null. */
  readonly status: SettlementStatus | null
  /** What of an invoice is still owed, with GST, its adjustment notes set off. */
  readonly outstandingMicros: Micros
}

/**
 * What of each statement is outstanding. What an account was billed, adjustment notes set off, adds up from the oldest on;
 * what it paid settles it from the oldest on; so the part of a statement beyond what was paid is outstanding. Nothing of it
 * is stored: a payment that is taken back opens the invoices it had settled.
 *
 * @param accounts the parameter that names the accounts, an int4[]; NULL: all the session may see.
 */
function outstandingSql(accounts: string): string {
  const isAsked = (row: string): string => `(${accounts}::int4[] IS NULL OR ${row}.account_id = ANY (${accounts}))`
  return `
  SELECT s.id, s.account_id, greatest(0, least(s.effective, s.billed - coalesce(p.paid, 0)))::int8 AS outstanding,
         s.effective
    FROM (SELECT e.*, sum(e.effective) OVER (PARTITION BY e.account_id ORDER BY e.cycle_to) AS billed
            FROM (SELECT s.id, s.account_id, s.cycle_to, s.total_micros + coalesce(n.noted, 0) AS effective
                    FROM statements s
                    LEFT JOIN (SELECT n.account_id, n.refers_to, sum(n.total_micros) AS noted FROM statements n
                                WHERE n.refers_to IS NOT NULL AND ${isAsked('n')} GROUP BY 1, 2) n
                      ON n.account_id = s.account_id AND n.refers_to = s.id
                   WHERE s.kind <> 'adjustment-note' AND ${isAsked('s')}) e) s
    LEFT JOIN (SELECT p.account_id, sum(p.amount_micros) AS paid FROM payments p WHERE ${isAsked('p')} GROUP BY 1) p
      USING (account_id)`
}

const LISTED = `SELECT ${STATEMENT_COLUMNS}, a.account_number AS "accountNumber", a.name AS "accountName", w.status,
         CASE WHEN s.kind = 'invoice' THEN o.outstanding ELSE 0 END AS "outstandingMicros"`

/** By the day it is in the account's zone at the instant of the parameter. */
function statusSql(now: string): string {
  return `CASE WHEN s.kind <> 'invoice' THEN NULL
       WHEN o.outstanding = 0 THEN 'paid'
       WHEN s.due_on < (${now}::timestamptz AT TIME ZONE a.time_zone)::date THEN 'overdue'
       WHEN o.outstanding < o.effective THEN 'part-paid' ELSE 'unpaid' END`
}

export interface StatementFilter {
  readonly now: Date
  readonly accountId?: number | undefined
  /** Days of issue, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly status?: SettlementStatus | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * Statements, invoices and adjustment notes, the newest first: of an account, a time of issue, a status. Without a status
 * the page is found first, and only its accounts are reckoned.
 */
export async function listStatements(db: pg.ClientBase, filter: StatementFilter): Promise<Page<ListedStatement>> {
  const { now, accountId, from, to, status, cursor, limit } = filter
  const [before] = decodeCursor(cursor, 'number') ?? []
  const values = [accountId ?? null, from ?? null, to ?? null, before ?? null]
  const found = `FROM statements s
      WHERE ($1::int4 IS NULL OR s.account_id = $1) AND ($2::date IS NULL OR s.issued_on >= $2)
        AND ($3::date IS NULL OR s.issued_on <= $3) AND ($4::int8 IS NULL OR s.id < $4)`
  if (status === undefined) {
    const { rows: paged } = await db.query<{ id: bigint; accountId: number }>(
      `SELECT s.id, s.account_id AS "accountId" ${found} ORDER BY s.id DESC LIMIT $5`,
      [...values, limit + 1],
    )
    const listed = await readListed(db, now, paged)
    return toPage(listed, limit, ({ id }) => [Number(id)])
  }
  const { rows } = await db.query<ListedStatement>(
    `${LISTED}
       FROM (SELECT * ${found}) s
       JOIN accounts a ON a.id = s.account_id
       JOIN (${outstandingSql('$5')}) o ON o.account_id = s.account_id AND o.id = s.id
      CROSS JOIN LATERAL (SELECT ${statusSql('$6')} AS status) w
      WHERE w.status = $7
      ORDER BY s.id DESC LIMIT $8`,
    [...values, accountId === undefined ? null : [accountId], now, status, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [Number(id)])
}

/** These statements as lists show them, the newest first. */
export async function readListed(
  db: pg.ClientBase,
  now: Date,
  statements: readonly Pick<StatementRow, 'id' | 'accountId'>[],
): Promise<readonly ListedStatement[]> {
  const { rows } = await db.query<ListedStatement>(
    `${LISTED}
       FROM unnest($1::int4[], $2::int8[]) AS k (account_id, id)
       JOIN statements s USING (account_id, id)
       JOIN accounts a ON a.id = s.account_id
       LEFT JOIN (${outstandingSql('$1')}) o ON o.account_id = s.account_id AND o.id = s.id
      CROSS JOIN LATERAL (SELECT ${statusSql('$3')} AS status) w
      ORDER BY s.id DESC`,
    [statements.map(({ accountId }) => accountId), statements.map(({ id }) => id), now],
  )
  return rows
}

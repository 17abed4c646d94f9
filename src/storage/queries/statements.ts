import type pg from 'pg'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { Micros } from '#domain/money.ts'

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

export const STATEMENT_COLUMNS = `s.id, s.account_id AS "accountId", s.kind, s.number, s.is_final AS "isFinal",
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

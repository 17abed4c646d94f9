import type pg from 'pg'
import type { StatementRow } from '#storage/queries/statements.ts'
import type { Micros } from '#domain/money.ts'
import { plainArray, textArray } from './array-text.ts'

export type DocumentKind = 'statement' | 'adjustment-note' | 'receipt'

/**
 * The next numbers of a kind of document of the reseller, without gaps: nobody else gets one until the transaction ends,
 * so take them last. Returns the first of `count`.
 */
export async function takeDocumentNumbers(
  db: pg.ClientBase,
  resellerId: number,
  kind: DocumentKind,
  count: number,
): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    `INSERT INTO document_counters AS d (reseller_id, kind, last) VALUES ($1, $2, $3)
     ON CONFLICT (reseller_id, kind) DO UPDATE SET last = d.last + excluded.last RETURNING last`,
    [resellerId, kind, count],
  )
  return (rows[0]?.last ?? count) - count + 1
}

/** Ids for statements that are about to be written. */
export async function takeStatementIds(db: pg.ClientBase, count: number): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(`SELECT nextval('statement_ids') AS id FROM generate_series(1, $1)`, [
    count,
  ])
  return rows.map(({ id }) => id)
}

export interface NewStatement extends StatementRow {
  readonly numberNo: number
  readonly cycleTo: Date
  readonly usageWatermark: number
  readonly usageExactMicros: Micros
  readonly usageGstExactMicros: Micros
  readonly chargesExactMicros: Micros
  readonly chargesGstExactMicros: Micros
  readonly writtenOffMicros: Micros
  readonly writtenOffGstMicros: Micros
  readonly batchId: number
  readonly billRunId: number | null
  /** Canonical JSON, and its SHA-256. */
  readonly document: string
  readonly hash: Buffer
}

/** The columns in the order of the fields, with their types. */
const COLUMNS = [
  ['id', 'int8', 'id'],
  ['account_id', 'int4', 'accountId'],
  ['kind', 'text', 'kind'],
  ['number', 'text', 'number'],
  ['number_no', 'int4', 'numberNo'],
  ['is_final', 'boolean', 'isFinal'],
  ['period_from', 'date', 'periodFrom'],
  ['period_to', 'date', 'periodTo'],
  ['cycle_to', 'timestamptz', 'cycleTo'],
  ['usage_watermark', 'int4', 'usageWatermark'],
  ['issued_at', 'timestamptz', 'issuedAt'],
  ['issued_on', 'date', 'issuedOn'],
  ['due_on', 'date', 'dueOn'],
  ['opening_micros', 'int8', 'openingMicros'],
  ['payments_micros', 'int8', 'paymentsMicros'],
  ['adjustments_micros', 'int8', 'adjustmentsMicros'],
  ['subtotal_micros', 'int8', 'subtotalMicros'],
  ['gst_micros', 'int8', 'gstMicros'],
  ['total_micros', 'int8', 'totalMicros'],
  ['closing_micros', 'int8', 'closingMicros'],
  ['usage_exact_micros', 'int8', 'usageExactMicros'],
  ['usage_gst_exact_micros', 'int8', 'usageGstExactMicros'],
  ['charges_exact_micros', 'int8', 'chargesExactMicros'],
  ['charges_gst_exact_micros', 'int8', 'chargesGstExactMicros'],
  ['written_off_micros', 'int8', 'writtenOffMicros'],
  ['written_off_gst_micros', 'int8', 'writtenOffGstMicros'],
  ['batch_id', 'int4', 'batchId'],
  ['bill_run_id', 'int4', 'billRunId'],
  ['refers_to', 'int8', 'refersTo'],
  ['hash', 'bytea', 'hash'],
] as const satisfies readonly (readonly [column: string, type: string, field: keyof NewStatement])[]

/**
 * Documents travel as one text, a line each: JSON has no line breaks of its own, and as elements of an array every quote
 * in them would be escaped on the way there and again when it is read.
 */
const INSERT = `INSERT INTO statements (reseller_id, document, ${COLUMNS.map(([column]) => column).join(', ')})
  SELECT $1, s.*
    FROM unnest(string_to_array($2, E'\\n'), ${COLUMNS.map(([, type], index) => `$${index + 3}::${type}[]`).join(', ')}) AS s`

/** Writes documents. A second statement of an account for a period is refused by its key. */
export async function insertStatements(
  db: pg.ClientBase,
  resellerId: number,
  statements: readonly NewStatement[],
): Promise<void> {
  if (statements.length === 0) return
  const documents = statements.map(({ document }) => document).join('\n')
  await db.query(INSERT, [
    resellerId,
    documents,
    ...COLUMNS.map(([, type, field]) =>
      columnOf(
        type,
        statements.map((row) => row[field]),
      ),
    ),
  ])
}

function columnOf(type: string, values: readonly NewStatement[keyof NewStatement][]): string {
  if (type === 'text') return textArray(values.map(String))
  return plainArray(values.map((value) => (Buffer.isBuffer(value) ? `\\\\x${value.toString('hex')}` : value)))
}

/** Rows of an account, and the statement they come on. */
export interface Placed {
  readonly accountId: number
  readonly id: bigint
  readonly statementId: bigint
}

/** Puts charges or payments on their statement. Each can be on one only. */
export async function placeOnStatements(
  db: pg.ClientBase,
  table: 'charges' | 'payments',
  placed: readonly Placed[],
): Promise<void> {
  await place(
    db,
    `UPDATE ${table} t SET statement_id = p.statement_id FROM ${PLACED}
      WHERE t.account_id = p.account_id AND t.id = p.id AND t.statement_id IS NULL`,
    placed,
  )
}

/** Says which statement carried adjustment notes. */
export async function carryNotes(db: pg.ClientBase, placed: readonly Placed[]): Promise<void> {
  await place(
    db,
    `UPDATE statements t SET carried_on = p.statement_id FROM ${PLACED}
      WHERE t.account_id = p.account_id AND t.id = p.id AND t.carried_on IS NULL`,
    placed,
  )
}

const PLACED = 'unnest($1::int4[], $2::int8[], $3::int8[]) AS p (account_id, id, statement_id)'

async function place(db: pg.ClientBase, sql: string, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return
  const { rowCount } = await db.query(sql, [
    plainArray(placed.map(({ accountId }) => accountId)),
    plainArray(placed.map(({ id }) => id)),
    plainArray(placed.map(({ statementId }) => statementId)),
  ])
  if (rowCount !== placed.length) throw new Error(`${placed.length - (rowCount ?? 0)} rows are on a statement already`)
}

export interface LateUsage {
  readonly accountId: number
  readonly statementId: bigint
  readonly cycleFrom: Date
  readonly serviceType: number
  readonly calls: number
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
}

/** Lists usage that came too late to be billed. */
export async function insertLateUsage(
  db: pg.ClientBase,
  resellerId: number,
  late: readonly LateUsage[],
): Promise<void> {
  if (late.length === 0) return
  await db.query(
    `INSERT INTO late_usage (reseller_id, account_id, statement_id, cycle_from, service_type, calls, charge_micros, gst_micros)
     SELECT $1, l.* FROM unnest($2::int4[], $3::int8[], $4::timestamptz[], $5::int2[], $6::int4[], $7::int8[], $8::int8[]) AS l`,
    [
      resellerId,
      late.map(({ accountId }) => accountId),
      late.map(({ statementId }) => statementId),
      late.map(({ cycleFrom }) => cycleFrom),
      late.map(({ serviceType }) => serviceType),
      late.map(({ calls }) => calls),
      late.map(({ chargeMicros }) => chargeMicros),
      late.map(({ gstMicros }) => gstMicros),
    ],
  )
}

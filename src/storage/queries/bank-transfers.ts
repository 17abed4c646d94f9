import type pg from 'pg'
import type { BankColumnChoices } from '#domain/payments/bank-columns.ts'
import { TRANSFER_STATUSES, type MatchedBy, type TransferStatus } from '#domain/payments/bank-match.ts'
import type { BankFormat } from '#domain/payments/bank-row.ts'
import { micros, type Micros } from '#domain/money.ts'
import { countRows, decodeCursor, sumRows, toPage, type PageWithSums, type PageWithTotal } from './page.ts'

/** How many rows of a file are in a status, and what they come to; of those that are open, what is left of them. */
export interface StatusSum {
  readonly count: number
  readonly amountMicros: Micros
}

/** A file of a bank with what became of its rows. */
export interface BankImportRow {
  readonly id: number
  readonly fileName: string
  readonly format: BankFormat
  readonly headings: readonly string[]
  readonly columns: BankColumnChoices
  /** What has to be said before it can be read; '': nothing. */
  readonly missing: string
  readonly uploadedAt: Date
  readonly uploadedBy: string
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly rowCount: number
  readonly sums: Readonly<Record<TransferStatus, StatusSum>>
}

type StoredImport = Omit<BankImportRow, 'sums'> & {
  readonly counts: readonly number[] | null
  readonly amounts: readonly Micros[] | null
}

const filtered = (expression: string, type: 'int4' | 'int8'): string =>
  `ARRAY[${TRANSFER_STATUSES.map((status) => `coalesce(${expression} FILTER (WHERE status = '${status}'), 0)::${type}`).join(', ')}]`

const LEFT = `CASE WHEN status IN ('matched', 'suggested', 'unmatched') THEN amount_micros - assigned_micros ELSE amount_micros END`

const IMPORT = `SELECT i.id, i.file_name AS "fileName", i.format, i.headings, i.columns, i.missing,
    i.uploaded_at AS "uploadedAt", i.uploaded_by AS "uploadedBy", r.*
  FROM bank_imports i
  CROSS JOIN LATERAL (
    SELECT min(received_on) AS "firstDay", max(received_on) AS "lastDay", count(*)::int4 AS "rowCount",
           ${filtered('count(*)', 'int4')} AS counts, ${filtered(`sum(${LEFT})`, 'int8')} AS amounts
      FROM bank_transfers t WHERE t.import_id = i.id) r`

function withSums({ counts, amounts, ...row }: StoredImport): BankImportRow {
  const sums = Object.fromEntries(
    TRANSFER_STATUSES.map((status, index) => [
      status,
      { count: counts?.[index] ?? 0, amountMicros: amounts?.[index] ?? micros(0n) },
    ]),
  ) as Record<TransferStatus, StatusSum>
  return { ...row, sums }
}

/** The files of a bank, the newest first. */
export async function listBankImports(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    withTotal,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly withTotal?: boolean | undefined },
): Promise<PageWithTotal<BankImportRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<StoredImport>(
    `${IMPORT} WHERE ($1::int8 IS NULL OR i.id < $1) ORDER BY i.id DESC LIMIT $2`,
    [before ?? null, limit + 1],
  )
  const total = await countRows(db, withTotal, 'FROM bank_imports', [])
  return { ...toPage(rows.map(withSums), limit, ({ id }) => [id]), ...total }
}

export async function readBankImport(db: pg.ClientBase, importId: number): Promise<BankImportRow | undefined> {
  const { rows } = await db.query<StoredImport>(`${IMPORT} WHERE i.id = $1`, [importId])
  return rows.map(withSums)[0]
}

/** The file of these bytes, if it came before. */
export async function findBankImport(db: pg.ClientBase, sha256: Buffer): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM bank_imports WHERE sha256 = $1', [sha256])
  return rows[0]?.id
}

/** What was said of the columns of the last file with these headings. */
export async function findBankColumnsSaid(
  db: pg.ClientBase,
  headings: readonly string[],
): Promise<BankColumnChoices | undefined> {
  const { rows } = await db.query<{ columns: BankColumnChoices }>(
    `SELECT columns FROM bank_imports WHERE headings = $1::text[] AND missing = '' ORDER BY id DESC LIMIT 1`,
    [headings],
  )
  return rows[0]?.columns
}

/** The file of an import, as it came. */
export async function readBankFile(db: pg.ClientBase, importId: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ content: Buffer }>('SELECT content FROM bank_imports WHERE id = $1', [importId])
  return rows[0]?.content
}

/** Part of a transfer, standing or undone. */
export interface TransferPart {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly paymentId: string
  readonly receiptNo: number | null
  /** Decimal digits: micro-dollars. */
  readonly amountMicros: string
  readonly assignedAt: string
  readonly assignedBy: string
  readonly undoneAt: string | null
  readonly undoneBy: string | null
}

export interface TransferRow {
  readonly id: bigint
  readonly importId: number
  readonly fileName: string
  readonly line: number
  readonly receivedOn: string | null
  readonly amountMicros: Micros
  readonly text: string
  readonly reference: string
  readonly payer: string
  readonly bankId: string
  readonly payerKey: string
  /** null: it says again what another did. */
  readonly occurrence: number | null
  /** Hexadecimal. */
  readonly fingerprint: string
  readonly status: TransferStatus
  readonly accountId: number | null
  readonly accountNumber: string | null
  readonly accountName: string | null
  readonly matchedBy: MatchedBy | null
  readonly problem: string
  readonly assignedMicros: Micros
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly reason: string
  readonly parts: readonly TransferPart[]
}

const TRANSFER = `t.id, t.import_id AS "importId", i.file_name AS "fileName", t.line, t.received_on AS "receivedOn",
    t.amount_micros AS "amountMicros", t.text, t.reference, t.payer, t.bank_id AS "bankId", t.payer_key AS "payerKey",
    t.occurrence, encode(t.fingerprint, 'hex') AS fingerprint, t.status, t.account_id AS "accountId",
    a.account_number AS "accountNumber", a.name AS "accountName", t.matched_by AS "matchedBy", t.problem,
    t.assigned_micros AS "assignedMicros", t.decided_at AS "decidedAt", t.decided_by AS "decidedBy", t.reason,
    CASE WHEN t.status IN ('ignored', 'duplicate') THEN '[]'::json ELSE coalesce((
      SELECT json_agg(json_build_object('accountId', p.account_id, 'accountNumber', pa.account_number,
               'accountName', pa.name, 'paymentId', p.payment_id::text, 'receiptNo', y.receipt_no,
               'amountMicros', p.amount_micros::text, 'assignedAt', p.assigned_at, 'assignedBy', p.assigned_by,
               'undoneAt', p.undone_at, 'undoneBy', p.undone_by) ORDER BY p.payment_id)
        FROM bank_transfer_parts p JOIN accounts pa ON pa.id = p.account_id
        JOIN payments y ON y.account_id = p.account_id AND y.id = p.payment_id
       WHERE p.transfer_id = t.id), '[]') END AS parts`

const TRANSFERS = `FROM bank_transfers t JOIN bank_imports i ON i.id = t.import_id LEFT JOIN accounts a ON a.id = t.account_id`

export interface TransferFilter {
  readonly importId?: number | undefined
  readonly status?: readonly TransferStatus[] | undefined
  readonly accountId?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Part of what the bank or the payer wrote. */
  readonly search?: string | undefined
  readonly amountMicros?: Micros | undefined
}

export interface TransferSums {
  readonly amountMicros: Micros
  /** Of those that are open: what is on no account. */
  readonly leftMicros: Micros
  readonly oldest: string | null
}

const WANTED = `($1::int4 IS NULL OR t.import_id = $1) AND ($2::text[] IS NULL OR t.status = ANY ($2))
  AND ($3::int4 IS NULL OR t.account_id = $3
       OR EXISTS (SELECT FROM bank_transfer_parts p WHERE p.transfer_id = t.id AND p.account_id = $3))
  AND ($4::date IS NULL OR t.received_on >= $4) AND ($5::date IS NULL OR t.received_on <= $5)
  AND ($6::text IS NULL OR position(lower($6) IN lower(t.text || ' ' || t.reference || ' ' || t.payer)) > 0)
  AND ($7::int8 IS NULL OR t.amount_micros = $7)`

/** Rows of banks' files: of one file as it has them, else the newest first. */
export async function listTransfers(
  db: pg.ClientBase,
  filter: TransferFilter & {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithSums<TransferRow, TransferSums>> {
  const { importId, status, accountId, from, to, search, amountMicros, cursor, limit, withTotal } = filter
  const [at] = decodeCursor(cursor, 'number') ?? []
  const values = [
    importId ?? null,
    status ?? null,
    accountId ?? null,
    from ?? null,
    to ?? null,
    search ?? null,
    amountMicros ?? null,
  ]
  const isOfFile = importId !== undefined
  const place = isOfFile ? '($8::int8 IS NULL OR t.line > $8)' : '($8::int8 IS NULL OR t.id < $8)'
  const { rows } = await db.query<TransferRow>(
    `SELECT ${TRANSFER} ${TRANSFERS} WHERE ${WANTED} AND ${place}
      ORDER BY ${isOfFile ? 't.line' : 't.id DESC'} LIMIT $9`,
    [...values, at ?? null, limit + 1],
  )
  const sums = await sumRows(withTotal, () =>
    db.query<TransferSums & { total: number }>(
      `SELECT count(*)::float8 AS total, coalesce(sum(t.amount_micros), 0)::int8 AS "amountMicros",
              coalesce(sum(t.amount_micros - t.assigned_micros)
                FILTER (WHERE t.status IN ('matched', 'suggested', 'unmatched')), 0)::int8 AS "leftMicros",
              min(t.received_on) AS oldest
         ${TRANSFERS} WHERE ${WANTED}`,
      values,
    ),
  )
  return { ...toPage(rows, limit, ({ id, line }) => [isOfFile ? line : Number(id)]), ...sums }
}

export async function readTransfer(db: pg.ClientBase, transferId: bigint): Promise<TransferRow | undefined> {
  const { rows } = await db.query<TransferRow>(`SELECT ${TRANSFER} ${TRANSFERS} WHERE t.id = $1`, [transferId])
  return rows[0]
}

/** A transfer that no other decides on until the transaction ends. */
export async function lockTransfer(db: pg.ClientBase, transferId: bigint): Promise<TransferRow | undefined> {
  await db.query('SELECT FROM bank_transfers WHERE id = $1 FOR UPDATE', [transferId])
  return readTransfer(db, transferId)
}

/** Open transfers of a file, of some ids, or all, locked, in the order they came. */
export async function lockOpenTransfers(
  db: pg.ClientBase,
  {
    importId,
    ids,
    statuses = ['matched', 'suggested', 'unmatched'],
  }: {
    readonly importId?: number | undefined
    readonly ids?: readonly bigint[] | undefined
    readonly statuses?: readonly TransferStatus[]
  },
): Promise<readonly TransferRow[]> {
  const { rows } = await db.query<TransferRow>(
    `SELECT ${TRANSFER} ${TRANSFERS}
      WHERE t.status = ANY ($1) AND ($2::int4 IS NULL OR t.import_id = $2) AND ($3::int8[] IS NULL OR t.id = ANY ($3))
      ORDER BY t.id FOR UPDATE OF t`,
    [statuses, importId ?? null, ids?.map(String) ?? null],
  )
  return rows
}

/** Whether anything was decided about a row of a file: posted, split, or set aside. */
export async function isDecidedOn(db: pg.ClientBase, importId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM bank_transfers t
      WHERE t.import_id = $1 AND (t.status IN ('posted', 'set-aside') OR t.decided_at IS NOT NULL
            OR EXISTS (SELECT FROM bank_transfer_parts p WHERE p.transfer_id = t.id)) LIMIT 1`,
    [importId],
  )
  return rowCount !== 0
}

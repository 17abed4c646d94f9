import type pg from 'pg'
import type { BankColumnChoices } from '#domain/payments/bank-columns.ts'
import type { TransferMatch, TransferStatus } from '#domain/payments/bank-match.ts'
import type { BankFormat, BankRow } from '#domain/payments/bank-row.ts'
import type { Micros } from '#domain/money.ts'

/** Keeps the files of a reseller one after the other: two that overlap must not both be new. Until the transaction ends. */
export async function lockBankFiles(db: pg.ClientBase, resellerId: number): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('bank-files'), $1)`, [resellerId])
}

export interface NewBankImport {
  readonly fileName: string
  readonly content: Buffer
  readonly sha256: Buffer
  readonly format: BankFormat
  readonly headings: readonly string[]
  readonly columns: BankColumnChoices
  readonly missing: string
  readonly uploadedBy: string
}

/** Keeps a file as it came. Returns its id. */
export async function insertBankImport(
  db: pg.ClientBase,
  resellerId: number,
  file: NewBankImport,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO bank_imports (reseller_id, file_name, content, sha256, format, headings, columns, missing, uploaded_at,
                               uploaded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      resellerId,
      file.fileName,
      file.content,
      file.sha256,
      file.format,
      file.headings,
      JSON.stringify(file.columns),
      file.missing,
      now,
      file.uploadedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the bank’s file')
  return row.id
}

/** Writes which column is what. */
export async function updateBankColumns(
  db: pg.ClientBase,
  importId: number,
  columns: BankColumnChoices,
  missing: string,
): Promise<void> {
  await db.query('UPDATE bank_imports SET columns = $2, missing = $3 WHERE id = $1', [
    importId,
    JSON.stringify(columns),
    missing,
  ])
}

/** Takes away the rows of a file, to read it anew, and the file itself where that is wanted. */
export async function deleteBankRows(db: pg.ClientBase, importId: number, withFile: boolean): Promise<void> {
  await db.query('DELETE FROM bank_transfers WHERE import_id = $1', [importId])
  if (withFile) await db.query('DELETE FROM bank_imports WHERE id = $1', [importId])
}

/** A row of a file with whose it is, as it is kept. */
export interface NewTransfer extends Pick<TransferMatch, 'accountId' | 'by' | 'problem'> {
  readonly row: BankRow
  readonly payerKey: string
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string
  readonly occurrence: number | null
  readonly status: TransferStatus
}

/** Keeps rows of a file, however many. */
export async function insertTransfers(
  db: pg.ClientBase,
  { resellerId, importId }: { readonly resellerId: number; readonly importId: number },
  transfers: readonly NewTransfer[],
): Promise<void> {
  const stored = transfers.map(({ row, payerKey, fingerprint, occurrence, status, accountId, by, problem }) => ({
    line: row.line,
    received_on: row.date,
    amount: String(row.amountMicros),
    text: row.text,
    reference: row.reference,
    payer: row.payer,
    bank_id: row.bankId,
    payer_key: payerKey,
    fingerprint,
    occurrence,
    status,
    account_id: accountId,
    matched_by: by,
    problem,
  }))
  await db.query(
    `INSERT INTO bank_transfers (reseller_id, import_id, line, received_on, amount_micros, text, reference, payer, bank_id,
                                 payer_key, fingerprint, occurrence, status, account_id, matched_by, problem)
     SELECT $1, $2, line, received_on, amount, text, reference, payer, bank_id, payer_key, decode(fingerprint, 'hex'),
            occurrence, status, account_id, matched_by, problem
       FROM jsonb_to_recordset($3::jsonb) AS r (line int4, received_on date, amount int8, text text, reference text,
            payer text, bank_id text, payer_key text, fingerprint text, occurrence int4, status text, account_id int4,
            matched_by text, problem text)
      ORDER BY line`,
    [resellerId, importId, JSON.stringify(stored)],
  )
}

/** Writes whose open transfers are after they were matched anew. */
export async function updateMatches(
  db: pg.ClientBase,
  matches: readonly (TransferMatch & { readonly id: bigint })[],
): Promise<void> {
  const stored = matches.map(({ id, ...match }) => ({ ...match, id: String(id) }))
  await db.query(
    `UPDATE bank_transfers t SET status = m.status, account_id = m."accountId", matched_by = m.by, problem = m.problem
       FROM jsonb_to_recordset($1::jsonb) AS m (id int8, status text, "accountId" int4, by text, problem text)
      WHERE t.id = m.id AND t.status IN ('matched', 'suggested', 'unmatched')`,
    [JSON.stringify(stored)],
  )
}

/** Part of a transfer that is on an account now. */
export interface NewPart {
  readonly transferId: bigint
  readonly accountId: number
  readonly paymentId: bigint
  readonly amountMicros: Micros
}

/** Writes parts, and what of their transfers is on accounts with them. */
export async function insertParts(
  db: pg.ClientBase,
  resellerId: number,
  parts: readonly NewPart[],
  assignedBy: string,
  now: Date,
): Promise<void> {
  const stored = parts.map(({ transferId, accountId, paymentId, amountMicros }) => ({
    transfer: String(transferId),
    account: accountId,
    payment: String(paymentId),
    amount: String(amountMicros),
  }))
  await db.query(
    `INSERT INTO bank_transfer_parts (reseller_id, transfer_id, account_id, payment_id, amount_micros, assigned_at, assigned_by)
     SELECT $1, transfer, account, payment, amount, $3, $4
       FROM jsonb_to_recordset($2::jsonb) AS p (transfer int8, account int4, payment int8, amount int8)`,
    [resellerId, JSON.stringify(stored), now, assignedBy],
  )
  await sumUpParts(
    db,
    parts.map(({ transferId }) => transferId),
  )
}

/** Writes what the standing parts of transfers come to, and whose they are where they are one account's. */
async function sumUpParts(db: pg.ClientBase, transferIds: readonly bigint[]): Promise<void> {
  await db.query(
    `UPDATE bank_transfers t
        SET assigned_micros = p.amount,
            status = CASE WHEN p.amount = t.amount_micros THEN 'posted'
                          WHEN t.status = 'set-aside' THEN t.status ELSE 'unmatched' END,
            matched_by = CASE WHEN p.accounts = 0 THEN NULL
                              WHEN p.accounts = 1 AND p.account_id = t.account_id THEN t.matched_by ELSE 'hand' END,
            account_id = CASE WHEN p.accounts = 1 THEN p.account_id END,
            problem = CASE WHEN p.undone > 0 AND p.amount < t.amount_micros
                           THEN 'A payment made of it was taken back.' ELSE '' END
       FROM (SELECT transfer_id, coalesce(sum(amount_micros) FILTER (WHERE undone_at IS NULL), 0)::int8 AS amount,
                    min(account_id) FILTER (WHERE undone_at IS NULL) AS account_id,
                    count(DISTINCT account_id) FILTER (WHERE undone_at IS NULL) AS accounts,
                    count(*) FILTER (WHERE undone_at IS NOT NULL) AS undone
               FROM bank_transfer_parts WHERE transfer_id = ANY ($1) GROUP BY 1) p
      WHERE t.id = p.transfer_id`,
    [transferIds.map(String)],
  )
}

/**
 * A payment was taken back: where it was part of a transfer, that part is undone, and the transfer has money again that is
 * nobody's.
 */
export async function undoPart(
  db: pg.ClientBase,
  { accountId, paymentId }: { readonly accountId: number; readonly paymentId: bigint },
  undoneBy: string,
  now: Date,
): Promise<void> {
  const { rows } = await db.query<{ id: bigint }>(
    `UPDATE bank_transfer_parts SET undone_at = $3, undone_by = $4
      WHERE account_id = $1 AND payment_id = $2 AND undone_at IS NULL
     RETURNING transfer_id AS id`,
    [accountId, paymentId, now, undoneBy],
  )
  if (rows.length > 0)
    await sumUpParts(
      db,
      rows.map(({ id }) => id),
    )
}

/** Writes that somebody decided what a transfer is, beside whose. */
export async function decideTransfer(
  db: pg.ClientBase,
  transferId: bigint,
  {
    status,
    reason,
    decidedBy,
    occurrence,
  }: {
    readonly status: Extract<TransferStatus, 'set-aside' | 'unmatched'>
    readonly reason: string
    readonly decidedBy: string
    /** Of one that was taken for a duplicate: its number now. */
    readonly occurrence?: number | undefined
  },
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE bank_transfers SET status = $2, reason = $3, decided_by = $4, decided_at = $5,
            occurrence = coalesce($6, occurrence), problem = ''
      WHERE id = $1`,
    [transferId, status, reason, decidedBy, now, occurrence ?? null],
  )
}

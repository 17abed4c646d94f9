import type pg from 'pg'
import type { RejectCodePlace, RejectCodeTerms, RejectionWords } from '#domain/porting/reject-codes.ts'

/** Adds a code to the table. Returns its id; undefined: it is there already. */
export async function insertRejectCode(
  db: pg.ClientBase,
  resellerId: number,
  { process, carrierId, code }: RejectCodePlace,
  terms: RejectCodeTerms,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO port_reject_codes (reseller_id, process, carrier_id, code, reason, label, customer_text, fix, is_retryable,
                                    is_whole_order, is_retired)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (reseller_id, process, carrier_id, lower(code)) DO NOTHING RETURNING id`,
    [resellerId, process, carrierId, code, ...valuesOf(terms)],
  )
  return rows[0]?.id
}

/** Writes what a code means anew, if it is still at this version; false: it is not. */
export async function updateRejectCode(
  db: pg.ClientBase,
  rejectCodeId: number,
  terms: RejectCodeTerms,
  version: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE port_reject_codes SET reason = $3, label = $4, customer_text = $5, fix = $6, is_retryable = $7,
                                  is_whole_order = $8, is_retired = $9, version = version + 1
      WHERE id = $1 AND version = $2`,
    [rejectCodeId, version, ...valuesOf(terms)],
  )
  return rowCount === 1
}

export async function deleteRejectCode(db: pg.ClientBase, rejectCodeId: number): Promise<void> {
  await db.query('DELETE FROM port_reject_codes WHERE id = $1', [rejectCodeId])
}

function valuesOf(terms: RejectCodeTerms): readonly unknown[] {
  const { reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired } = terms
  return [reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired]
}

/** Keeps with an attempt the words it was rejected with, whatever becomes of the table. */
export async function updateRejectionWords(
  db: pg.ClientBase,
  portId: number,
  no: number,
  { label, customerText, fix, isRetryable, isWholeOrder }: RejectionWords,
  rejectCodeId: number | null,
): Promise<void> {
  await db.query(
    `UPDATE port_attempts
        SET reject_label = $3, reject_text = $4, reject_fix = $5, reject_retryable = $6, reject_whole_order = $7,
            reject_code_id = $8
      WHERE port_id = $1 AND no = $2`,
    [portId, no, label, customerText, fix, isRetryable, isWholeOrder, rejectCodeId],
  )
}

import type pg from 'pg'
import type { VerificationCodeRow, VerificationRow } from '#storage/queries/port-verifications.ts'
import type { PortOwner } from './ports.ts'

/** Writes down that the user of a number was verified. */
export async function insertVerification(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  verification: Omit<VerificationRow, 'id'>,
  now: Date,
): Promise<void> {
  const { attempt, number, method, reference, verifiedAt, verifiedBy, byCustomer } = verification
  await db.query(
    `INSERT INTO port_verifications (reseller_id, account_id, port_id, attempt, number, method, reference, verified_at,
                                     verified_by, by_customer, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [resellerId, accountId, portId, attempt, number, method, reference, verifiedAt, verifiedBy, byCustomer, now],
  )
}

/** Keeps a code instead of the one before. */
export async function replaceVerificationCode(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  { number, method, codeHash, madeBy, expiresAt, triesLeft }: VerificationCodeRow,
): Promise<void> {
  await db.query(
    `INSERT INTO port_verification_codes (port_id, reseller_id, account_id, number, method, code_hash, made_by,
                                          expires_at, tries_left)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (port_id) DO UPDATE
       SET number = $4, method = $5, code_hash = $6, made_by = $7, expires_at = $8, tries_left = $9`,
    [portId, resellerId, accountId, number, method, codeHash, madeBy, expiresAt, triesLeft],
  )
}

/** One answer fewer. */
export async function useUpTry(db: pg.ClientBase, portId: number): Promise<void> {
  await db.query('UPDATE port_verification_codes SET tries_left = tries_left - 1 WHERE port_id = $1', [portId])
}

/** It was given back. */
export async function deleteVerificationCode(db: pg.ClientBase, portId: number): Promise<void> {
  await db.query('DELETE FROM port_verification_codes WHERE port_id = $1', [portId])
}

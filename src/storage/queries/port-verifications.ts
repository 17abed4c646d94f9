import type pg from 'pg'
import type { VerificationMethod } from '#domain/porting/verification.ts'

/** That the user of a mobile number was verified. */
export interface VerificationRow {
  readonly id: number
  readonly attempt: number
  /** E.164 digits. */
  readonly number: string
  readonly method: VerificationMethod
  readonly reference: string
  readonly verifiedAt: Date
  readonly verifiedBy: string
  readonly byCustomer: boolean
}

const VERIFICATION = `SELECT id, attempt, number, method, reference, verified_at AS "verifiedAt",
    verified_by AS "verifiedBy", by_customer AS "byCustomer" FROM port_verifications`

/** Every verification of a port, the last first. */
export async function readVerifications(db: pg.ClientBase, portId: number): Promise<readonly VerificationRow[]> {
  const { rows } = await db.query<VerificationRow>(`${VERIFICATION} WHERE port_id = $1 ORDER BY id DESC LIMIT 100`, [
    portId,
  ])
  return rows
}

/** Whether the user of this number was verified for an attempt of a port. */
export async function isVerified(
  db: pg.ClientBase,
  portId: number,
  attempt: number,
  number: string | undefined,
): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT 1 FROM port_verifications WHERE port_id = $1 AND attempt = $2 AND number = $3 LIMIT 1',
    [portId, attempt, number ?? ''],
  )
  return rows.length > 0
}

/** A code that was told to a number. */
export interface VerificationCodeRow {
  readonly number: string
  readonly method: Exclude<VerificationMethod, 'documents'>
  readonly codeHash: Buffer
  readonly madeBy: string
  readonly expiresAt: Date
  readonly triesLeft: number
}

/** The code made last for a port, locked until the transaction ends; undefined: none. */
export async function lockVerificationCode(
  db: pg.ClientBase,
  portId: number,
): Promise<VerificationCodeRow | undefined> {
  const { rows } = await db.query<VerificationCodeRow>(
    `SELECT number, method, code_hash AS "codeHash", made_by AS "madeBy", expires_at AS "expiresAt",
            tries_left AS "triesLeft"
       FROM port_verification_codes WHERE port_id = $1 FOR UPDATE`,
    [portId],
  )
  return rows[0]
}

/** Until when the code made last may be given back, and how it was told; undefined: there is none. */
export async function readOpenCode(
  db: pg.ClientBase,
  portId: number,
  now: Date,
): Promise<Pick<VerificationCodeRow, 'method' | 'expiresAt'> | undefined> {
  const { rows } = await db.query<Pick<VerificationCodeRow, 'method' | 'expiresAt'>>(
    `SELECT method, expires_at AS "expiresAt" FROM port_verification_codes
      WHERE port_id = $1 AND expires_at > $2 AND tries_left > 0`,
    [portId, now],
  )
  return rows[0]
}

import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What a reseller has with the operator, ex GST. */
export interface WholesaleCredit {
  readonly isOn: boolean
  readonly paid: Micros
  readonly used: Micros
  readonly reserved: Micros
  readonly limit: Micros
  readonly available: Micros
  readonly version: number
}

/** Undefined: there is no such reseller. */
export async function readWholesaleCredit(
  db: Pick<pg.ClientBase, 'query'>,
  resellerId: number,
  { forUpdate = false } = {},
): Promise<WholesaleCredit | undefined> {
  const { rows } = await db.query<WholesaleCredit>(
    `SELECT is_on AS "isOn", paid_micros AS paid, used_micros AS used, reserved_micros AS reserved, limit_micros AS "limit",
            paid_micros - used_micros - reserved_micros + limit_micros AS available, version
       FROM wholesale_credit WHERE reseller_id = $1 ${forUpdate ? 'FOR UPDATE' : ''}`,
    [resellerId],
  )
  return rows[0]
}

import type pg from 'pg'
import type { OfflineRow } from '../queries/offline-calls.ts'

export async function updateWholesaleCredit(
  db: pg.ClientBase,
  resellerId: number,
  { isOn, limit }: { readonly isOn: boolean; readonly limit: bigint },
): Promise<void> {
  await db.query(
    'UPDATE wholesale_credit SET is_on = $2, limit_micros = $3, version = version + 1 WHERE reseller_id = $1',
    [resellerId, isOn, limit],
  )
}

export interface WholesalePayment {
  readonly resellerId: number
  readonly amountMicros: bigint
  readonly reference: string
  readonly paidAt: Date
  readonly recordedBy: string
}

/** Adds to what a reseller paid. False: there is a payment of this reference already. */
export async function insertWholesalePayment(db: pg.ClientBase, payment: WholesalePayment): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO wholesale_payments (reseller_id, amount_micros, reference, paid_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [payment.resellerId, payment.amountMicros, payment.reference, payment.paidAt, payment.recordedBy],
  )
  if (rowCount !== 1) return false
  await db.query(
    'UPDATE wholesale_credit SET paid_micros = paid_micros + $2, version = version + 1 WHERE reseller_id = $1',
    [payment.resellerId, payment.amountMicros],
  )
  return true
}

/** How much was paid by a reference; undefined: nothing. */
export async function findWholesalePayment(
  db: pg.ClientBase,
  resellerId: number,
  reference: string,
): Promise<bigint | undefined> {
  const { rows } = await db.query<{ amount: bigint }>(
    'SELECT amount_micros AS amount FROM wholesale_payments WHERE reseller_id = $1 AND reference = $2',
    [resellerId, reference],
  )
  return rows[0]?.amount
}

export async function saveOfflineCalls(db: pg.ClientBase, row: Omit<OfflineRow, 'version'>): Promise<void> {
  await db.query(
    `INSERT INTO offline_calls (reseller_id, mode, max_seconds, calls_at_once, account_micros) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (reseller_id) DO UPDATE SET mode = excluded.mode, max_seconds = excluded.max_seconds,
       calls_at_once = excluded.calls_at_once, account_micros = excluded.account_micros, version = offline_calls.version + 1`,
    [row.resellerId, row.mode, row.maxSeconds, row.callsAtOnce, row.accountMicros],
  )
}

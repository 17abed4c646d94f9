import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { PortFee } from '#domain/porting/port-fees.ts'

/** Writes what a fee is from now on, ex GST. */
export async function upsertPortFee(
  db: pg.ClientBase,
  resellerId: number,
  fee: PortFee,
  amountMicros: Micros,
): Promise<void> {
  await db.query(
    `INSERT INTO port_fees (reseller_id, fee, amount_micros) VALUES ($1, $2, $3)
     ON CONFLICT (reseller_id, fee) DO UPDATE SET amount_micros = excluded.amount_micros`,
    [resellerId, fee, amountMicros],
  )
}

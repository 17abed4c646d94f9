import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { DEFAULT_PORT_FEES, type PortFee, type PortFees } from '#domain/porting/port-fees.ts'

/** The price list of the reseller: its own amounts, else the defaults. Ex GST. */
export async function readPortFeeList(db: pg.ClientBase): Promise<PortFees> {
  const { rows } = await db.query<{ fee: PortFee; amountMicros: Micros }>(
    'SELECT fee, amount_micros AS "amountMicros" FROM port_fees',
  )
  return { ...DEFAULT_PORT_FEES, ...Object.fromEntries(rows.map(({ fee, amountMicros }) => [fee, amountMicros])) }
}

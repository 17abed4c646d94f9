import type pg from 'pg'
import type { CarrierTerms } from '#domain/porting/carrier.ts'
import type { CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'

export interface CarrierRow extends CarrierTerms {
  readonly id: number
  /** What of its sheets was mapped by hand. */
  readonly layout: Partial<CarrierLayout>
  /** How many orders were lodged with it. */
  readonly orderCount: number
  readonly version: number
}

const CARRIER = `SELECT id, name, is_upstream AS "isUpstream", is_default AS "isDefault", way, email, layout, version,
    (SELECT count(*)::int4 FROM ports p WHERE p.upstream_id = c.id) AS "orderCount"
  FROM carriers c`

/** The carriers of a reseller by name; a thousand at the most. */
export async function listCarriers(db: pg.ClientBase): Promise<readonly CarrierRow[]> {
  const { rows } = await db.query<CarrierRow>(`${CARRIER} ORDER BY lower(name) LIMIT 1000`)
  return rows
}

export async function readCarrier(db: pg.ClientBase, carrierId: number): Promise<CarrierRow | undefined> {
  const { rows } = await db.query<CarrierRow>(`${CARRIER} WHERE id = $1`, [carrierId])
  return rows[0]
}

/** The upstream carrier orders go to where nobody says. */
export async function readDefaultCarrier(db: pg.ClientBase): Promise<CarrierRow | undefined> {
  const { rows } = await db.query<CarrierRow>(`${CARRIER} WHERE is_default`)
  return rows[0]
}

/** How many open ports numbers leave a carrier of this name by. */
export async function countPortsLeaving(db: pg.ClientBase, name: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM ports
      WHERE lower(losing_carrier) = lower($1) AND state NOT IN ('closed', 'withdrawn', 'reversed', 'expired')`,
    [name],
  )
  return rows[0]?.count ?? 0
}

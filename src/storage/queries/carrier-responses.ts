import type pg from 'pg'
import { AUTOMATIC_WAYS } from '#domain/porting/carrier.ts'

export interface PortAtCarrier {
  readonly id: number
  readonly resellerId: number
  readonly carrierId: number
}

/** The states in which a carrier has something to say. */
const WAITING = [
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
  'pre-provisioned',
  'cutting-over',
]

/**
 * Ports that carriers which answer by themselves have, or are to be given, over all resellers; a submitted one goes to the
 * default carrier. For the timetable.
 */
export async function readPortsAtCarriers(db: Pick<pg.ClientBase, 'query'>): Promise<readonly PortAtCarrier[]> {
  const { rows } = await db.query<PortAtCarrier>(
    `SELECT p.id, p.reseller_id AS "resellerId", c.id AS "carrierId"
       FROM ports p JOIN carriers c ON c.reseller_id = p.reseller_id
        AND (p.state = 'submitted' AND c.is_default OR p.state = ANY ($2) AND c.id = p.upstream_id)
      WHERE c.way = ANY ($1) ORDER BY p.state_since, p.id LIMIT 5000`,
    [AUTOMATIC_WAYS, WAITING],
  )
  return rows
}

/** Locks a response by its key; whether it was taken before, and what kept it from being taken. */
export async function lockResponse(
  db: pg.ClientBase,
  portId: number,
  key: string,
): Promise<{ readonly isTaken: boolean; readonly failure: string } | undefined> {
  const { rows } = await db.query<{ isTaken: boolean; failure: string }>(
    `SELECT taken_at IS NOT NULL AS "isTaken", failure FROM carrier_responses WHERE port_id = $1 AND key = $2 FOR UPDATE`,
    [portId, key],
  )
  return rows[0]
}

import type pg from 'pg'

/** Writes that a response was taken, or why it could not be. What was kept from being taken before is not any more. */
export async function writeResponse(
  db: pg.ClientBase,
  {
    resellerId,
    portId,
    key,
    carrierId,
    takenAt,
    failure,
  }: {
    readonly resellerId: number
    readonly portId: number
    readonly key: string
    readonly carrierId: number
    readonly takenAt: Date | null
    readonly failure: string
  },
): Promise<void> {
  await db.query('DELETE FROM carrier_responses WHERE port_id = $1 AND key <> $2 AND taken_at IS NULL', [portId, key])
  await db.query(
    `INSERT INTO carrier_responses (reseller_id, port_id, key, carrier_id, taken_at, failure)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (port_id, key) DO UPDATE SET taken_at = excluded.taken_at, failure = excluded.failure`,
    [resellerId, portId, key, carrierId, takenAt, failure],
  )
}

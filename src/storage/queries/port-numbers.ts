import type pg from 'pg'

/** Every number of these ports, in order, by port; a port without any is left out. */
export async function readNumbersOfPorts(
  db: pg.ClientBase,
  portIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await db.query<{ portId: number; numbers: readonly string[] }>(
    `SELECT port_id AS "portId", array_agg(number ORDER BY number) AS numbers FROM port_numbers
      WHERE port_id = ANY ($1) GROUP BY port_id`,
    [portIds],
  )
  return new Map(rows.map(({ portId, numbers }) => [portId, numbers]))
}

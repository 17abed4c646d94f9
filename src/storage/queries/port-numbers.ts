import type pg from 'pg'
import type { ValidationCode } from '#domain/porting/validation.ts'

/** What the losing carrier said of each number. */
export type Validations = ReadonlyMap<string, { readonly code: ValidationCode; readonly words: string }>

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

/** What the losing carrier said of the numbers of a port, by number; one it said nothing of is left out. */
export async function readValidations(db: pg.ClientBase, portId: number): Promise<Validations> {
  const { rows } = await db.query<{ number: string; code: ValidationCode; words: string }>(
    `SELECT number, validation AS code, validation_words AS words FROM port_numbers
      WHERE port_id = $1 AND validation IS NOT NULL`,
    [portId],
  )
  return new Map(rows.map(({ number, code, words }) => [number, { code, words }]))
}

import type pg from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'

/** Writes how an account holds a number, if it is still at this version. */
export async function updateLine(
  db: pg.ClientBase,
  assignmentId: number,
  line: { readonly lineType: LineType; readonly callLimit: number | null; readonly numberPlanId: number },
  version: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE number_assignments SET line_type = $2, call_limit = $3, number_plan_id = $4, version = version + 1
      WHERE id = $1 AND version = $5`,
    [assignmentId, line.lineType, line.callLimit, line.numberPlanId, version],
  )
  return rowCount === 1
}

/** Writes on which day lines end, `yyyy-mm-dd` in the account's zone; null: they go on. */
export async function updateCancellation(
  db: pg.ClientBase,
  assignmentIds: readonly number[],
  cancelOn: string | null,
): Promise<void> {
  await db.query('UPDATE number_assignments SET cancel_on = $2, version = version + 1 WHERE id = ANY ($1)', [
    assignmentIds,
    cancelOn,
  ])
}

/** Writes down a block an account takes as one. */
export async function insertBlock(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  firstNumber: string,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO number_blocks (reseller_id, account_id, first_number, created_at) VALUES ($1, $2, $3, $4) RETURNING id`,
    [resellerId, accountId, firstNumber, now],
  )
  const [block] = rows
  if (block === undefined) throw new Error('no id for the new block')
  return block.id
}

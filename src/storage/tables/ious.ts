import type pg from 'pg'
import type { IouEnd } from '#domain/credit-control/iou.ts'
import type { Micros } from '#domain/money.ts'

export interface NewIou {
  readonly accountId: number
  readonly startedAt: Date
  readonly expiresAt: Date
  /** Ex GST. */
  readonly valueMicros: Micros
  /** With GST, like the floor. */
  readonly balanceMicros: Micros
  readonly floorMicros: Micros
}

/** @returns false where one of the account is owed already. */
export async function insertIou(db: pg.ClientBase, resellerId: number, iou: NewIou): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO ious (reseller_id, account_id, started_at, expires_at, value_micros, balance_micros, floor_micros)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id) WHERE cleared_at IS NULL DO NOTHING`,
    [resellerId, iou.accountId, iou.startedAt, iou.expiresAt, iou.valueMicros, iou.balanceMicros, iou.floorMicros],
  )
  return rowCount === 1
}

/** Ends the IOU of an account that is not ended. @returns whether there was one. */
export async function endIou(db: pg.ClientBase, accountId: number, because: IouEnd, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE ious SET ended_at = $3, ended_because = $2 WHERE account_id = $1 AND ended_at IS NULL',
    [accountId, because, now],
  )
  return rowCount === 1
}

/**
 * What payments have repaid: the IOUs of accounts whose balance is at zero or above again.
 *
 * @returns the accounts whose IOU was open until now.
 */
export async function clearIous(
  db: pg.ClientBase,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly number[]> {
  const { rows } = await db.query<{ accountId: number; wasOpen: boolean }>(
    `WITH owed AS (
       SELECT i.id, i.ended_at IS NULL AS was_open FROM ious i JOIN balances b ON b.account_id = i.account_id
        WHERE i.account_id = ANY ($1) AND i.cleared_at IS NULL AND b.balance_micros >= 0
     )
     UPDATE ious i SET cleared_at = greatest($2, i.started_at), ended_at = coalesce(i.ended_at, greatest($2, i.started_at)),
            ended_because = coalesce(i.ended_because, 'paid')
       FROM owed WHERE i.id = owed.id RETURNING i.account_id AS "accountId", owed.was_open AS "wasOpen"`,
    [accountIds, now],
  )
  return rows.filter(({ wasOpen }) => wasOpen).map(({ accountId }) => accountId)
}

/** Whether accounts on a plan get one by themselves. @returns false where there is no such plan. */
export async function savePlanIou(db: pg.ClientBase, planId: number, isAllowed: boolean): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE calling_plans SET iou_allowed = $2 WHERE id = $1', [planId, isAllowed])
  return rowCount === 1
}

import type pg from 'pg'
import type { IouEnd } from '#domain/credit-control/iou.ts'
import { micros, type Micros } from '#domain/money.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface IouRow {
  readonly id: number
  readonly accountId: number
  readonly startedAt: Date
  readonly expiresAt: Date
  /** Ex GST. */
  readonly valueMicros: Micros
  /** When it began, with GST. */
  readonly balanceMicros: Micros
  /** How far the balance may come down, with GST. */
  readonly floorMicros: Micros
  readonly endedAt: Date | null
  readonly endedBecause: IouEnd | null
  /** When what it lent was repaid. */
  readonly clearedAt: Date | null
}

const IOU = `SELECT id, account_id AS "accountId", started_at AS "startedAt", expires_at AS "expiresAt",
    value_micros AS "valueMicros", balance_micros AS "balanceMicros", floor_micros AS "floorMicros",
    ended_at AS "endedAt", ended_because AS "endedBecause", cleared_at AS "clearedAt" FROM ious`

/** The IOUs of accounts that are open at an instant: not ended, and not past their time. */
export async function readOpenIous(
  db: Queryable,
  accountIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, IouRow>> {
  const { rows } = await db.query<IouRow>(
    `${IOU} WHERE account_id = ANY ($1) AND ended_at IS NULL AND expires_at > $2`,
    [accountIds, now],
  )
  return new Map(rows.map((row) => [row.accountId, toIou(row)]))
}

/** The IOU of an account that no payment has repaid, over or not. */
export async function readOwedIou(db: Queryable, accountId: number): Promise<IouRow | undefined> {
  return (await readOwedIous(db, [accountId])).get(accountId)
}

/** Those of many accounts, by account. */
export async function readOwedIous(db: Queryable, accountIds: readonly number[]): Promise<ReadonlyMap<number, IouRow>> {
  const { rows } = await db.query<IouRow>(`${IOU} WHERE account_id = ANY ($1) AND cleared_at IS NULL`, [accountIds])
  return new Map(rows.map((row) => [row.accountId, toIou(row)]))
}

/** The IOUs of an account, the last first. */
export async function listIous(db: Queryable, accountId: number, most: number): Promise<readonly IouRow[]> {
  const { rows } = await db.query<IouRow>(`${IOU} WHERE account_id = $1 ORDER BY id DESC LIMIT $2`, [accountId, most])
  return rows.map(toIou)
}

/** The accounts of a reseller whose IOU is past its time and not ended. */
export async function listExpiredIous(db: Queryable, resellerId: number, now: Date): Promise<readonly number[]> {
  const { rows } = await db.query<{ accountId: number }>(
    `SELECT account_id AS "accountId" FROM ious
      WHERE reseller_id = $1 AND ended_at IS NULL AND expires_at <= $2 ORDER BY expires_at, id`,
    [resellerId, now],
  )
  return rows.map(({ accountId }) => accountId)
}

function toIou(row: IouRow): IouRow {
  return {
    ...row,
    valueMicros: micros(row.valueMicros),
    balanceMicros: micros(row.balanceMicros),
    floorMicros: micros(row.floorMicros),
  }
}

/** Whether accounts on a plan get one by themselves; undefined: there is no such plan. */
export async function readPlanIou(db: Queryable, planId: number): Promise<boolean | undefined> {
  const { rows } = await db.query<{ isAllowed: boolean }>(
    'SELECT iou_allowed AS "isAllowed" FROM calling_plans WHERE id = $1',
    [planId],
  )
  return rows[0]?.isAllowed
}

/** Whether the plan an account is on gives one. */
export async function isIouByPlan(db: Queryable, accountId: number): Promise<boolean> {
  const { rows } = await db.query<{ isAllowed: boolean }>(
    `SELECT p.iou_allowed AS "isAllowed" FROM account_plans h JOIN calling_plans p ON p.id = h.plan_id
      WHERE h.account_id = $1 AND h.valid_to IS NULL`,
    [accountId],
  )
  return rows[0]?.isAllowed ?? false
}

import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** An account's time on a plan, from an instant on. */
export interface NewAccountPlan {
  readonly resellerId: number
  readonly accountId: number
  readonly planId: number
  readonly validFrom: Date
  /** How many days of its first cycle its allowances are for; undefined: the whole of it. */
  readonly share?: { readonly days: number; readonly cycleDays: number } | undefined
}

export async function insertAccountPlan(
  db: Queryable,
  { resellerId, accountId, planId, validFrom, share }: NewAccountPlan,
): Promise<void> {
  await db.query(
    `INSERT INTO account_plans (reseller_id, account_id, plan_id, valid_from, allowance_days, cycle_days)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [resellerId, accountId, planId, validFrom, share?.days ?? null, share?.cycleDays ?? null],
  )
}

/** Puts many accounts of a reseller on their plans at once, each with its whole allowances. */
export async function insertAccountPlans(
  db: Queryable,
  resellerId: number,
  plans: readonly Pick<NewAccountPlan, 'accountId' | 'planId' | 'validFrom'>[],
): Promise<void> {
  await db.query(
    `INSERT INTO account_plans (reseller_id, account_id, plan_id, valid_from)
     SELECT $1, account_id, plan_id, valid_from
       FROM unnest($2::int4[], $3::int4[], $4::timestamptz[]) AS p (account_id, plan_id, valid_from)`,
    [
      resellerId,
      plans.map(({ accountId }) => accountId),
      plans.map(({ planId }) => planId),
      plans.map(({ validFrom }) => validFrom),
    ],
  )
}

/**
 * Ends the time an account is on its plan, and says when that was: a millisecond after its beginning at the earliest.
 * Undefined: it has no plan.
 */
export async function endAccountPlan(
  db: Queryable,
  accountId: number,
  at: Date,
): Promise<{ readonly planId: number; readonly endedAt: Date } | undefined> {
  const { rows } = await db.query<{ planId: number; endedAt: Date }>(
    `UPDATE account_plans SET valid_to = greatest($2, valid_from + interval '1 ms')
      WHERE account_id = $1 AND valid_to IS NULL RETURNING plan_id AS "planId", valid_to AS "endedAt"`,
    [accountId, at],
  )
  return rows[0]
}

export interface PendingPlanChange {
  readonly accountId: number
  readonly resellerId: number
  readonly planId: number
  /** The day it takes effect, in the account's zone. */
  readonly dueOn: string
  readonly requestedAt: Date
}

/** Puts a change down for the anniversary, in place of any other. */
export async function replacePendingPlanChange(
  db: Queryable,
  { accountId, resellerId, planId, dueOn, requestedAt }: PendingPlanChange,
): Promise<void> {
  await db.query(
    `INSERT INTO pending_plan_changes (account_id, reseller_id, plan_id, due_on, requested_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account_id) DO UPDATE SET plan_id = excluded.plan_id, due_on = excluded.due_on,
                                            requested_at = excluded.requested_at`,
    [accountId, resellerId, planId, dueOn, requestedAt],
  )
}

export async function deletePendingPlanChange(db: Queryable, accountId: number): Promise<void> {
  await db.query('DELETE FROM pending_plan_changes WHERE account_id = $1', [accountId])
}

import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface LockedPlan {
  readonly name: string
  readonly status: 'active' | 'retired'
  /** The plan the operator charges the reseller by: no account's. */
  readonly isWholesale: boolean
}

/** Holds a plan until the transaction ends: it is not retired or deleted meanwhile, and others may hold it too. */
export async function lockCallingPlan(db: Queryable, planId: number): Promise<LockedPlan | undefined> {
  const { rows } = await db.query<LockedPlan>(
    `SELECT name, status,
            EXISTS (SELECT FROM resellers r WHERE r.wholesale_plan_id = p.id) AS "isWholesale"
       FROM calling_plans p WHERE id = $1 FOR SHARE OF p`,
    [planId],
  )
  return rows[0]
}

import type pg from 'pg'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

export async function readDemoReseller(
  db: Queryable,
  name: string,
): Promise<{ readonly id: number; readonly createdAt: Date; readonly accounts: number } | undefined> {
  const { rows } = await db.query<{ id: number; createdAt: Date; accounts: number }>(
    `SELECT id, created_at AS "createdAt", (SELECT count(*)::int4 FROM accounts a WHERE a.reseller_id = r.id) AS accounts
       FROM resellers r WHERE name = $1`,
    [name],
  )
  return rows[0]
}

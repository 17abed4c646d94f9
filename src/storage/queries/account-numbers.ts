import type pg from 'pg'

/** The account number of each account. */
export async function readAccountNumbers(db: Pick<pg.ClientBase, 'query'>): Promise<ReadonlyMap<number, string>> {
  const { rows } = await db.query<{ id: number; accountNumber: string }>(
    'SELECT id, account_number AS "accountNumber" FROM accounts',
  )
  return new Map(rows.map(({ id, accountNumber }) => [id, accountNumber]))
}

import type pg from 'pg'

/** Does work within a transaction and takes back what it wrote, whatever it comes to. */
export async function withoutKeeping<Result>(db: pg.ClientBase, work: () => Promise<Result>): Promise<Result> {
  await db.query('SAVEPOINT trial')
  const result = await work()
  await db.query('ROLLBACK TO SAVEPOINT trial')
  return result
}

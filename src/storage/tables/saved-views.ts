import type pg from 'pg'
import type { SavedViewRow, ViewOwner } from '#storage/queries/saved-views.ts'

/** Keeps a person's views of one list for this transaction: their number is counted before one is added. */
export async function lockViewsOf(db: pg.ClientBase, userId: number, list: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('saved-views'), hashtext($1))`, [`${userId} ${list}`])
}

export async function insertSavedView(
  db: pg.ClientBase,
  resellerId: number,
  { userId, accountId }: ViewOwner,
  view: Omit<SavedViewRow, 'id'>,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO saved_views (reseller_id, account_id, user_id, list, name, query, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [resellerId, accountId, userId, view.list, view.name, view.query, view.createdAt],
  )
  const [inserted] = rows
  if (inserted === undefined) throw new Error('no id for the new view')
  return inserted.id
}

export async function deleteSavedView(db: pg.ClientBase, savedViewId: number): Promise<void> {
  await db.query('DELETE FROM saved_views WHERE id = $1', [savedViewId])
}

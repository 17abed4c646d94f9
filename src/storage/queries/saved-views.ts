import type pg from 'pg'

/** A person in a tenant: what it keeps is its own there. */
export interface ViewOwner {
  readonly userId: number
  /** null: staff. */
  readonly accountId: number | null
}

/** Filters of a list, kept under a name. */
export interface SavedViewRow {
  readonly id: number
  readonly list: string
  readonly name: string
  readonly query: string
  readonly createdAt: Date
}

const COLUMNS = 'id, list, name, query, created_at AS "createdAt"'
const OWN = 'user_id = $1 AND account_id IS NOT DISTINCT FROM $2::int4'

/** What a person kept, of one list or of all, by name. */
export async function listSavedViews(
  db: pg.ClientBase,
  { userId, accountId }: ViewOwner,
  list?: string,
): Promise<readonly SavedViewRow[]> {
  const { rows } = await db.query<SavedViewRow>(
    `SELECT ${COLUMNS} FROM saved_views WHERE ${OWN} AND ($3::text IS NULL OR list = $3) ORDER BY list, lower(name)`,
    [userId, accountId, list ?? null],
  )
  return rows
}

export async function readSavedView(
  db: pg.ClientBase,
  { userId, accountId }: ViewOwner,
  savedViewId: number,
): Promise<SavedViewRow | undefined> {
  const { rows } = await db.query<SavedViewRow>(`SELECT ${COLUMNS} FROM saved_views WHERE ${OWN} AND id = $3`, [
    userId,
    accountId,
    savedViewId,
  ])
  return rows[0]
}

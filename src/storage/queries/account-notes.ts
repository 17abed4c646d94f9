import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

/** What somebody of the staff noted about a customer. */
export interface NoteRow {
  readonly id: number
  readonly accountId: number
  readonly body: string
  readonly isPinned: boolean
  /** `user 12`, `key 3`. */
  readonly author: string
  readonly authorName: string
  readonly writtenAt: Date
  readonly editedAt: Date | null
  readonly version: number
}

const COLUMNS = `id, account_id AS "accountId", body, is_pinned AS "isPinned", author, author_name AS "authorName",
  written_at AS "writtenAt", edited_at AS "editedAt", version`

/** The pinned notes first, then the newest. */
export async function listNotes(
  db: pg.ClientBase,
  accountId: number,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<NoteRow>> {
  const [pinned, id] = decodeCursor(cursor, 'number', 'number') ?? []
  const { rows } = await db.query<NoteRow>(
    `SELECT ${COLUMNS} FROM account_notes
      WHERE account_id = $1 AND ($2::int8 IS NULL OR (is_pinned, id) < ($2 = 1, $3::int8))
      ORDER BY is_pinned DESC, id DESC LIMIT $4`,
    [accountId, pinned ?? null, id ?? null, limit + 1],
  )
  return toPage(rows, limit, (note) => [note.isPinned ? 1 : 0, note.id])
}

/** A note of an account, locked until the transaction ends. */
export async function lockNote(db: pg.ClientBase, accountId: number, noteId: number): Promise<NoteRow | undefined> {
  const { rows } = await db.query<NoteRow>(
    `SELECT ${COLUMNS} FROM account_notes WHERE account_id = $1 AND id = $2 FOR UPDATE`,
    [accountId, noteId],
  )
  return rows[0]
}

import type pg from 'pg'
import type { NoteRow } from '#storage/queries/account-notes.ts'

export async function insertNote(
  db: pg.ClientBase,
  resellerId: number,
  note: Pick<NoteRow, 'accountId' | 'body' | 'isPinned' | 'author' | 'authorName' | 'writtenAt'>,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO account_notes (reseller_id, account_id, body, is_pinned, author, author_name, written_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [resellerId, note.accountId, note.body, note.isPinned, note.author, note.authorName, note.writtenAt],
  )
  const [inserted] = rows
  if (inserted === undefined) throw new Error('no id for the new note')
  return inserted.id
}

export async function updateNote(
  db: pg.ClientBase,
  { id, body, isPinned, editedAt, version }: Pick<NoteRow, 'id' | 'body' | 'isPinned' | 'editedAt' | 'version'>,
): Promise<void> {
  await db.query('UPDATE account_notes SET body = $2, is_pinned = $3, edited_at = $4, version = $5 WHERE id = $1', [
    id,
    body,
    isPinned,
    editedAt,
    version,
  ])
}

export async function deleteNote(db: pg.ClientBase, noteId: number): Promise<void> {
  await db.query('DELETE FROM account_notes WHERE id = $1', [noteId])
}

import { actorLabel, type Actor } from '#domain/access/actor.ts'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { may } from '#domain/access/may.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { lockNote, type NoteRow } from '#storage/queries/account-notes.ts'
import { readAccount, type AccountRow } from '#storage/queries/accounts.ts'
import { deleteNote, insertNote, updateNote } from '#storage/tables/account-notes.ts'
import { signature } from './signature.ts'

interface NoteToWrite {
  readonly accountId: number
  readonly body: string
  readonly isPinned: boolean
}

interface NoteChange {
  readonly accountId: number
  readonly noteId: number
  readonly body?: string | undefined
  readonly isPinned?: boolean | undefined
  readonly ifVersion: number | undefined
}

/**
 * Writes a note about a customer; staff only ever see it. A cancelled account takes notes too: who still owes is still
 * spoken with.
 *
 * @throws ProblemError 'not_found'.
 */
export const writeNote = operation({
  name: 'account-notes.write',
  permission: 'account-notes.write',
  async run(context: WriteContext, { accountId, body, isPinned }: NoteToWrite): Promise<NoteRow> {
    const { db, resellerId, actor, now, audit } = context
    await knownAccount(db, accountId)
    const { actor: author, actorName: authorName } = signature(actor)
    const note = { accountId, body, isPinned, author, authorName, writtenAt: now }
    const id = await insertNote(db, resellerId, note)
    audit({ subject: `note ${id}`, accountId, after: { body, isPinned } })
    return { ...note, id, editedAt: null, version: 1 }
  },
})

/**
 * Changes a note: its words only who wrote them; whether it is pinned, everybody who writes notes.
 *
 * @throws ProblemError 'not_found', 'forbidden', 'changed_meanwhile', 'account_not_active'.
 */
export const changeNote = operation({
  name: 'account-notes.change',
  permission: 'account-notes.write',
  async run({ db, actor, now, audit }: WriteContext, change: NoteChange): Promise<NoteRow> {
    const { accountId, noteId, ifVersion } = change
    await checkAccount(db, accountId)
    const before = await noteToChange(db, accountId, noteId)
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('this note')
    const { body = before.body, isPinned = before.isPinned } = change
    const isRewritten = body !== before.body
    if (isRewritten) requireAuthor(actor, before, 'change its words; add a note of your own')
    if (!isRewritten && isPinned === before.isPinned) return before
    const after = {
      ...before,
      body,
      isPinned,
      editedAt: isRewritten ? now : before.editedAt,
      version: before.version + 1,
    }
    await updateNote(db, after)
    audit({
      subject: `note ${noteId}`,
      accountId,
      before: { body: before.body, isPinned: before.isPinned },
      after: { body, isPinned },
    })
    return after
  },
})

/**
 * Deletes a note: whoever wrote it, or an administrator. The audit chain keeps what it said.
 *
 * @throws ProblemError 'not_found', 'forbidden', 'account_not_active'.
 */
export const removeNote = operation({
  name: 'account-notes.delete',
  permission: 'account-notes.write',
  async run({ db, actor, audit }: WriteContext, { accountId, noteId }: Pick<NoteChange, 'accountId' | 'noteId'>) {
    await checkAccount(db, accountId)
    const { body, isPinned, authorName, author } = await noteToChange(db, accountId, noteId)
    if (!may(actor, 'account-notes.delete'))
      requireAuthor(actor, { author, authorName }, 'delete it; ask an administrator')
    await deleteNote(db, noteId)
    audit({ subject: `note ${noteId}`, accountId, before: { body, isPinned, authorName } })
    return {}
  },
})

/** Notes of a cancelled account stay as they are, for the record. */
async function checkAccount(db: WriteContext['db'], accountId: number): Promise<void> {
  requireNotCancelled(await knownAccount(db, accountId))
}

async function knownAccount(db: WriteContext['db'], accountId: number): Promise<AccountRow> {
  const account = await readAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return account
}

async function noteToChange(db: WriteContext['db'], accountId: number, noteId: number): Promise<NoteRow> {
  const note = await lockNote(db, accountId, noteId)
  if (note === undefined) throw new ProblemError(problem('not_found', 'There is no such note.'))
  return note
}

function requireAuthor(
  actor: Actor,
  { author, authorName }: Pick<NoteRow, 'author' | 'authorName'>,
  what: string,
): void {
  if (author === actorLabel(actor)) return
  throw new ProblemError(problem('forbidden', `${authorName} wrote this note, and nobody else can ${what}.`))
}

import { z } from 'zod'
import { saysSomething } from './customer.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, page, paging, prose } from './wire.ts'

const body = prose(5000).min(1, 'A note cannot be empty.')

const note = z
  .object({
    id,
    body: z.string(),
    isPinned: z.boolean(),
    author: z.string().meta({ description: 'Who may edit it: `user 12`' }),
    authorName: z.string(),
    writtenAt: instant,
    editedAt: instant.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'AccountNote' })

export const accountNotesEndpoints = {
  listNotes: endpoint({
    id: 'account-notes.list',
    method: 'GET',
    path: '/accounts/{accountId}/notes',
    summary: 'What staff noted about a customer: pinned first, then the newest',
    access: 'account-notes.read',
    params: z.object({ accountId: id }),
    query: z.object(paging),
    response: page(note),
  }),
  writeNote: endpoint({
    id: 'account-notes.write',
    method: 'POST',
    path: '/accounts/{accountId}/notes',
    summary: 'Write a note; the customer never sees it',
    access: 'account-notes.write',
    params: z.object({ accountId: id }),
    body: z.object({ body, isPinned: z.boolean().default(false) }).strict(),
    response: note,
    status: 201,
    etag: true,
  }),
  changeNote: endpoint({
    id: 'account-notes.change',
    method: 'PATCH',
    path: '/accounts/{accountId}/notes/{noteId}',
    summary: 'Change a note of one’s own, or pin one',
    access: 'account-notes.write',
    params: z.object({ accountId: id, noteId: id }),
    body: z.object({ body, isPinned: z.boolean() }).partial().strict().refine(saysSomething, 'Say what changes.'),
    response: note,
    etag: true,
  }),
  deleteNote: endpoint({
    id: 'account-notes.delete',
    method: 'DELETE',
    path: '/accounts/{accountId}/notes/{noteId}',
    summary: 'Delete a note of one’s own; an administrator, any',
    access: 'account-notes.write',
    params: z.object({ accountId: id, noteId: id }),
  }),
} satisfies Record<string, Endpoint>

import { accountNotesEndpoints } from '#contract/account-notes.ts'
import { changeNote, removeNote, writeNote } from '#operations/accounts/account-notes.ts'
import { listNotes } from '#storage/queries/account-notes.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const accountNotesRoutes: readonly Route[] = [
  route(accountNotesEndpoints.listNotes, ({ params, query, read }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return listNotes(db, params.accountId, query)
    }),
  ),
  route(accountNotesEndpoints.writeNote, ({ params, body, perform }) =>
    perform(writeNote, { ...params, ...body }, (note) => note),
  ),
  route(accountNotesEndpoints.changeNote, ({ params, body, ifMatch, perform }) =>
    perform(changeNote, { ...params, ...body, ifVersion: ifMatch }, (note) => note),
  ),
  route(accountNotesEndpoints.deleteNote, ({ params, perform }) => perform(removeNote, params, (nothing) => nothing)),
]

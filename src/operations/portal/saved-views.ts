import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { listSavedViews, readSavedView, type SavedViewRow, type ViewOwner } from '#storage/queries/saved-views.ts'
import { deleteSavedView, insertSavedView, lockViewsOf } from '#storage/tables/saved-views.ts'

const MOST_VIEWS = 50

/**
 * Whose views somebody reads and keeps. Staff signed in as a customer keep theirs with their own.
 *
 * @throws ProblemError 'forbidden' for what is no person.
 */
export function viewOwner({ kind, id, accountId }: Actor): ViewOwner {
  if (kind === 'user') return { userId: id, accountId: accountId ?? null }
  throw new ProblemError(problem('forbidden', 'Views are kept by people: sign in as one.'))
}

export interface ViewToSave {
  readonly list: string
  readonly name: string
  readonly query: string
  /** Takes the place of one of that name. */
  readonly replace: boolean
}

/**
 * Keeps the filters of a list under a name.
 *
 * @throws ProblemError 'already_exists' for a name that is taken, 'conflict' beyond 50 a list.
 */
export const saveView = operation({
  name: 'saved-views.save',
  permission: 'saved-views.own',
  async run({ db, resellerId, actor, now, audit }, { list, name, query, replace }: ViewToSave): Promise<SavedViewRow> {
    const owner = viewOwner(actor)
    await lockViewsOf(db, owner.userId, list)
    const views = await listSavedViews(db, owner, list)
    const before = views.find((view) => view.name.toLowerCase() === name.toLowerCase())
    if (before !== undefined && !replace) {
      const message = `There is a view "${before.name}" already: replace it, or choose another name.`
      throw new ProblemError(problem('already_exists', message, { field: 'name' }))
    }
    if (before === undefined && views.length >= MOST_VIEWS) {
      throw new ProblemError(problem('conflict', `${MOST_VIEWS} views of a list are the most; remove one first.`))
    }
    if (before !== undefined) await deleteSavedView(db, before.id)
    const view = { list, name, query, createdAt: now }
    const id = await insertSavedView(db, resellerId, owner, view)
    audit({
      subject: `saved view ${id}`,
      ...(before !== undefined && { before: { name: before.name, query: before.query } }),
      after: { list, name, query },
    })
    return { id, ...view }
  },
})

/**
 * Gives up a view of one's own.
 *
 * @throws ProblemError 'not_found', also of somebody else's.
 */
export const removeSavedView = operation({
  name: 'saved-views.remove',
  permission: 'saved-views.own',
  async run({ db, actor, audit }, { savedViewId }: { readonly savedViewId: number }) {
    const view = await readSavedView(db, viewOwner(actor), savedViewId)
    if (view === undefined) throw new ProblemError(problem('not_found', 'There is no such view.'))
    await deleteSavedView(db, view.id)
    audit({ subject: `saved view ${view.id}`, before: { list: view.list, name: view.name, query: view.query } })
    return {}
  },
})

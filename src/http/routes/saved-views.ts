import { savedViewsEndpoints } from '#contract/saved-views.ts'
import { removeSavedView, saveView, viewOwner } from '#operations/portal/saved-views.ts'
import { listSavedViews } from '#storage/queries/saved-views.ts'
import { route, type Route } from '../route.ts'

export const savedViewsRoutes: readonly Route[] = [
  route(savedViewsEndpoints.listSavedViews, async ({ read, actor, query }) => ({
    items: await read((db) => listSavedViews(db, viewOwner(actor), query.list)),
  })),
  route(savedViewsEndpoints.saveView, ({ perform, body }) => perform(saveView, body, (view) => view)),
  route(savedViewsEndpoints.removeSavedView, ({ perform, params }) =>
    perform(removeSavedView, params, (nothing) => nothing),
  ),
]

import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, prose, words } from './wire.ts'

const list = words(40).meta({ description: 'The list’s own name, as its page has it', examples: ['customers'] })

const savedView = z
  .object({
    id,
    list: z.string(),
    name: z.string(),
    query: z.string().meta({ description: 'As it stands in the address behind the question mark' }),
    createdAt: instant,
  })
  .meta({ id: 'SavedView' })

export const savedViewsEndpoints = {
  listSavedViews: endpoint({
    id: 'saved-views.list',
    method: 'GET',
    path: '/saved-views',
    summary: 'The filters one has kept, by name',
    access: 'saved-views.own',
    query: z.object({ list: list.optional().meta({ description: 'Left out: of all lists' }) }),
    response: z.object({ items: z.array(savedView) }),
  }),
  saveView: endpoint({
    id: 'saved-views.save',
    method: 'POST',
    path: '/saved-views',
    summary: 'Keep the filters of a list under a name; at most 50 a list',
    description: 'A view of that name is refused unless `replace` says that it makes place.',
    access: 'saved-views.own',
    body: z
      .object({
        list,
        name: words(60),
        query: prose(2000),
        replace: z.boolean().default(false),
      })
      .strict(),
    response: savedView,
    status: 201,
  }),
  removeSavedView: endpoint({
    id: 'saved-views.remove',
    method: 'DELETE',
    path: '/saved-views/{savedViewId}',
    summary: 'Give up a view of one’s own',
    access: 'saved-views.own',
    params: z.object({ savedViewId: id }),
  }),
} satisfies Record<string, Endpoint>

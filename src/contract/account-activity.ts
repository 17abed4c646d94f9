import { z } from 'zod'
import { ACTIVITY_KINDS } from '#domain/access/activity.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { id, instant, longId, page, paging } from './wire.ts'

const activity = z
  .object({
    no: longId.meta({ description: 'Of its line of the audit chain' }),
    at: instant,
    kind: z.enum(ACTIVITY_KINDS),
    who: z.string(),
    what: z.string().meta({ description: 'A sentence without its subject: `Suspended the account`' }),
    operation: z.string(),
    subject: z.string(),
    changes: z.array(
      z.object({
        field: z.string(),
        before: z.string().nullable().meta({ description: 'null: there was none' }),
        after: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AccountActivity' })

export const accountActivityEndpoints = {
  listAccountActivity: endpoint({
    id: 'account-activity.list',
    method: 'GET',
    path: '/accounts/{accountId}/activity',
    summary: 'Who changed what about an account, in words, newest first',
    access: 'accounts.history',
    params: z.object({ accountId: id }),
    query: z.object({ ...paging, kind: oneOrMore(ACTIVITY_KINDS).optional() }),
    response: page(activity),
  }),
} satisfies Record<string, Endpoint>

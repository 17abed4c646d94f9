import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, longId, page, paging, words } from './wire.ts'

const auditLine = z
  .object({
    no: longId,
    at: instant,
    actor: z.string(),
    actorName: z.string(),
    operation: z.string(),
    subject: z.string(),
    accountId: id.nullable(),
    before: z.unknown(),
    after: z.unknown(),
    origin: z.string(),
  })
  .meta({ id: 'AuditLine' })

export const auditEndpoints = {
  listAudit: endpoint({
    id: 'audit.list',
    method: 'GET',
    path: '/audit',
    summary: 'The audit chain: who did what, before and after, newest first',
    access: 'audit.read',
    query: z.object({ ...paging, accountId: id.optional(), subject: words(100).optional() }),
    response: page(auditLine),
  }),
} satisfies Record<string, Endpoint>

import { auditEndpoints } from '#contract/audit.ts'
import { listAudit } from '#storage/queries/audit.ts'
import { route, type Route } from '../route.ts'

export const auditRoutes: readonly Route[] = [
  route(auditEndpoints.listAudit, ({ read, query }) => read((db) => listAudit(db, query))),
]

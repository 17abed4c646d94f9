import { resellersEndpoints } from '#contract/resellers.ts'
import { changeReseller } from '#operations/resellers/change-reseller.ts'
import { registerReseller } from '#operations/resellers/register-reseller.ts'
import { listResellers, readReseller } from '#storage/queries/resellers.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const resellersRoutes: readonly Route[] = [
  route(resellersEndpoints.listResellers, ({ readAcross, query }) => readAcross((db) => listResellers(db, query))),
  route(resellersEndpoints.openReseller, ({ performAcross, body, services }) =>
    performAcross(registerReseller, { ...body, site: services.config.publicUrl }, (reseller) =>
      notFound('reseller', reseller),
    ),
  ),
  route(resellersEndpoints.readReseller, async ({ readAcross, params: { resellerId } }) =>
    notFound('reseller', await readAcross((db) => readReseller(db, resellerId))),
  ),
  route(resellersEndpoints.changeReseller, ({ performAcross, params: { resellerId }, body, ifMatch }) =>
    performAcross(changeReseller, { resellerId, terms: body, ifVersion: ifMatch }, (reseller) =>
      notFound('reseller', reseller),
    ),
  ),
]

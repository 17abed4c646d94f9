import { brandEndpoints } from '#contract/brand.ts'
import { changeBrand } from '#operations/branding/change-brand.ts'
import { notFound } from '../not-found.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { route, type Route } from '../route.ts'

export const brandRoutes: readonly Route[] = [
  route(brandEndpoints.readBrand, async ({ read, actor }) =>
    notFound('reseller', await read((db) => readBrand(db, actor.resellerId ?? 0))),
  ),
  route(brandEndpoints.writeBrand, ({ perform, body, ifMatch }) =>
    perform(changeBrand, { brand: body, ifVersion: ifMatch }, (brand) => brand),
  ),
]

import type pg from 'pg'
import { carriersEndpoints as endpoints } from '#contract/carriers.ts'
import { addCarrier, changeCarrier, removeCarrier } from '#operations/porting/keep-carriers.ts'
import { listCarriers, readCarrier, type CarrierRow } from '#storage/queries/carriers.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const carriersRoutes: readonly Route[] = [
  route(endpoints.listCarriers, ({ read }) =>
    read(async (db) => ({ items: (await listCarriers(db)).map(viewCarrier) })),
  ),
  route(endpoints.listCarrierNames, ({ read }) =>
    // Whom the office buys from is its own affair.
    read(async (db) => ({
      items: (await listCarriers(db)).filter(({ isUpstream }) => !isUpstream).map(({ name }) => name),
    })),
  ),
  route(endpoints.addCarrier, ({ perform, body }) => perform(addCarrier, body, readOne)),
  route(endpoints.changeCarrier, ({ perform, params, body, ifMatch }) =>
    perform(changeCarrier, { ...params, ...body, ifVersion: ifMatch }, readOne),
  ),
  route(endpoints.removeCarrier, ({ perform, params }) => perform(removeCarrier, params, () => ({}))),
]

async function readOne(carrierId: number, db: pg.ClientBase) {
  return viewCarrier(notFound('carrier', await readCarrier(db, carrierId)))
}

function viewCarrier({ id, name, isUpstream, isDefault, way, email, orderCount, version }: CarrierRow) {
  return { id, name, isUpstream, isDefault, way, email, orderCount, version }
}

import type pg from 'pg'
import { carrierOrdersEndpoints as endpoints } from '#contract/carrier-orders.ts'
import { changeCarrierReference } from '#operations/porting/change-carrier-reference.ts'
import { requestFormPaper, requestFormTable } from '#operations/porting/request-form.ts'
import { readCarrier } from '#storage/queries/carriers.ts'
import { readLodgementMails, readResponseFailure } from '#storage/queries/port-orders.ts'
import { readPort } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

const CSV = 'text/csv; charset=utf-8'

export const carrierOrdersRoutes: readonly Route[] = [
  route(endpoints.readCarrierOrder, ({ read, params }) => read((db) => viewOrder(params.portId, db))),
  route(endpoints.changeCarrierReference, ({ perform, params, body }) =>
    perform(changeCarrierReference, { ...params, ...body }, viewOrder),
  ),
  route(endpoints.readRequestFormPdf, async ({ read, actor, params, query, services, send }) => {
    const { paper, fileName } = await read(async (db) => {
      notFound('port', await readPort(db, params.portId))
      return notFound(FORM, await requestFormPaper(db, actor.resellerId ?? 0, params.portId, query.attempt))
    })
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
  route(endpoints.readRequestFormCsv, async ({ read, actor, params, query, send }) => {
    const { portId } = params
    const table = await read(async (db) => {
      const port = notFound('port', await readPort(db, portId))
      const attempt = query.attempt ?? port.attempt
      if (attempt < 1 || attempt > port.attempt) notFound(FORM, undefined)
      return requestFormTable(db, actor.resellerId ?? 0, [{ portId, attempt }])
    })
    return send(CSV, table, `port-request-${portId}.csv`)
  }),
  route(endpoints.exportRequestForms, async ({ read, actor, query, send }) => {
    const wanted = query.ports.map((portId) => ({ portId, attempt: undefined }))
    const table = await read((db) => requestFormTable(db, actor.resellerId ?? 0, wanted))
    return send(CSV, table, 'port-requests.csv')
  }),
]

const FORM = 'request form: it is made when the port is submitted'

async function viewOrder(portId: number, db: pg.ClientBase) {
  const port = notFound('port', await readPort(db, portId))
  const carrier = port.upstreamId === null ? undefined : await readCarrier(db, port.upstreamId)
  return {
    upstream:
      carrier === undefined ? null : { id: carrier.id, name: carrier.name, way: carrier.way, email: carrier.email },
    reference: port.carrierReference === '' ? null : port.carrierReference,
    lodgedAt: port.lodgedAt,
    attempts: Array.from({ length: port.attempt }, (_, index) => index + 1),
    mails: await readLodgementMails(db, portId),
    failure: (await readResponseFailure(db, portId)) ?? null,
  }
}

import type pg from 'pg'
import { portsEndpoints as endpoints } from '#contract/ports.ts'
import { REJECT_REASON_NAMES, rejectReason } from '#domain/porting/reject-reasons.ts'
import { changePortFees } from '#operations/porting/change-fees.ts'
import { closePort, completePort, preProvisionPort, startCutOver } from '#operations/porting/cut-over.ts'
import { reversePort, withdrawPort } from '#operations/porting/end-port.ts'
import { noteOnPort } from '#operations/porting/note-on-port.ts'
import { changePort, requestPort } from '#operations/porting/request-port.ts'
import { setPortDate } from '#operations/porting/set-date.ts'
import { splitPort } from '#operations/porting/split-port.ts'
import { submitPort } from '#operations/porting/submit-port.ts'
import { askValidation, confirmValidation } from '#operations/porting/validate-port.ts'
import { acceptPort, lodgePort, passOnPort, rejectPort } from '#operations/porting/work-port.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import { countPorts, listPorts } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { portsCsv } from '../ports-csv.ts'
import { route, type Route } from '../route.ts'
import { viewAllowedDates, viewBoard, viewCutOvers } from '../views/port-dates.ts'
import { viewFeeList, viewFeeQuote, viewPort, viewPortLine, type Viewer } from '../views/port.ts'

export const portsRoutes: readonly Route[] = [
  route(endpoints.listPorts, ({ read, query, now }) => read((db) => listed(db, query, { ...query }, now))),
  route(endpoints.exportPorts, ({ read, query, now, send }) =>
    send('text/csv; charset=utf-8', portsCsv(query, now, read), 'ports.csv'),
  ),
  route(endpoints.readPortBoard, ({ read, query, now }) => read((db) => viewBoard(db, query, now))),
  route(endpoints.listCutOvers, ({ read, query, now }) => read((db) => viewCutOvers(db, query, now))),
  route(endpoints.quotePortFee, ({ read, query, actor }) =>
    read((db) => viewFeeQuote(db, actor.resellerId ?? 0, query.kind, query.count)),
  ),
  route(endpoints.listRejectReasons, () =>
    Promise.resolve({ items: REJECT_REASON_NAMES.map((reason) => ({ reason, ...rejectReason(reason) })) }),
  ),
  route(endpoints.readPortFees, ({ read }) => read(async (db) => viewFeeList(await readPortFeeList(db)))),
  route(endpoints.changePortFees, ({ perform, body }) => perform(changePortFees, body, viewFeeList)),
  route(endpoints.listPortsOfAccount, ({ read, params, query, now }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return listed(db, query, { ...params, open: query.open, sort: 'newest' }, now)
    }),
  ),
  route(endpoints.requestPort, ({ perform, params, body, ...viewer }) =>
    perform(requestPort, { ...params, changes: body }, seenBy(viewer)),
  ),
  route(endpoints.readPort, ({ read, params, ...viewer }) => read((db) => viewPort(params.portId, db, viewer))),
  route(endpoints.changePort, ({ perform, params, body, ifMatch, ...viewer }) =>
    perform(changePort, { ...params, changes: body, ifVersion: ifMatch }, seenBy(viewer)),
  ),
  route(endpoints.submitPort, ({ perform, params, body, ...viewer }) =>
    perform(submitPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.lodgePort, ({ perform, params, body, ...viewer }) =>
    perform(lodgePort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.askPortValidation, ({ perform, params, body, ...viewer }) =>
    perform(askValidation, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.confirmPortValidation, ({ perform, params, body, ...viewer }) =>
    perform(confirmValidation, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.splitPort, ({ perform, params, body, ...viewer }) =>
    perform(splitPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.passOnPort, ({ perform, params, body, ...viewer }) =>
    perform(passOnPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.acceptPort, ({ perform, params, body, ...viewer }) =>
    perform(acceptPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.rejectPort, ({ perform, params, body, ...viewer }) =>
    perform(rejectPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.setPortDate, ({ perform, params, body, ...viewer }) =>
    perform(setPortDate, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.preProvisionPort, ({ perform, params, body, ...viewer }) =>
    perform(preProvisionPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.startCutOver, ({ perform, params, body, ...viewer }) =>
    perform(startCutOver, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.completePort, ({ perform, params, body, ...viewer }) =>
    perform(completePort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.reversePort, ({ perform, params, body, ...viewer }) =>
    perform(reversePort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.closePort, ({ perform, params, body, ...viewer }) =>
    perform(closePort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.withdrawPort, ({ perform, params, body, ...viewer }) =>
    perform(withdrawPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.noteOnPort, ({ perform, params, body, ...viewer }) =>
    perform(noteOnPort, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.listAllowedDates, ({ read, params, query, now }) =>
    read((db) => viewAllowedDates(db, params.portId, query, now)),
  ),
]

async function listed(
  db: pg.ClientBase,
  {
    withTotal,
    ...paging
  }: { readonly withTotal: boolean; readonly cursor?: string | undefined; readonly limit: number },
  filter: Omit<Parameters<typeof listPorts>[1], 'cursor' | 'limit'>,
  now: Date,
) {
  const { items, nextCursor } = await listPorts(db, { ...filter, cursor: paging.cursor, limit: paging.limit }, now)
  const total = withTotal ? await countPorts(db, filter, now) : null
  return { items: items.map((row) => viewPortLine(row, now)), nextCursor, total }
}

/** The answer of a step: the port as it is now, for whoever asked. */
function seenBy({ actor, now }: Viewer) {
  return (portId: number, db: pg.ClientBase) => viewPort(portId, db, { actor, now })
}

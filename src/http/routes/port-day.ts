import { portDayEndpoints as endpoints } from '#contract/port-day.ts'
import { raiseAlarm, recordTestCall, settleAlarm, tickCheck } from '#operations/porting/cut-over-day.ts'
import { cutOverFile } from '#operations/porting/cut-over-file.ts'
import { readOpenAlarms } from '#storage/queries/port-day.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { viewCutOverDay, viewCutOversOfDay } from '../views/port-day.ts'
import type { Viewer } from '../views/port.ts'

export const portDayRoutes: readonly Route[] = [
  route(endpoints.listCutOversOfDay, ({ read, query, ...viewer }) =>
    read((db) => viewCutOversOfDay(db, query.date, viewer)),
  ),
  route(endpoints.listPortAlarms, ({ read }) => read(async (db) => ({ items: await readOpenAlarms(db) }))),
  route(endpoints.readCutOverDay, ({ read, params, ...viewer }) =>
    read((db) => viewCutOverDay(params.portId, db, viewer)),
  ),
  route(endpoints.tickPortCheck, ({ perform, params, body, ...viewer }) =>
    perform(tickCheck, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.recordPortTestCall, ({ perform, params, body: { result, ...call }, ...viewer }) =>
    perform(recordTestCall, { ...params, ...call, isGood: result === 'good' }, seenBy(viewer)),
  ),
  route(endpoints.raisePortAlarm, ({ perform, params, body, ...viewer }) =>
    perform(raiseAlarm, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.settlePortAlarm, ({ perform, params, body, ...viewer }) =>
    perform(settleAlarm, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.readCutOverFile, async ({ read, params, actor, now, send }) => {
    const resellerId = actor.resellerId ?? 0
    const file = notFound('cut-over', await read((db) => cutOverFile(db, { resellerId, ...params }, now)))
    return send('text/calendar; charset=utf-8; method=PUBLISH', file.content, file.fileName)
  }),
]

function seenBy({ actor, now }: Viewer) {
  return (portId: number, db: Parameters<typeof viewCutOverDay>[1]) => viewCutOverDay(portId, db, { actor, now })
}

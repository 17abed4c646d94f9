import type pg from 'pg'
import { portOutsEndpoints as endpoints } from '#contract/port-outs.ts'
import { findTyped, receivePortOut } from '#operations/porting/receive-port-out.ts'
import { releasePortOut, undoRelease } from '#operations/porting/release-port-out.ts'
import {
  answerPortOut,
  cancelPortOut,
  confirmPortOut,
  noteOnPortOut,
  refusePortOut,
  schedulePortOut,
  seeWarning,
  startVerifying,
  verifyPortOut,
} from '#operations/porting/work-port-out.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { countPortOuts, listPortOuts, type PortOutFilter } from '#storage/queries/port-outs.ts'
import { notFound } from '../not-found.ts'
import { portOutsCsv } from '../port-outs-csv.ts'
import { route, type Route } from '../route.ts'
import type { Viewer } from '../views/port.ts'
import { viewConsequences, viewFound, viewPortOut, viewPortOutLine } from '../views/port-out.ts'

export const portOutsRoutes: readonly Route[] = [
  route(endpoints.listPortOuts, ({ read, query, now }) => read((db) => listed(db, query, query, now))),
  route(endpoints.exportPortOuts, ({ read, query, now, send }) =>
    send('text/csv; charset=utf-8', portOutsCsv(query, now, read), 'numbers-leaving.csv'),
  ),
  route(endpoints.findLeavingNumbers, ({ read, query, now }) =>
    read(async (db) => viewFound(await findTyped(db, linesOf(query.numbers), now))),
  ),
  route(endpoints.listPortOutsOfAccount, ({ read, params, query, now }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return listed(db, query, { ...params, open: query.open, sort: 'newest' }, now)
    }),
  ),
  route(endpoints.receivePortOut, ({ perform, body, ...viewer }) => {
    const { carrierReference = '', statedAccountNumber = '', statedName = '', ...rest } = body
    const { authorisedOn = null, wantedAt = null } = body
    const asked = { ...rest, carrierReference, statedAccountNumber, statedName, authorisedOn, wantedAt }
    return perform(receivePortOut, asked, seenBy(viewer))
  }),
  route(endpoints.readPortOut, ({ read, params, ...viewer }) =>
    read((db) => viewPortOut(params.portOutId, db, viewer)),
  ),
  route(endpoints.readPortOutConsequences, ({ read, params, ...viewer }) =>
    read((db) => viewConsequences(params.portOutId, db, viewer)),
  ),
  route(endpoints.startVerifyingPortOut, ({ perform, params, body, ...viewer }) =>
    perform(startVerifying, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.confirmPortOut, ({ perform, params, body, ...viewer }) =>
    perform(confirmPortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.verifyPortOut, ({ perform, params, body, ...viewer }) =>
    perform(verifyPortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.schedulePortOut, ({ perform, params, body, ...viewer }) =>
    perform(schedulePortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.releasePortOut, ({ perform, params, body, ...viewer }) =>
    perform(releasePortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.undoPortOutRelease, ({ perform, params, body, ...viewer }) =>
    perform(undoRelease, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.refusePortOut, ({ perform, params, body, ...viewer }) =>
    perform(refusePortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.cancelPortOut, ({ perform, params, body, ...viewer }) =>
    perform(cancelPortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.noteOnPortOut, ({ perform, params, body, ...viewer }) =>
    perform(noteOnPortOut, { ...params, ...body }, seenBy(viewer)),
  ),
  route(endpoints.seePortOutWarning, ({ perform, params, ...viewer }) => perform(seeWarning, params, seenBy(viewer))),
  route(endpoints.answerPortOut, ({ perform, params, body, ...viewer }) =>
    perform(answerPortOut, { ...params, ...body }, seenBy(viewer)),
  ),
]

async function listed(
  db: pg.ClientBase,
  page: { readonly withTotal: boolean; readonly cursor?: string | undefined; readonly limit: number },
  filter: PortOutFilter & { readonly sort: 'due' | 'newest' },
  now: Date,
) {
  const { cursor, limit } = page
  const { items, nextCursor } = await listPortOuts(db, { ...filter, cursor, limit }, now)
  const total = page.withTotal ? await countPortOuts(db, filter, now) : null
  return { items: items.map((row) => viewPortOutLine(row, now)), nextCursor, total }
}

/** What was pasted, number by number. */
function linesOf(pasted: string): readonly string[] {
  return pasted
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The answer of a step: the request as it is now, for whoever asked. */
function seenBy({ actor, now }: Viewer) {
  return (portOutId: number, db: pg.ClientBase) => viewPortOut(portOutId, db, { actor, now })
}

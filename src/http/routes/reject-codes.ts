import type pg from 'pg'
import { rejectCodesEndpoints as endpoints } from '#contract/reject-codes.ts'
import { addRejectCode, changeRejectCode, removeRejectCode } from '#operations/porting/keep-reject-codes.ts'
import { countRejectCodes, listRejectCodes, readRejectCode, type RejectCodeRow } from '#storage/queries/reject-codes.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const rejectCodesRoutes: readonly Route[] = [
  route(endpoints.listRejectCodes, ({ read, query: { withTotal, ...query } }) =>
    read(async (db) => {
      const { items, nextCursor } = await listRejectCodes(db, query)
      const total = withTotal ? await countRejectCodes(db, query) : null
      return { items: items.map(viewCode), nextCursor, total }
    }),
  ),
  route(endpoints.addRejectCode, ({ perform, body: { process, code, carrierId, ...terms } }) =>
    perform(addRejectCode, { process, code, carrierId, terms }, readOne),
  ),
  route(endpoints.changeRejectCode, ({ perform, params, body, ifMatch }) =>
    perform(changeRejectCode, { ...params, terms: body, ifVersion: ifMatch }, readOne),
  ),
  route(endpoints.removeRejectCode, ({ perform, params }) => perform(removeRejectCode, params, () => ({}))),
]

async function readOne(rejectCodeId: number, db: pg.ClientBase) {
  return viewCode(notFound('reject code', await readRejectCode(db, rejectCodeId)))
}

function viewCode({ carrierId, carrierName, ...rest }: RejectCodeRow) {
  return { ...rest, carrier: carrierId === null ? null : { id: carrierId, name: carrierName ?? '' } }
}

import { wholesaleCreditEndpoints } from '#contract/wholesale-credit.ts'
import { micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import {
  changeOfflineCalls,
  changeWholesaleCredit,
  creditOf,
  offlineCallsOf,
  recordWholesalePayment,
} from '#operations/resellers/wholesale-credit.ts'
import type { OfflineRow } from '#storage/queries/offline-calls.ts'
import type { WholesaleCredit } from '#storage/queries/wholesale-credit.ts'
import { route, type Route } from '../route.ts'

const {
  readOwnCredit,
  readResellerCredit,
  changeResellerCredit,
  recordResellerPayment,
  readOfflineCalls,
  changeOfflineCalls: changeOffline,
} = wholesaleCreditEndpoints

export const wholesaleCreditRoutes: readonly Route[] = [
  route(readOwnCredit, async ({ read, actor: { resellerId } }) => {
    if (resellerId === undefined) throw new ProblemError(problem('no_reseller', 'Choose a reseller first.'))
    return viewCredit(await read((db) => creditOf(db, resellerId)))
  }),
  route(readResellerCredit, async ({ readAcross, params: { resellerId } }) =>
    viewCredit(await readAcross((db) => creditOf(db, resellerId))),
  ),
  route(changeResellerCredit, ({ performAcross, params, body, ifMatch }) =>
    performAcross(changeWholesaleCredit, { ...params, ...body, ifVersion: ifMatch }, viewCredit),
  ),
  route(recordResellerPayment, ({ performAcross, params, body: { amount, reference, paidAt } }) =>
    performAcross(recordWholesalePayment, { ...params, amount, reference, paidAt }, viewCredit),
  ),
  route(readOfflineCalls, async ({ readAcross, params: { resellerId } }) =>
    viewOffline(await readAcross((db) => offlineCallsOf(db, resellerId))),
  ),
  route(changeOffline, ({ performAcross, params, body: { accountLimit, ...limits }, ifMatch }) =>
    performAcross(
      changeOfflineCalls,
      { ...params, ...limits, accountMicros: accountLimit, ifVersion: ifMatch },
      viewOffline,
    ),
  ),
]

function viewCredit(credit: WholesaleCredit) {
  return { ...credit, currency: 'AUD' as const }
}

function viewOffline({ accountMicros, mode, maxSeconds, callsAtOnce, version }: OfflineRow) {
  return { mode, maxSeconds, callsAtOnce, accountLimit: micros(accountMicros), currency: 'AUD' as const, version }
}

import { unrecordedCallsEndpoints } from '#contract/unrecorded-calls.ts'
import { micros } from '#domain/money.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { describeCall } from '#domain/usage/describe-call.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { listUnrecordedCalls, type UnrecordedCallRow } from '#storage/queries/unrecorded-calls.ts'
import { route, type Route } from '../route.ts'

export const unrecordedCallsRoutes: readonly Route[] = [
  route(unrecordedCallsEndpoints.listUnrecordedCalls, async ({ read, query: { accountId, ...paging } }) => {
    const { items, ...page } = await read((db) => listUnrecordedCalls(db, { accountId }, paging))
    return { ...page, items: items.map(viewOf) }
  }),
]

function viewOf({ leg, fromNumber, toNumber, serviceType, destination, ...call }: UnrecordedCallRow) {
  const isOut = leg === DIRECTION.out
  const { heldMicros, callRef, ...rest } = call
  return {
    ...rest,
    direction: isOut ? ('out' as const) : ('in' as const),
    from: fromNumber,
    to: toNumber,
    description: describeCall(serviceType, isOut ? toNumber : fromNumber, destination === '' ? null : destination),
    serviceType: serviceTypeName(serviceType),
    held: micros(heldMicros),
    callId: callRef,
    currency: 'AUD' as const,
  }
}

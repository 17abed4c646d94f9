import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { micros } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { sourceToImport } from '#operations/usage/upload-calls.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const callAuthorizationsRoutes: readonly Route[] = [
  route(callAuthorizationsEndpoints.authorizeCall, async ({ actor, body, read, services }) => {
    const { source: name, ...asked } = body
    const source = await read((db) => sourceToImport(db, actor, name))
    const decision = await services.liveCalls.authorize({
      ...asked,
      resellerId: resellerOf(actor.resellerId),
      source: { id: source.id, numberFormat: source.profile.numberFormat },
    })
    if (!decision.allow) return decision
    const { id, maxSeconds, mayExtend, isEmergency, accountNumber, serviceType, reservedMicros } = decision
    return {
      allow: true as const,
      id,
      maxSeconds,
      mayExtend,
      emergency: isEmergency,
      accountNumber: accountNumber ?? null,
      serviceType: isEmergency ? 'Emergency' : serviceTypeName(serviceType),
      reserved: micros(BigInt(reservedMicros)),
      currency: 'AUD' as const,
    }
  }),
  route(callAuthorizationsEndpoints.extendCall, async ({ actor, params, body, services }) =>
    notFound(
      'call in progress',
      await services.liveCalls.extend(resellerOf(actor.resellerId), params.authorizationId, body.seconds),
    ),
  ),
  route(callAuthorizationsEndpoints.answerCall, async ({ actor, params, body, services, now }) => {
    const at = body.at ?? now
    const wasOpen = await services.liveCalls.answered(resellerOf(actor.resellerId), params.authorizationId, at)
    notFound('call in progress', wasOpen ? true : undefined)
    return {}
  }),
  route(callAuthorizationsEndpoints.endCall, async ({ actor, params, body, read, services }) => {
    const { source: name, from, to, ...record } = body
    const source = await read((db) => sourceToImport(db, actor, name))
    await services.liveCalls.end(params.authorizationId, source, { ...record, aNumber: from, bNumber: to })
    return { recorded: true }
  }),
]

function resellerOf(resellerId: number | undefined): number {
  if (resellerId !== undefined) return resellerId
  throw new ProblemError(problem('no_reseller', 'Calls are asked for by the key of a reseller.'))
}

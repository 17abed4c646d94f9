import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import type { Decision } from '#operations/live-calls/call-decisions.ts'
import { callRoute, type CallRoute } from '../calls/call-route.ts'
import { notFound } from '../not-found.ts'

export const CALL_ROUTES: readonly CallRoute[] = [
  callRoute(
    callAuthorizationsEndpoints.authorizeCall,
    async ({ actor, body, sourceOf, services }) => {
      const { source: name, ...asked } = body
      const source = await sourceOf(name)
      return viewOf(
        await services.liveCalls.authorize({
          ...asked,
          resellerId: resellerOf(actor.resellerId),
          source: { id: source.id, numberFormat: source.profile.numberFormat },
        }),
      )
    },
    async ({ liveCalls }, to) =>
      viewOf(
        await liveCalls.authorize({
          resellerId: 0,
          source: { id: 0, numberFormat: 'e164' },
          callId: '',
          from: '',
          to,
          direction: 'out',
        }),
      ),
  ),
  callRoute(callAuthorizationsEndpoints.extendCall, async ({ actor, params, body, services }) =>
    notFound(
      'call in progress',
      await services.liveCalls.extend(resellerOf(actor.resellerId), params.authorizationId, body.seconds),
    ),
  ),
  callRoute(callAuthorizationsEndpoints.answerCall, async ({ actor, params, body, services, now }) => {
    const at = body.at ?? now
    const wasOpen = await services.liveCalls.answered(resellerOf(actor.resellerId), params.authorizationId, at)
    notFound('call in progress', wasOpen ? true : undefined)
    return {}
  }),
  callRoute(callAuthorizationsEndpoints.endCall, async ({ params, body, sourceOf, services }) => {
    const { source: name, from, to, ...record } = body
    const source = await sourceOf(name)
    const event = { ...record, aNumber: from, bNumber: to }
    return { recorded: await services.liveCalls.end(params.authorizationId, source, event) }
  }),
]

function viewOf(decision: Decision) {
  if (!decision.allow) return decision
  const { id, maxSeconds, mayExtend, isEmergency, accountNumber, serviceType, reservedMicros } = decision
  return {
    allow: true as const,
    id,
    maxSeconds,
    mayExtend,
    emergency: isEmergency,
    ...(decision.isOffline === true && { offline: true as const }),
    accountNumber: accountNumber ?? null,
    serviceType: isEmergency ? 'Emergency' : serviceTypeName(serviceType),
    reserved: micros(BigInt(reservedMicros)),
    currency: 'AUD' as const,
  }
}

function resellerOf(resellerId: number | undefined): number {
  if (resellerId !== undefined) return resellerId
  throw new ProblemError(problem('no_reseller', 'Calls are asked for by the key of a reseller.'))
}

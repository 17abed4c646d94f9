import { liveCallsEndpoints } from '#contract/live-calls.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import type { Permission } from '#domain/access/policies.ts'
import { ProblemError } from '#domain/problem.ts'
import { noReseller } from '#operations/operation.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { seesCost } from '../billing-record.ts'
import { createLiveEvents } from '../live-events.ts'
import { notFound } from '../not-found.ts'
import { route, type Answered, type Exchange, type Route } from '../route.ts'
import { seen, viewSeen, type Sight } from '../views/live-call.ts'
import type { Endpoint } from '#contract/endpoint.ts'

export const liveCallsRoutes: readonly Route[] = [
  route(liveCallsEndpoints.listLiveCalls, (exchange) => list(exchange, exchange.query.accountId)),
  route(liveCallsEndpoints.watchLiveCalls, (exchange) => watch(exchange, exchange.query.accountId, 'calls.search')),
  route(liveCallsEndpoints.listAccountLiveCalls, (exchange) => list(exchange, exchange.params.accountId)),
  route(liveCallsEndpoints.watchAccountLiveCalls, (exchange) =>
    watch(exchange, exchange.params.accountId, 'calls.read'),
  ),
]

type Asking = Pick<Exchange<Endpoint>, 'actor' | 'now' | 'read' | 'request' | 'reply' | 'send' | 'services'>

async function list(exchange: Asking, accountId: number | undefined) {
  const { services } = exchange
  const { resellerId, sight } = await look(exchange, accountId)
  return viewSeen(seen(await services.liveWatch.look({ resellerId, accountId }), sight), sight.withCost)
}

/** How often it is asked whether who watches may still. */
const CHECK_MS = 5_000

async function watch(exchange: Asking, accountId: number | undefined, permission: Permission): Promise<Answered> {
  const { actor, now, request, reply, send, services } = exchange
  const { resellerId, sight } = await look(exchange, accountId)
  const isOnce = request.headers.accept?.includes('text/event-stream') !== true
  const events = createLiveEvents(sight, { isOnce })
  let checkedAtMs = now.getTime()
  const check = (): void => {
    services.authenticate(request, { leavesTrace: false }).then(
      (still) => {
        if (still === undefined || !may(still, permission) || !isSame(still, actor)) events.end('session')
      },
      // Whether it is the database that is away, or the session: coming back tells.
      () => events.end('closing'),
    )
  }
  const stop = services.liveWatch.watch({
    resellerId,
    accountId: actor.accountId,
    see: (frame) => {
      events.see(frame)
      if (frame.at.getTime() - checkedAtMs < CHECK_MS) return
      checkedAtMs = frame.at.getTime()
      check()
    },
    end: () => events.end('closing'),
  })
  events.stream.once('close', stop)
  // A proxy is to pass each event on as it comes.
  void reply.header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no')
  return send('text/event-stream; charset=utf-8', events.stream)
}

async function look({ actor, read, services }: Asking, accountId: number | undefined) {
  const { resellerId, numbers } = actor
  if (resellerId === undefined) throw new ProblemError(noReseller())
  if (accountId !== undefined) notFound('account', await read((db) => readAccount(db, accountId)))
  const sight: Sight = { accountId, numbers, withCost: seesCost(actor), most: services.config.limits.liveCallsShown }
  return { resellerId, sight }
}

/** Whether somebody sees what it saw. */
function isSame(one: Actor, other: Actor): boolean {
  return (
    one.kind === other.kind &&
    one.id === other.id &&
    one.resellerId === other.resellerId &&
    one.accountId === other.accountId &&
    one.numbers?.join() === other.numbers?.join() &&
    seesCost(one) === seesCost(other)
  )
}

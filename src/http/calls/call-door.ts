import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { isEmergency, readNumber } from '#domain/phone-number.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { forbidden } from '#operations/operation.ts'
import { readForActor } from '#operations/read.ts'
import { sourceToImport } from '#operations/usage/upload-calls.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import type { Services } from '../../compose.ts'
import { decode } from '../decode.ts'
import { CALL_ROUTES } from '../routes/call-authorizations.ts'
import { createRateWindow } from './rate-window.ts'
import { createRemembered } from './remembered.ts'

const BODY_BYTES = 16 * 1024
const MINUTE_MS = 60_000
const LONGEST_NUMBER = 60
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

/**
 * The door of switches: it answers many times a second, so nothing stands in it that people's requests need. Who sends a
 * request, and the source, are remembered for a moment; a key that was revoked opens it for five seconds more at the most.
 * An emergency call is answered before it is known who asks.
 */
export async function addCallDoor(server: FastifyInstance, services: Services, prefix: string): Promise<void> {
  const { config, clock } = services
  const { limits } = config
  const isAnswer = (error: unknown): boolean => error instanceof ProblemError
  const keys = createRemembered<Actor>(clock, isAnswer)
  const sources = createRemembered<CallSourceRow>(clock, isAnswer)
  const strangers = createRateWindow(limits.requestsPerMinutePerIp, MINUTE_MS)
  const callsForHelp = createRateWindow(limits.emergencyCallsPerMinutePerIp, MINUTE_MS)
  const ofSources = createRateWindow(limits.callRequestsPerSecond, 1000)

  const whoAsks = async (request: FastifyRequest, { access }: Endpoint): Promise<Actor> => {
    const { authorization } = request.headers
    const ask = (): Promise<Actor | undefined> => {
      strangers.count(request.ip)
      return services.authenticate(request)
    }
    const actor = await (authorization === undefined ? ask() : keys.get(authorization, ask))
    if (actor === undefined)
      throw new ProblemError(problem('not_signed_in', 'Sign in, or send a key as Authorization: Bearer.'))
    if (access !== 'signed-in' && access !== 'public' && !may(actor, access)) throw new ProblemError(forbidden(access))
    return actor
  }

  const sourceOf = async (actor: Actor, name: string): Promise<CallSourceRow> => {
    ofSources.count(`${actor.resellerId ?? ''} ${name}`)
    const load = (): Promise<CallSourceRow> =>
      readForActor(services.pool, actor, (db) => sourceToImport(db, actor, name))
    const source = await (actor.kind === 'key' ? sources.get(`${actor.resellerId ?? ''} ${name}`, load) : load())
    if (source === undefined) throw new Error('a source is found, or a problem thrown')
    return source
  }

  await server.register((door, _options, done) => {
    for (const route of CALL_ROUTES) {
      const { endpoint, emergency } = route
      const respond = (value: unknown): unknown => z.encode(endpoint.response, value)
      door.route({
        method: endpoint.method,
        url: `${prefix}${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        bodyLimit: BODY_BYTES,
        handler: async (request, reply) => {
          void reply.headers(HEADERS)
          if (emergency !== undefined && isForHelp(request.body)) {
            // So many of one address whoever asks; more of those only who are known, and theirs are never too many.
            if (!callsForHelp.allows(request.ip)) await whoAsks(request, endpoint)
            return reply.send(respond(await emergency(services, request.body.to)))
          }
          const actor = await whoAsks(request, endpoint)
          const answer = await route.handle({
            params: decode(endpoint.params, request.params),
            body: decode(endpoint.body, request.body ?? {}),
            actor,
            now: clock(),
            services,
            sourceOf: (name) => sourceOf(actor, name),
          })
          return reply.code(endpoint.status).send(endpoint.status === 204 ? undefined : respond(answer))
        },
      })
    }
    done()
  })
}

/** Whether somebody calls for help: it shows in the digits however a source writes numbers. */
function isForHelp(body: unknown): body is { readonly to: string } {
  if (typeof body !== 'object' || body === null || !('to' in body)) return false
  const { to } = body
  return typeof to === 'string' && to.length <= LONGEST_NUMBER && isEmergency(readNumber(to, 'e164'))
}

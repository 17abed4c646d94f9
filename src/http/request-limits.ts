import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Services } from '../compose.ts'
import { actorLabel, type Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'

/** How often anybody may ask: counted in this process, by where a request comes from and by who sends it. */
export interface RequestLimits {
  /** Counts a step of signing in. @throws ProblemError 'too_many_requests'. */
  readonly countSignIn: (request: FastifyRequest) => Promise<void>
  /** Counts a request of somebody known. @throws ProblemError 'too_many_requests'. */
  readonly countActor: (request: FastifyRequest, actor: Actor) => Promise<void>
}

const MINUTE_MS = 60_000

/** Counts every request by its address from now on, those for nothing that is there too. */
export async function addRequestLimits(
  server: FastifyInstance,
  { config: { limits } }: Pick<Services, 'config'>,
): Promise<RequestLimits> {
  await server.register(rateLimit, { global: false })
  const actors = new WeakMap<FastifyRequest, string>()
  const counter = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
    const count = server.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator })
    return async (request: FastifyRequest): Promise<void> => {
      const counted = await count(request)
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds)
    }
  }
  server.addHook(
    'onRequest',
    counter(limits.requestsPerMinutePerIp, ({ ip }) => ip),
  )
  const countKnown = counter(limits.requestsPerMinute, (request) => actors.get(request) ?? request.ip)
  return {
    countSignIn: counter(limits.signInsPerMinutePerIp, ({ ip }) => ip),
    countActor: (request, actor) => {
      actors.set(request, actorLabel(actor))
      return countKnown(request)
    },
  }
}

function tooMany(seconds: number): ProblemError {
  const wait = Math.max(1, seconds)
  return new ProblemError(
    problem('too_many_requests', `Too many requests; wait ${wait} ${wait === 1 ? 'second' : 'seconds'}.`, {
      retryAfterSeconds: wait,
    }),
  )
}

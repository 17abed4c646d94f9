import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Services } from '../compose.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { formatDollars } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { DISPOSITION_CODES } from '#domain/usage/cdr-profile.ts'
import { describeCall } from '#domain/usage/describe-call.ts'
import { feedType } from '#domain/usage/feed-type.ts'
import { readFeed, type FeedEntry } from '#operations/usage/billing-feed.ts'
import { readKeyPrefix } from '#storage/queries/feed.ts'
import { csvStream, type Cell } from './csv.ts'
import { decode } from './decode.ts'
import type { RequestLimits } from './request-limits.ts'

const COLUMNS = [
  'id',
  'account',
  'origin',
  'destination',
  'type',
  'subtype',
  'description',
  'status',
  'start',
  'duration',
  'cost',
  'recordingId',
]

const asked = z.object({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(300),
  fromid: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})

/**
 * The billing feed of the older platform, `GET /billing/feed?login&password&fromid`, for programs that know no other:
 * calls as CSV with ascending ids, the one asked from included. The password is an API key with the permission calls.feed,
 * the login the key's name or first characters. Off unless TOLLGATE_LEGACY_FEED=yes: a password in an address ends up in
 * the logs of whatever stands in between, though never in ours.
 */
export function addLegacyFeed(server: FastifyInstance, services: Services, limits: RequestLimits): void {
  if (!services.config.legacyFeed) return
  server.get('/billing/feed', async (request, reply) => {
    await limits.countSignIn(request)
    const { login, password, fromid } = decode(asked, request.query)
    const actor = await authenticate(services, request, login, password)
    await limits.countActor(request, actor)
    const entries = await readFeed(services.pool, actor, fromid)
    async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
      await Promise.resolve()
      yield entries.map(cells)
    }
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .send(csvStream(COLUMNS, pages()))
  })
}

async function authenticate(
  services: Services,
  { ip, host, protocol }: FastifyRequest,
  login: string,
  password: string,
): Promise<Actor> {
  const headers = { authorization: `Bearer ${password}` }
  const actor = /^tg_[\w-]{20,200}$/.test(password)
    ? await services.authenticate({ method: 'GET', ip, host, protocol, headers, cookies: {} })
    : undefined
  const isNamed =
    actor !== undefined && (actor.name === login || (await readKeyPrefix(services.pool, actor.id)) === login)
  if (actor === undefined || !isNamed) {
    throw new ProblemError(problem('sign_in_failed', 'Login and password do not fit.'))
  }
  if (may(actor, 'calls.feed')) return actor
  throw new ProblemError(problem('forbidden', 'This key does not include calls.feed; make one that does.'))
}

function cells(call: FeedEntry): readonly Cell[] {
  const isInbound = call.direction === DIRECTION.in
  const { type, subtype } = feedType(call.serviceType, call.aNumber)
  return [
    call.id,
    call.accountNumber,
    call.aNumber,
    call.bNumber,
    type,
    subtype,
    describeCall(call.serviceType, isInbound ? call.aNumber : call.bNumber, call.destination),
    STATUS[call.disposition] ?? 'NO ANSWER',
    call.startedAt,
    call.durationSeconds,
    // Ex GST.
    formatDollars(Number(call.chargeMicros)),
    '',
  ]
}

const STATUS: Readonly<Record<number, string>> = {
  [DISPOSITION_CODES.answered]: 'OK',
  [DISPOSITION_CODES.noAnswer]: 'NO ANSWER',
  [DISPOSITION_CODES.busy]: 'BUSY',
  [DISPOSITION_CODES.failed]: 'FAILED',
  [DISPOSITION_CODES.cancelled]: 'CANCELLED',
}

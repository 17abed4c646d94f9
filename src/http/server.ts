import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import type { Services } from '../compose.ts'
import { may } from '#domain/access/may.ts'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { performForInstallation, readForInstallation } from '#operations/installation.ts'
import { forbidden, perform, type Request } from '#operations/operation.ts'
import { readForActor } from '#operations/read.ts'
import { requireSameSite } from '#operations/access/site.ts'
import { decode } from './decode.ts'
import { addDocuments } from './documents.ts'
import { addLegacyFeed } from './legacy-feed.ts'
import { addMonitoring } from './monitoring.ts'
import { addPortals, isPageRequest, sendPage } from './portals.ts'
import { problemBody, PROBLEM_MEDIA } from './problem-response.ts'
import { addCallDoor } from './calls/call-door.ts'
import { addRequestLimits, type RequestLimits } from './request-limits.ts'
import { Answered, type Exchange, type Route } from './route.ts'
import { ROUTES } from './routes.ts'
import type { Endpoint } from '#contract/endpoint.ts'

const PREFIX = '/api/v1'

/**
 * The HTTP door: every endpoint of the contract, answered by its route. Nothing is listening yet.
 */
export async function createServer(services: Services): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: services.config.limits.bodyBytes,
    // Long enough for a month of calls over a slow line; heads have the shorter limit of Node's own.
    requestTimeout: services.config.limits.uploadMs,
    routerOptions: { maxParamLength: 300 },
    trustProxy: services.config.trustProxy,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  })
  await server.register(cookie)
  server.setErrorHandler((error, request, reply) => answerFailure(services, error, request, reply))
  // Many clients name the type of a body they do not send.
  const parseJson = server.getDefaultJsonParser('error', 'error')
  // What is signed is read as it stands, by its route.
  const signed = new Set(ROUTES.filter(({ endpoint }) => endpoint.isSigned).map(({ endpoint }) => urlOf(endpoint)))
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (signed.has(request.routeOptions.url ?? '')) done(null, body)
    else if (body === '') done(null, undefined)
    else void parseJson(request, String(body), done)
  })
  // Bodies of other kinds are left to the routes that stream them.
  server.addContentTypeParser(
    ['text/csv', 'application/octet-stream', 'application/pdf', 'image/jpeg', 'image/png', 'image/svg+xml'],
    (_request, payload, done) => done(null, payload),
  )
  await addCallDoor(server, services, PREFIX)
  await server.register((people) => openToPeople(people, services))
  return server
}

/** Everything but the door of switches, which nothing that is hooked in here reaches. */
async function openToPeople(server: FastifyInstance, services: Services): Promise<void> {
  server.setNotFoundHandler((request, reply) =>
    isPageRequest(request)
      ? sendPage(services, request, reply)
      : sendProblems(reply, [problem('not_found', `There is no ${request.method} ${request.url.split('?', 1)[0]}.`)]),
  )
  await server.register(helmet, {
    contentSecurityPolicy: { directives: SECURITY_POLICY },
    // Other hosts below a reseller's domain are none of ours.
    strictTransportSecurity: { includeSubDomains: false },
  })
  const limits = await addRequestLimits(server, services)
  addMonitoring(server, services)
  addDocuments(server)
  await addPortals(server, services)
  addLegacyFeed(server, services, limits)
  for (const route of ROUTES) addRoute(server, services, limits, route)
  // Who watches would keep the server open.
  server.addHook('preClose', () => services.liveWatch.close())
}

const SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

function addRoute(server: FastifyInstance, services: Services, limits: RequestLimits, route: Route): void {
  const { endpoint } = route
  server.route({
    method: endpoint.method,
    url: urlOf(endpoint),
    // Writes open to anybody are steps of signing in; no other site may make a browser take one.
    onRequest: async (request) => {
      if (endpoint.access !== 'public' || endpoint.method === 'GET' || endpoint.isSigned === true) return
      requireSameSite(services.config, request, { isStrict: false })
      await limits.countSignIn(request)
    },
    handler: async (request, reply) => {
      // One person's data is nobody else's, and not there any more once signed out; pictures say otherwise.
      void reply.header('cache-control', 'no-store')
      const answer = await route.handle(await openExchange(services, limits, endpoint, request, reply))
      if (answer instanceof Answered && answer.sent) return reply
      const json = answer instanceof Answered ? answer.json : encode(endpoint, answer)
      if (endpoint.etag === true && typeof json === 'object' && json !== null && 'version' in json)
        void reply.header('etag', `"${String(json.version)}"`)
      return reply.code(endpoint.status).send(endpoint.status === 204 ? undefined : json)
    },
  })
}

/** As the router takes it. */
function urlOf({ path }: Endpoint): string {
  return `${PREFIX}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
}

async function openExchange(
  services: Services,
  limits: RequestLimits,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Exchange<Endpoint>> {
  const actor = endpoint.access === 'public' ? undefined : await whoAsks(services, limits, endpoint, request)
  const params = decode(endpoint.params, request.params)
  const query = decode(endpoint.query, request.query)
  const isJson = endpoint.media?.request === undefined
  const body = isJson ? decode(endpoint.body, request.body === undefined ? {} : request.body) : request.body
  if (actor !== undefined) stayInAccount(actor, params)
  const now = services.clock()
  const known = (): Actor => {
    if (actor === undefined) throw new ProblemError(problem('not_signed_in', 'Sign in first.'))
    return actor
  }
  const idempotency = idempotencyOf(endpoint, request)
  const asked = <Input>(input: Input): Request<Input> => ({
    actor: known(),
    input,
    now,
    origin: request.ip,
    ...(idempotency !== undefined && { idempotency }),
  })
  const answerBy =
    <Result>(view: (result: Result, db: pg.ClientBase) => unknown) =>
    async (result: Result, db: pg.ClientBase): Promise<unknown> =>
      encode(endpoint, await view(result, db))
  return {
    params,
    query,
    body,
    get actor() {
      return known()
    },
    now,
    ifMatch: ifMatchOf(request),
    services,
    request,
    reply,
    read: (read) => readForActor(services.pool, known(), read),
    perform: async (operation, input, view) =>
      new Answered(await perform(services.pool, operation, asked(input), answerBy(view))),
    readAcross: (read) => readForInstallation(services.pool, known(), endpoint.access, read),
    performAcross: async (operation, input, view) =>
      new Answered(await performForInstallation(services.pool, operation, asked(input), answerBy(view))),
    send: async (contentType, content, fileName) => {
      if (content instanceof Readable) await begun(content)
      void reply.code(endpoint.status).header('content-type', contentType)
      if (fileName !== undefined) void reply.header('content-disposition', `attachment; filename="${fileName}"`)
      void reply.send(content)
      return new Answered(undefined, true)
    },
  }
}

/** Waits for the first of a stream, or its failure; what has come stays in it. */
async function begun(stream: Readable): Promise<void> {
  if (stream.readableLength > 0 || stream.readableEnded) return
  const ready = once(stream, 'readable')
  stream.read(0)
  await ready
}

async function whoAsks(
  services: Services,
  limits: RequestLimits,
  endpoint: Endpoint,
  request: FastifyRequest,
): Promise<Actor> {
  const actor = await services.authenticate(request)
  if (actor === undefined)
    throw new ProblemError(problem('not_signed_in', 'Sign in, or send a key as Authorization: Bearer.'))
  await limits.countActor(request, actor)
  const { access } = endpoint
  if (access !== 'signed-in' && access !== 'public' && !may(actor, access)) throw new ProblemError(forbidden(access))
  return actor
}

/** A customer asking for another account is told what anybody asking for a missing one is told. */
function stayInAccount(actor: Actor, params: unknown): void {
  if (actor.accountId === undefined) return
  if (typeof params !== 'object' || params === null || !('accountId' in params)) return
  if (params.accountId !== actor.accountId) throw new ProblemError(problem('not_found', 'There is no such account.'))
}

function encode(endpoint: Endpoint, value: unknown): unknown {
  return z.encode(endpoint.response, value)
}

/** The key, and the words it stands for: the same key for another request is refused. */
function idempotencyOf(endpoint: Endpoint, request: FastifyRequest): { key: string; words: string } | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || endpoint.method === 'GET') return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new ProblemError(problem('invalid_value', 'Use 1 to 200 printable characters.', { field: 'Idempotency-Key' }))
  }
  // A file that is streamed is known by its length only.
  const isJson = endpoint.media?.request === undefined
  const words = isJson ? JSON.stringify(request.body ?? null) : (request.headers['content-length'] ?? '')
  return { key, words: `${endpoint.method} ${request.url} ${words}` }
}

function ifMatchOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined)
    throw new ProblemError(problem('invalid_value', 'Send the ETag as it was given, like "7".', { field: 'If-Match' }))
  return Number(version)
}

function answerFailure(services: Services, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) {
    const retry = error.problems[0]?.retryAfterSeconds
    if (retry !== undefined) void reply.header('retry-after', String(retry))
    return sendProblems(reply, error.problems)
  }
  const problems = knownFailure(error)
  if (problems !== undefined) return sendProblems(reply, [problems])
  // The words of an unforeseen failure may hold anything: they go to the log, and never to the client. A client that goes
  // away while it sends a file is no failure.
  if (error !== request.raw.errored) {
    services.log(`${request.id} ${request.method} ${request.routeOptions.url ?? ''}: ${describeError(error)}`)
  }
  return reply
    .code(500)
    .type(PROBLEM_MEDIA)
    .send({
      type: 'about:blank',
      title: 'Something went wrong here',
      status: 500,
      detail: `Nothing was changed. Tell your provider this reference: ${request.id}`,
    })
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** What the framework refuses by itself. */
function knownFailure(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  if (error.statusCode === 413) return problem('too_large', 'The request is too large.')
  if (error.statusCode === 429) return problem('too_many_requests', 'Too many requests; wait a little.')
  if (error.statusCode === 415)
    return problem('malformed_request', 'Send JSON, with the header Content-Type: application/json.')
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
    return problem('malformed_request', 'The request cannot be read: check that its body is well-formed JSON.')
  return undefined
}

function sendProblems(reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  const body = problemBody(problems)
  return reply.code(body.status).type(PROBLEM_MEDIA).send(body)
}

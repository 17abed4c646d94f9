import type { FastifyInstance, InjectOptions } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { ProblemBody } from '../../src/http/problem-response.ts'
import type { Services } from '../../src/compose.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Role } from '#domain/access/roles.ts'
import { readConfig } from '../../src/config.ts'
import { createLiveCalls } from '#operations/live-calls/live-calls.ts'
import { createLiveWatch } from '#operations/live-calls/watch-live-calls.ts'
import { createStripeGateway } from '#providers/payment-gateway/stripe-gateway.ts'
import { fakeSwitchDirectory } from '#providers/switch/fake-switch-directory.ts'
import { createPdfMaker } from '#providers/pdf/pdf-maker.ts'
import { createServer } from '../../src/http/server.ts'
import type { TestDatabase } from './database.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The body as JSON; undefined where there is none. */
  readonly json: unknown
}

/** What to send to an endpoint, in the form it travels in. */
export interface Asked<E extends Endpoint> {
  readonly params?: z.input<E['params']>
  readonly query?: z.input<E['query']>
  readonly body?: z.input<E['body']>
  readonly headers?: Record<string, string>
}

export interface TestClient {
  /** Calls an endpoint of the contract and gives back its answer as it travelled; throws where it was refused. */
  call<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<z.input<E['response']>>
  /** Calls an endpoint that is expected to refuse: the problem, as it travelled; throws where it did not. */
  refusal<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<ProblemBody>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
}

export interface TestApi {
  readonly server: FastifyInstance
  readonly services: Services
  /** What the server takes for now; set it to move through time. */
  now: Date
  /** Lines the server wrote to its log. */
  readonly log: readonly string[]
  /** Asks as somebody, without signing in: the rest of the way is the real one. */
  as(actor: Partial<Actor> & { readonly role: Role }): TestClient
  close(): Promise<void>
}

/** The real server on a test database, its clock in the test's hand. Paths begin below /api/v1. */
export async function createTestApi(
  { pool, url }: TestDatabase,
  resellerId: number,
  now = new Date('2026-07-01T00:00:00Z'),
  more: Partial<Services> = {},
): Promise<TestApi> {
  const log: string[] = []
  const clock = { now }
  const actors = new Map<string, Actor>()
  const tools = { pool, clock: () => clock.now, log: (line: string) => log.push(line) }
  const liveCalls = createLiveCalls({ ...tools, databaseUrl: url, patienceMs: 20_000 })
  const config = readConfig({
    TOLLGATE_REQUESTS_PER_MINUTE: '1000000',
    TOLLGATE_REQUESTS_PER_MINUTE_PER_IP: '1000000',
    TOLLGATE_SIGN_INS_PER_MINUTE_PER_IP: '1000000',
  })
  const services: Services = {
    ...tools,
    databaseUrl: url,
    config,
    pdf: createPdfMaker({ threads: 1, queue: 20 }),
    // Nobody answers there: a test about payments brings its own.
    openGateway: (keys) => createStripeGateway(keys, { apiUrl: 'http://127.0.0.1:9' }),
    liveCalls,
    switchDirectory: fakeSwitchDirectory(),
    liveWatch: createLiveWatch({ ...tools, book: liveCalls.book, limits: config.limits }),
    authenticate: ({ headers }) => Promise.resolve(actors.get(String(headers['x-test-actor']))),
    ...more,
  }
  const server = await createServer(services)
  const client = (headers: Record<string, string>): TestClient => {
    const ask = async (
      method: NonNullable<InjectOptions['method']>,
      path: string,
      body: unknown,
      extra: Record<string, string> = {},
    ): Promise<Answer> => {
      const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
      const answer = await server.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...headers, ...extra },
        ...(body !== undefined && { payload: isRaw ? body : (body as object) }),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: isJson ? (JSON.parse(answer.body) as unknown) : undefined,
      }
    }
    const askFor = <E extends Endpoint>(endpoint: E, asked: Asked<E> = {}): Promise<Answer> => {
      const params = (asked.params ?? {}) as Record<string, string>
      const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
      const query = new URLSearchParams(asked.query as Record<string, string> | undefined).toString()
      return ask(endpoint.method, query === '' ? path : `${path}?${query}`, asked.body, asked.headers)
    }
    return {
      call: async (endpoint, asked) => {
        const answer = await askFor(endpoint, asked)
        if (answer.status >= 400) throw new Error(`${endpoint.id} answered ${answer.status}: ${answer.text}`)
        return answer.json as never
      },
      refusal: async (endpoint, asked) => {
        const answer = await askFor(endpoint, asked)
        if (answer.status < 400) throw new Error(`${endpoint.id} was not refused: ${answer.status} ${answer.text}`)
        return answer.json as ProblemBody
      },
      get: (path, extra) => ask('GET', path, undefined, extra),
      post: (path, body, extra) => ask('POST', path, body, extra),
      put: (path, body, extra) => ask('PUT', path, body, extra),
      patch: (path, body, extra) => ask('PATCH', path, body, extra),
      delete: (path, extra) => ask('DELETE', path, undefined, extra),
    }
  }
  return {
    server,
    services,
    log,
    get now() {
      return clock.now
    },
    set now(at) {
      clock.now = at
    },
    as: (actor) => {
      const label = `actor-${actors.size + 1}`
      actors.set(label, { kind: 'user', id: 1, name: 'Robin Example', resellerId, ...actor })
      return client({ 'x-test-actor': label })
    },
    close: async () => {
      await server.close()
      await services.liveCalls.close()
      await services.pdf.close()
    },
  }
}

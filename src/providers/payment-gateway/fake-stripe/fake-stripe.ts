import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCall, type FakeAccountWords } from './api.ts'
import { FakeBank } from './bank.ts'
import { FakeDeliveries, type FakeWebhook } from './deliveries.ts'
import { parseForm } from './form-body.ts'
import { type FakeBooks, shown } from './objects.ts'
import {
  answerApproval,
  answerSession,
  expireOldSessions,
  page,
  showApproval,
  showSession,
  type PageAnswer,
} from './pages.ts'
import { Refusal } from './refusal.ts'

/** An account at the stand-in, by its secret key. */
export interface FakeAccount {
  readonly secretKey: string
  readonly id: string
  readonly name: string
  readonly methods?: readonly ('card' | 'becs')[]
  readonly webhook?: FakeWebhook
  /** What it had when it was last closed. */
  readonly books?: FakeBooks
}

const BOTH = ['card', 'becs'] as const

/** One account in the hands of a test: what goes on at the bank, and what is told of it. */
export interface FakeAccountHandle {
  readonly bank: FakeBank
  readonly deliveries: FakeDeliveries
}

export interface FakeStripe {
  /** Where its API and its pages answer. */
  readonly url: string
  account(secretKey: string): FakeAccountHandle
  /** The next requests that change something are done, and their answers lost on the way. */
  loseAnswers(count: number): void
  /** The next requests never arrive. */
  cutRequests(count: number): void
  /** How often something was asked: `POST payment_intents`. */
  count(request: string): number
  close(): Promise<void>
}

/**
 * A stand-in for Stripe's HTTP API, as far as Tollgate uses it, for tests and the demo: a server of its own, with the pages where
 * a card is typed, signed webhooks, idempotency keys and Stripe's refusals. It takes test numbers only, and no money moves.
 */
export async function createFakeStripe({
  accounts,
  clock = () => new Date(),
  host = '127.0.0.1',
  port = 0,
}: {
  readonly accounts: readonly FakeAccount[]
  readonly clock?: () => Date
  readonly host?: string
  readonly port?: number
}): Promise<FakeStripe> {
  const handles = new Map<string, FakeAccountHandle & { readonly words: FakeAccountWords }>()
  const trouble = { lost: 0, cut: 0 }
  const counts = new Map<string, number>()
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : '')
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  for (const { secretKey, id, name, methods = BOTH, webhook, books } of accounts) {
    const deliveries = new FakeDeliveries(clock, webhook)
    const bank: FakeBank = new FakeBank(
      url,
      clock,
      ({ id: eventId }) => {
        const event = bank.books.events.find((other) => other.id === eventId)
        if (event !== undefined) deliveries.queue(event)
      },
      books,
    )
    handles.set(secretKey, { bank, deliveries, words: { id, name, methods } })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', url)
    const body = await read(request)
    if (!pathname.startsWith('/v1/')) return sendPage(response, answerPage(request.method ?? 'GET', pathname, body))
    const words = `${request.method} ${pathname.slice(4)}`
    counts.set(words, (counts.get(words) ?? 0) + 1)
    if (trouble.cut > 0) {
      trouble.cut -= 1
      request.socket.destroy()
      return
    }
    const { status, json, isReplay } = answerApi(request, pathname.slice(4), body === '' ? search.slice(1) : body)
    if (request.method === 'POST' && trouble.lost > 0) {
      trouble.lost -= 1
      request.socket.destroy()
      return
    }
    const headers = {
      'content-type': 'application/json',
      'request-id': `req_${randomUUID()}`,
      'stripe-should-retry': 'false',
    }
    response.writeHead(status, { ...headers, ...(isReplay && { 'idempotent-replayed': 'true' }) })
    response.end(JSON.stringify(json))
  }

  function answerApi(request: IncomingMessage, path: string, text: string): ApiAnswer {
    const secretKey = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const found = handles.get(secretKey)
    if (found === undefined) {
      const message = `Invalid API Key provided: ${secretKey.slice(0, 8)}****${secretKey.slice(-4)}`
      return { status: 401, json: { error: { type: 'invalid_request_error', message } } }
    }
    const { bank, words: account } = found
    expireOldSessions(bank)
    const key = request.headers['idempotency-key']
    const words = `${request.method} ${path} ${text}`
    const kept = typeof key === 'string' ? bank.books.answers[key] : undefined
    if (kept !== undefined) {
      if (kept.words === words) return { status: kept.status, json: kept.body, isReplay: true }
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.'
      return { status: 400, json: { error: { type: 'idempotency_error', message } } }
    }
    const { status, json } = attempt(() =>
      answerCall(request.method ?? 'GET', path, { bank, account, given: parseForm(text), pages: url }),
    )
    if (typeof key === 'string' && request.method === 'POST') bank.books.answers[key] = { words, status, body: json }
    return { status, json }
  }

  function answerPage(method: string, pathname: string, body: string): PageAnswer {
    const [, kind, id = ''] = pathname.split('/')
    for (const { bank } of handles.values()) {
      expireOldSessions(bank)
      const session = kind === 'pay' ? bank.books.sessions[id] : undefined
      if (session !== undefined)
        return method === 'POST' ? answerSession(bank, session, new URLSearchParams(body)) : showSession(session)
      const intent = kind === 'authenticate' ? bank.books.intents[id] : undefined
      if (intent !== undefined)
        return method === 'POST' ? answerApproval(bank, intent, new URLSearchParams(body)) : showApproval(intent)
    }
    return { status: 404, html: page('Nothing is here', '<p>This is a stand-in for Stripe.</p>') }
  }

  return {
    url,
    account: (secretKey) => {
      const handle = handles.get(secretKey)
      if (handle === undefined) throw new Error('no account of this key')
      return handle
    },
    loseAnswers: (count) => {
      trouble.lost = count
    },
    cutRequests: (count) => {
      trouble.cut = count
    },
    count: (request) => counts.get(request) ?? 0,
    close: async () => {
      for (const { deliveries } of handles.values()) await deliveries.settled()
      await closed(server)
    },
  }
}

interface ApiAnswer {
  readonly status: number
  readonly json: unknown
  readonly isReplay?: boolean
}

function attempt(call: () => unknown): ApiAnswer {
  try {
    return { status: 200, json: shown(call()) }
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, json: shown({ error: error.error }) }
    throw error
  }
}

function sendPage(response: ServerResponse, answer: PageAnswer): void {
  if ('goTo' in answer) response.writeHead(303, { location: answer.goTo }).end()
  else response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' }).end(answer.html)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

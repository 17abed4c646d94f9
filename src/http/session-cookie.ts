import type { Exchange } from './route.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { sessionToken } from '#operations/access/authenticate.ts'
import type { AccessContext } from '#operations/access/context.ts'
import { sessionEnd } from '#operations/access/context.ts'
import type { Person } from '#operations/access/person.ts'
import { siteOf } from '#operations/access/site.ts'
import { hashToken } from '#operations/access/token.ts'
import { problem, ProblemError } from '#domain/problem.ts'

type Carrier = Pick<Exchange<Endpoint>, 'request' | 'reply' | 'services' | 'now'>

/** What the operations of signing in are given of a request. */
export function accessContext({ request, services, now }: Carrier): AccessContext {
  const { pool, config } = services
  // Browsers write what they like here: it is shown to its person, and cut to what a line takes.
  const device = (request.headers['user-agent'] ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200)
  return { pool, config, now, from: { ip: request.ip, device }, site: siteOf(config, request) }
}

/** The token the browser came with. */
export function tokenOf({ request, services }: Carrier): string | undefined {
  return sessionToken(services.config, request)
}

/**
 * The person in its session.
 *
 * @throws ProblemError 'forbidden': it came by a key and has no session.
 */
export function personOf(exchange: Carrier & Pick<Exchange<Endpoint>, 'actor'>): Person {
  const token = tokenOf(exchange)
  if (exchange.actor.kind !== 'user' || token === undefined) {
    throw new ProblemError(problem('forbidden', 'This is for people signed in; keys have no session.'))
  }
  return { actor: exchange.actor, tokenHash: hashToken(token) }
}

/** Gives the browser its session to carry: out of reach of scripts, and never sent along from other sites. */
export function setSession(exchange: Carrier, token: string): void {
  const { services, request, reply, now } = exchange
  const { cookie, isSecure } = siteOf(services.config, request)
  void reply.setCookie(cookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    expires: sessionEnd(services.config, now),
  })
}

export function clearSession({ services, request, reply }: Carrier): void {
  const { cookie, isSecure } = siteOf(services.config, request)
  void reply.clearCookie(cookie, { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure })
}

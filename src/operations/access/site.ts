import { problem, ProblemError } from '#domain/problem.ts'
import type { Config } from '../../config.ts'

/** As much of a request as says which site it was sent to, and by which. */
export interface Origin {
  readonly method: string
  /** With its port, as the browser knows it. */
  readonly host: string
  readonly protocol: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** The site a browser shows: the installation's own address, or a reseller's host name. */
export interface Site {
  readonly origin: string
  readonly rpId: string
  readonly isSecure: boolean
  /**
   * The name of the session cookie. `__Host-` keeps other hosts of the same domain from planting one; browsers take it by
   * https only.
   */
  readonly cookie: string
}

/** A proxy that speaks https outside and http inside need not say so where the host is the configured address. */
export function siteOf({ publicUrl }: Config, { host, protocol }: Origin): Site {
  const known = new URL(publicUrl)
  const spoken = `${protocol}://${host}`
  const origin = host === known.host || !URL.canParse(spoken) ? known.origin : new URL(spoken).origin
  const isSecure = origin.startsWith('https:')
  return {
    origin,
    rpId: new URL(origin).hostname,
    isSecure,
    cookie: isSecure ? '__Host-tollgate-session' : 'tollgate-session',
  }
}

/**
 * Refuses a write that another site made a browser send. The cookie is SameSite=Strict already; this holds where that does
 * not reach: other hosts of the same domain, and browsers without it.
 *
 * @param isStrict whether a request that does not say where it comes from is refused too: whoever sends a session cookie
 *   is a browser, and browsers say so with every write.
 * @throws ProblemError 'forbidden'.
 */
export function requireSameSite(config: Config, request: Origin, { isStrict }: { readonly isStrict: boolean }): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const fetchSite = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') throw foreign()
  if (origin !== undefined && origin !== siteOf(config, request).origin) throw foreign()
  if (isStrict && fetchSite === undefined && origin === undefined) {
    throw new ProblemError(
      problem('forbidden', 'Send the header Origin with a session cookie, or use a key as Authorization: Bearer.'),
    )
  }
}

function foreign(): ProblemError {
  return new ProblemError(
    problem('forbidden', 'This request comes from another site and was refused; nothing was changed.'),
  )
}

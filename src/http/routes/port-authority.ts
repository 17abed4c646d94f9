import type pg from 'pg'
import { portAuthorityEndpoints as endpoints } from '#contract/port-authority.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { askSignature, revokeSignature, signOwnAuthority } from '#operations/porting/authority.ts'
import { linkedLetterPaper, portLetterPaper, signedLetterPaper } from '#operations/porting/authority-paper.ts'
import { readSignLink, signByLink, type SignLink } from '#operations/porting/sign-link.ts'
import { resellerOfHost } from '#storage/queries/brand.ts'
import { notFound } from '../not-found.ts'
import { publicBrandOf } from '../public-brand.ts'
import { route, type Route } from '../route.ts'
import { accessContext } from '../session-cookie.ts'
import { viewLetter, viewPortAuthority } from '../views/port-authority.ts'
import type { Viewer } from '../views/port.ts'

export const portAuthorityRoutes: readonly Route[] = [
  route(endpoints.readPortAuthority, ({ read, params, actor, now }) =>
    read((db) => viewPortAuthority(params.portId, db, { actor, now })),
  ),
  route(endpoints.askPortAuthority, ({ perform, params, services, actor, now }) =>
    perform(askSignature, { ...params, site: services.config.publicUrl }, seenBy({ actor, now })),
  ),
  route(endpoints.revokePortAuthority, ({ perform, params, actor, now }) =>
    perform(revokeSignature, params, seenBy({ actor, now })),
  ),
  route(endpoints.signPortAuthority, (exchange) => {
    const { perform, params, body, actor, now } = exchange
    const { ip, device } = accessContext(exchange).from
    const signing = { ...params, name: body.name, sha256: body.sha256, ip, userAgent: device }
    return perform(signOwnAuthority, signing, seenBy({ actor, now }))
  }),
  route(endpoints.portAuthorityLetter, async ({ read, params, actor, now, services, send }) => {
    const resellerId = actor.resellerId ?? 0
    const found = await read((db) => portLetterPaper(db, { ...params, resellerId, now }))
    const { paper, fileName } = notFound('port', found)
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
  route(endpoints.portSignatureLetter, async ({ read, params, actor, services, send }) => {
    const resellerId = actor.resellerId ?? 0
    const { paper, fileName } = notFound(
      'signature',
      await read((db) => signedLetterPaper(db, { ...params, resellerId })),
    )
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
  route(endpoints.readSignLink, async (exchange) => {
    const { services, request, body } = exchange
    const link = await readSignLink(accessContext(exchange), body.token)
    if (link.status === 'gone') return { status: 'gone' as const }
    const brand = brandFor(link, await resellerOfHost(services.pool, request.hostname))
    if (link.status === 'expired') return { status: 'expired' as const, brand }
    if (link.status === 'signed') {
      const { name = '', at = '' } = link.letter.signature ?? {}
      return { status: 'signed' as const, brand, name, at, isKept: link.isKept }
    }
    const { letter, sha256, expiresAt, timeZone } = link
    return { status: 'open' as const, brand, letter: viewLetter(letter), sha256, expiresAt, timeZone }
  }),
  route(endpoints.useSignLink, async (exchange) => {
    const { token, name, sha256 } = exchange.body
    await signByLink(accessContext(exchange), { token, name, sha256 })
    return {}
  }),
  route(endpoints.signLinkLetter, async (exchange) => {
    const { services, body, send } = exchange
    const link = await readSignLink(accessContext(exchange), body.token)
    if (link.status !== 'open' && !(link.status === 'signed' && link.isKept))
      throw new ProblemError(problem('link_expired', 'This link is over; ask for the letter where it came from.'))
    const { paper, fileName } = await linkedLetterPaper(services.pool, link)
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
]

function seenBy({ actor, now }: Viewer) {
  return (portId: number, db: pg.ClientBase) => viewPortAuthority(portId, db, { actor, now })
}

/** Its pictures are had by the host name of the reseller only. */
function brandFor({ brand, resellerId }: Exclude<SignLink, { readonly status: 'gone' }>, hostOf: number | undefined) {
  const shown = publicBrandOf(brand)
  return hostOf === resellerId ? shown : { ...shown, logoUrl: null, faviconUrl: null }
}

import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../compose.ts'
import { publicBrandOf } from './public-brand.ts'
import { readPublicBrand } from '#operations/branding/read-public-brand.ts'

/** Where tools/build-web.mjs puts the pages. */
const BUILT = resolve(import.meta.dirname, '../../web/dist')

const YEAR_SECONDS = 31_536_000

/**
 * Both portals: the Management portal at `/`, the customer portal at `/my` and everywhere on a brand's own customer host.
 * A page comes with its brand written in, so that nobody sees another's name for a moment.
 */
export async function addPortals(server: FastifyInstance, services: Services): Promise<void> {
  await server.register(staticFiles, {
    root: join(BUILT, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
  })
  server.get('/scheme.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(await readFile(join(BUILT, 'scheme.js'))),
  )
  const send = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(services, request, reply)
  for (const url of ['/', '/my', '/my/*']) server.get(url, send)
}

/** Whether an address nobody else answers is a page of a portal: its router says what there is. */
export function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && !/^\/(api|assets|billing\/feed)(\/|$)/.test(url) && (headers.accept ?? '').includes('text/html')
  )
}

export async function sendPage(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const brand = await readPublicBrand(services.pool, request.hostname)
  const isCustomers = brand?.customerHostname === request.hostname || /^\/my(\/|\?|$)/.test(request.url)
  const page = await readPage(isCustomers ? 'customer' : 'portal')
  const marks =
    brand === undefined
      ? '<title>Sign in</title>'
      : `<title>${escaped(brand.name)}</title>
    <meta name="brand" content="${escaped(JSON.stringify(publicBrandOf(brand)))}" />
    ${brand.pictures.includes('favicon') ? '<link rel="icon" href="/api/v1/public-brand/favicon" />' : ''}`
  return reply
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replace('<!--brand-->', () => marks))
}

async function readPage(name: 'portal' | 'customer'): Promise<string> {
  try {
    return await readFile(join(BUILT, name, 'index.html'), 'utf8')
  } catch {
    return '<!doctype html><title>Not built</title><p>The portals are not built yet: run <code>npm run demo</code>, or <code>node tools/build-web.mjs</code>.</p>'
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

import { brandEndpoints } from '#contract/brand.ts'
import type { Actor } from '#domain/access/actor.ts'
import { colourWarnings } from '#domain/branding/contrast.ts'
import { PICTURE_LIMITS } from '#domain/branding/picture.ts'
import { changeBrand } from '#operations/branding/change-brand.ts'
import { changePicture, removePicture } from '#operations/branding/change-picture.ts'
import { readPublicBrand, readPublicPicture } from '#operations/branding/read-public-brand.ts'
import { readBrand, readPictureOf, type BrandRow, type Picture } from '#storage/queries/brand.ts'
import type { FastifyReply } from 'fastify'
import { notFound } from '../not-found.ts'
import { pictureUrls, publicBrandOf } from '../public-brand.ts'
import { readUpload } from '../read-upload.ts'
import { route, type Exchange, type Route } from '../route.ts'

export const brandRoutes: readonly Route[] = [
  route(brandEndpoints.readBrand, async ({ read, actor }) =>
    shown(notFound('reseller', await read((db) => readBrand(db, actor.resellerId ?? 0))), actor),
  ),
  route(brandEndpoints.writeBrand, ({ perform, body, ifMatch, actor }) =>
    perform(changeBrand, { brand: body, ifVersion: ifMatch }, (brand) => shown(brand, actor)),
  ),
  route(brandEndpoints.readPicture, async ({ read, actor, params, reply, send }) => {
    const picture = await read((db) => readPictureOf(db, actor.resellerId ?? 0, params.pictureKind))
    return sendPicture(notFound('picture', picture), reply, send)
  }),
  route(brandEndpoints.writePicture, async ({ perform, params, body }) => {
    const bytes = await readUpload(body, PICTURE_LIMITS.bytes)
    return perform(changePicture, { kind: params.pictureKind, bytes }, (saved) => saved)
  }),
  route(brandEndpoints.removePicture, ({ perform, params }) =>
    perform(removePicture, { kind: params.pictureKind }, () => ({})),
  ),
  route(brandEndpoints.readPublicBrand, async ({ services, request }) => {
    return publicBrandOf(notFound('site', await readPublicBrand(services.pool, request.hostname)))
  }),
  route(brandEndpoints.readPublicPicture, async ({ services, request, params, reply, send }) => {
    const picture = await readPublicPicture(services.pool, request.hostname, params.pictureKind)
    return sendPicture(notFound('picture', picture), reply, send)
  }),
]

/** Where staff sign in and what could be put right is nothing to customers. */
function shown({ pictures, ...brand }: BrandRow, { accountId }: Actor) {
  const isStaff = accountId === undefined
  return {
    ...brand,
    staffHostname: isStaff ? brand.staffHostname : null,
    ...pictureUrls({ pictures }, 'brand'),
    warnings: isStaff ? [...colourWarnings(brand), ...billWarnings(brand)] : [],
  }
}

/** What the law wants on a tax invoice and the brand does not have. */
function billWarnings({ gstRegistered, abn }: Pick<BrandRow, 'gstRegistered' | 'abn'>): readonly string[] {
  return gstRegistered && abn === null ? ['Tax invoices must show your ABN: enter it before the first bill run.'] : []
}

/** Opened by itself, a picture runs nothing and loads nothing, whatever it holds. */
function sendPicture(picture: Picture, reply: FastifyReply, send: Exchange<typeof brandEndpoints.readPicture>['send']) {
  void reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=300')
    .header('etag', `"${picture.hash.slice(0, 32)}"`)
  return send(picture.mediaType, picture.bytes)
}

import { createHash } from 'node:crypto'
import { readPicture } from '#domain/branding/picture.ts'
import { isProblem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readPictureOf, type PictureKind } from '#storage/queries/brand.ts'
import { deletePicture, putPicture } from '#storage/tables/brand.ts'

/**
 * Puts a logo or favicon in the place of the one before.
 *
 * @throws ProblemError 'too_large' or 'invalid_value' for what is no picture, or more than one.
 */
export const changePicture = operation({
  name: 'brand.picture.change',
  permission: 'brand.write',
  async run({ db, resellerId, now, audit }, { kind, bytes }: { kind: PictureKind; bytes: Buffer }) {
    const mediaType = readPicture(bytes)
    if (isProblem(mediaType)) throw new ProblemError(mediaType)
    const before = await readPictureOf(db, resellerId, kind)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await putPicture(db, resellerId, kind, { mediaType, bytes, hash }, now)
    audit({
      subject: `${kind} of reseller ${resellerId}`,
      before: before === undefined ? undefined : { mediaType: before.mediaType, sha256: before.hash },
      after: { mediaType, sha256: hash },
    })
    return { mediaType, bytes: bytes.length, sha256: hash }
  },
})

/** Takes the logo or favicon away; where there is none nothing happens. */
export const removePicture = operation({
  name: 'brand.picture.remove',
  permission: 'brand.write',
  async run({ db, resellerId, audit }, { kind }: { kind: PictureKind }) {
    const before = await readPictureOf(db, resellerId, kind)
    if (before === undefined) return
    await deletePicture(db, resellerId, kind)
    audit({
      subject: `${kind} of reseller ${resellerId}`,
      before: { mediaType: before.mediaType, sha256: before.hash },
    })
  },
})

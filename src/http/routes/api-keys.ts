import { apiKeysEndpoints } from '#contract/api-keys.ts'
import { createKey, newKey } from '#operations/api-keys/create-key.ts'
import { revokeKey } from '#operations/api-keys/revoke-key.ts'
import { listKeys, readKey } from '#storage/queries/api-keys.ts'
import { notFound } from '../not-found.ts'
import { Answered, route, type Route } from '../route.ts'

export const apiKeysRoutes: readonly Route[] = [
  route(apiKeysEndpoints.listKeys, ({ read, now, query: { show, ...page } }) =>
    read((db) => listKeys(db, { ...page, usableAt: show === 'usable' ? now : undefined })),
  ),
  route(apiKeysEndpoints.createKey, async ({ perform, body }) => {
    const key = newKey()
    let isNew = false
    const answered = await perform(createKey, { ...body, key }, (made) => {
      isNew = true
      return { ...made, key: null }
    })
    // The answer is kept for a repeated request, so the key is put in only now.
    return new Answered({ ...(answered.json as object), key: isNew ? key : null })
  }),
  route(apiKeysEndpoints.readKey, async ({ read, params: { keyId } }) =>
    notFound('key', await read((db) => readKey(db, keyId))),
  ),
  route(apiKeysEndpoints.revokeKey, ({ perform, params }) => perform(revokeKey, params, () => ({}))),
]

import { z } from 'zod'
import { KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, page, paging, words } from './wire.ts'

const apiKey = z
  .object({
    id,
    accountId: id.nullable().meta({ description: 'The one account it is confined to' }),
    name: z.string(),
    prefix: z.string().meta({ description: 'Its first characters, to tell keys apart' }),
    scopes: z.array(z.string()),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'To the minute' }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' })

const newApiKey = z
  .object({
    ...apiKey.shape,
    key: z.string().nullable().meta({
      description:
        'Sent as `Authorization: Bearer`. Shown this once and kept nowhere; null where the request was repeated',
    }),
  })
  .meta({ id: 'NewApiKey' })

const params = z.object({ keyId: id })

export const apiKeysEndpoints = {
  listKeys: endpoint({
    id: 'api-keys.list',
    method: 'GET',
    path: '/api-keys',
    summary: 'Keys of machines, the newest first',
    access: 'api-keys.read',
    query: z.object({
      ...paging,
      show: z.enum(['usable', 'all']).default('usable').meta({ description: '`all`: revoked and expired ones too' }),
    }),
    response: page(apiKey),
  }),
  createKey: endpoint({
    id: 'api-keys.create',
    method: 'POST',
    path: '/api-keys',
    summary: 'Give a machine a key; it is shown once',
    description:
      'Its scopes are permissions, never more than its creator has; confined to an account, never more than that account’s own administrator has.',
    access: 'api-keys.write',
    body: z
      .object({
        name: words(80),
        scopes: z
          .array(z.enum(KEY_SCOPES))
          .min(1)
          .max(KEY_SCOPES.length)
          .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each scope once.'),
        accountId: id.optional(),
        expiresAt: instant.optional().meta({ description: 'Left out: until it is revoked' }),
      })
      .strict(),
    response: newApiKey,
    status: 201,
  }),
  readKey: endpoint({
    id: 'api-keys.read',
    method: 'GET',
    path: '/api-keys/{keyId}',
    summary: 'A key, without what proves it',
    access: 'api-keys.read',
    params,
    response: apiKey,
  }),
  revokeKey: endpoint({
    id: 'api-keys.revoke',
    method: 'DELETE',
    path: '/api-keys/{keyId}',
    summary: 'Revoke a key, at once and for good',
    access: 'api-keys.write',
    params,
  }),
} satisfies Record<string, Endpoint>

import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, words } from './wire.ts'

const brand = z
  .object({
    name: words(80),
    colour: z.string().regex(/^#[0-9a-f]{6}$/, 'Write a colour like #0b5d7a.'),
    supportEmail: email,
    version: z.number().int(),
  })
  .meta({ id: 'Brand' })

export const brandEndpoints = {
  readBrand: endpoint({
    id: 'brand.read',
    method: 'GET',
    path: '/brand',
    summary: 'What the reseller’s customers see',
    access: 'brand.read',
    response: brand,
    etag: true,
  }),
  writeBrand: endpoint({
    id: 'brand.write',
    method: 'PUT',
    path: '/brand',
    summary: 'Change what the reseller’s customers see',
    access: 'brand.write',
    body: brand.omit({ version: true }).strict(),
    response: brand,
    etag: true,
  }),
} satisfies Record<string, Endpoint>

import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, words } from './wire.ts'

const HIT_KINDS = [
  'account',
  'number',
  'statement',
  'payment',
  'port',
  'port-out',
  'number-order',
  'calling-plan',
  'number-plan',
  'rate-deck',
] as const

const hit = z
  .object({
    kind: z.enum(HIT_KINDS),
    id: z.string().meta({ description: 'Of its kind: of a number, the number' }),
    title: z.string(),
    detail: z.string().meta({ description: 'One line to tell it from others' }),
    status: z.string().nullable().meta({ description: 'In the words of its kind' }),
    accountId: id.nullable().meta({ description: 'Whose it is' }),
    accountNumber: z.string().nullable(),
    accountName: z.string().nullable(),
  })
  .meta({ id: 'SearchHit' })

export const searchEndpoints = {
  search: endpoint({
    id: 'search.find',
    method: 'GET',
    path: '/search',
    summary: 'Find customers, numbers, documents, orders and plans by what somebody typed',
    description:
      'By name, account number, e-mail address, ABN, phone number in any form, document or order number. The likeliest kind first; only kinds the role may read.',
    access: 'search.read',
    query: z.object({
      q: words(100),
      limit: z.coerce.number().int().min(1).max(10).default(5).meta({ description: 'Of each kind' }),
    }),
    response: z.object({ items: z.array(hit) }),
  }),
} satisfies Record<string, Endpoint>

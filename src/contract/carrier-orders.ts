import { z } from 'zod'
import { CARRIER_WAYS } from '#domain/porting/carrier.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, words } from './wire.ts'

const params = z.object({ portId: id })
const attempt = z.coerce
  .number()
  .int()
  .min(1)
  .max(1000)
  .optional()
  .meta({ description: 'Which attempt; left out: the present one' })

const carrierOrder = z
  .object({
    upstream: z
      .object({ id, name: z.string(), way: z.enum(CARRIER_WAYS), email: z.string().nullable() })
      .nullable()
      .meta({ description: 'The carrier it is lodged with; null: none that is written down' }),
    reference: z.string().nullable().meta({ description: 'The carrier’s own number of the order' }),
    lodgedAt: instant.nullable(),
    attempts: z.array(z.int()).meta({ description: 'Each has its request form' }),
    mails: z
      .array(
        z.object({
          attempt: z.int(),
          to: z.string(),
          status: z.enum(['queued', 'waiting', 'sent', 'failed']),
          at: instant,
          answer: z.string().nullable().meta({ description: 'What the mail server said last' }),
        }),
      )
      .meta({ description: 'Request forms that were mailed to the carrier, the last first' }),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why the last answer of the carrier cannot be taken; it is tried again by itself' }),
  })
  .meta({ id: 'CarrierOrder' })

const idList = z
  .codec(
    z.string().regex(/^[1-9]\d{0,9}(,[1-9]\d{0,9}){0,199}$/, 'Give ids, parted by commas; 200 at the most.'),
    z.array(z.number().int()),
    {
      decode: (text) => text.split(',').map(Number),
      encode: (ids) => ids.join(','),
    },
  )
  .refine((ids) => ids.every((one) => one <= 2_147_483_647), 'There is no id so high.')
  .meta({ description: 'Ids of ports, parted by commas', examples: ['1,2'] })

/** Ports as their upstream carriers see them. */
export const carrierOrdersEndpoints = {
  readCarrierOrder: endpoint({
    id: 'carrier-orders.read',
    method: 'GET',
    path: '/ports/{portId}/carrier-order',
    summary: 'Which carrier has a port, under which reference, and what was sent to it',
    access: 'carriers.read',
    params,
    response: carrierOrder,
  }),
  changeCarrierReference: endpoint({
    id: 'carrier-orders.change-reference',
    method: 'PUT',
    path: '/ports/{portId}/carrier-order/reference',
    summary: 'Put right under which reference the carrier has a port',
    access: 'ports.work',
    params,
    body: z.object({ reference: words(80) }).strict(),
    response: carrierOrder,
  }),
  readRequestFormPdf: endpoint({
    id: 'carrier-orders.request-form-pdf',
    method: 'GET',
    path: '/ports/{portId}/request-form.pdf',
    summary: 'The form a port is lodged with, as it was submitted, as a page',
    access: 'carriers.read',
    params,
    query: z.object({ attempt }),
    media: { response: 'application/pdf' },
  }),
  readRequestFormCsv: endpoint({
    id: 'carrier-orders.request-form-csv',
    method: 'GET',
    path: '/ports/{portId}/request-form.csv',
    summary: 'The same as a table, a line a number, with columns for the carrier’s answer',
    access: 'carriers.read',
    params,
    query: z.object({ attempt }),
    media: { response: 'text/csv' },
  }),
  exportRequestForms: endpoint({
    id: 'carrier-orders.request-forms',
    method: 'GET',
    path: '/request-forms',
    summary: 'The request forms of several ports as one table; those that were never submitted are left out',
    access: 'carriers.read',
    query: z.object({ ports: idList }),
    media: { response: 'text/csv' },
  }),
} satisfies Record<string, Endpoint>

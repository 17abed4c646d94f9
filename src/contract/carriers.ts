import { z } from 'zod'
import { CARRIER_WAYS, OFFICE_WAYS } from '#domain/porting/carrier.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, id, words } from './wire.ts'

const carrier = z
  .object({
    id,
    name: z.string(),
    isUpstream: z.boolean().meta({ description: 'Orders are lodged with it; else numbers only leave it' }),
    isDefault: z.boolean().meta({ description: 'Orders go to it where nobody says' }),
    way: z.enum(CARRIER_WAYS).meta({
      description:
        'by-hand: people deal with it; files: it is mailed request forms; simulator: none at all, for demonstrations',
    }),
    email: z.string().nullable().meta({ description: 'Of its porting desk' }),
    orderCount: z.int().meta({ description: 'Ports that were lodged with it' }),
    version: z.int(),
  })
  .meta({ id: 'Carrier' })

const carrierWritten = z
  .object({
    name: words(80),
    isUpstream: z.boolean().default(false),
    isDefault: z.boolean().default(false).meta({ description: 'The one before is none any more' }),
    way: z.enum(OFFICE_WAYS).default('by-hand'),
    email: email.nullable().default(null),
  })
  .strict()

const params = z.object({ carrierId: id })

export const carriersEndpoints = {
  listCarriers: endpoint({
    id: 'carriers.list',
    method: 'GET',
    path: '/carriers',
    summary: 'The carriers the porting desk deals with: upstream ones and those numbers leave',
    access: 'carriers.read',
    response: z.object({ items: z.array(carrier) }),
  }),
  listCarrierNames: endpoint({
    id: 'carriers.names',
    method: 'GET',
    path: '/carrier-names',
    summary: 'Names of carriers, to choose the losing one from; any other may be written',
    access: 'ports.read',
    response: z.object({ items: z.array(z.string()) }),
  }),
  addCarrier: endpoint({
    id: 'carriers.add',
    method: 'POST',
    path: '/carriers',
    summary: 'Write down a carrier; the first upstream one is the default',
    access: 'carriers.write',
    body: carrierWritten,
    response: carrier,
    status: 201,
    etag: true,
  }),
  changeCarrier: endpoint({
    id: 'carriers.change',
    method: 'PUT',
    path: '/carriers/{carrierId}',
    summary: 'Change a carrier',
    access: 'carriers.write',
    params,
    body: carrierWritten,
    response: carrier,
    etag: true,
  }),
  removeCarrier: endpoint({
    id: 'carriers.remove',
    method: 'DELETE',
    path: '/carriers/{carrierId}',
    summary: 'Remove a carrier no port refers to, with the calendars that were its own',
    access: 'carriers.write',
    params,
  }),
} satisfies Record<string, Endpoint>

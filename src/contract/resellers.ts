import { z } from 'zod'
import { brandFields } from './brand.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, id, instant, page, paging, timeZone, words } from './wire.ts'

const terms = {
  name: words(80).meta({ description: 'As the operator calls it; its customers see the brand’s name' }),
  timeZone,
  wholesalePlanId: id
    .nullable()
    .meta({ description: 'The calling plan it pays the operator by: the cost side of its calls' }),
  numberQuarantineMonths: z.number().int().min(0).max(24),
}

const reseller = z
  .object({
    id,
    ...terms,
    brandName: z.string(),
    supportEmail: z.string(),
    legalName: z.string().nullable(),
    abn: z.string().nullable(),
    accounts: z.number().int(),
    activeAccounts: z.number().int(),
    numbers: z.number().int(),
    owners: z.number().int(),
    createdAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'Reseller' })

const { name, colour, supportEmail, legalName, abn, gstRegistered } = brandFields
const params = z.object({ resellerId: id })

export const resellersEndpoints = {
  listResellers: endpoint({
    id: 'resellers.list',
    method: 'GET',
    path: '/resellers',
    summary: 'The resellers of the installation by name',
    access: 'resellers.read',
    query: z.object({ ...paging, search: words(80).optional() }),
    response: page(reseller),
  }),
  openReseller: endpoint({
    id: 'resellers.open',
    method: 'POST',
    path: '/resellers',
    summary: 'Open a reseller and invite its first owner by e-mail',
    description: 'It starts with the three number plans Bundled Line, Additional Line and 1300/1800 Number.',
    access: 'resellers.write',
    body: z
      .object({
        name: terms.name,
        timeZone: timeZone.default('Australia/Sydney'),
        brand: z
          .object({
            name,
            colour,
            supportEmail,
            legalName: legalName.default(null),
            abn: abn.default(null),
            gstRegistered: gstRegistered.default(true),
          })
          .strict(),
        owner: z.object({ name: words(120), email }).strict(),
      })
      .strict(),
    response: reseller,
    status: 201,
    etag: true,
  }),
  readReseller: endpoint({
    id: 'resellers.read',
    method: 'GET',
    path: '/resellers/{resellerId}',
    summary: 'A reseller, with how much it has',
    access: 'resellers.read',
    params,
    response: reseller,
    etag: true,
  }),
  changeReseller: endpoint({
    id: 'resellers.change',
    method: 'PATCH',
    path: '/resellers/{resellerId}',
    summary: 'Change what the operator agreed with a reseller',
    description: 'Its brand is changed at /brand, with the header tollgate-reseller.',
    access: 'resellers.write',
    params,
    body: z.object(terms).partial().strict(),
    response: reseller,
    etag: true,
  }),
} satisfies Record<string, Endpoint>

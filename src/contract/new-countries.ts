import { z } from 'zod'
import { COUNTRY_KEYS } from '#domain/usage/countries.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant } from './wire.ts'

const newCountry = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    country: z.enum(COUNTRY_KEYS),
    name: z.string(),
    firstCalledAt: instant,
    confirmedAt: instant.nullable().meta({ description: 'When somebody said that calls there are theirs' }),
  })
  .meta({ id: 'NewCountry' })

export const newCountriesEndpoints = {
  listNewCountries: endpoint({
    id: 'new-countries.list',
    method: 'GET',
    path: '/new-countries',
    summary: 'Countries that accounts called for the first time, the last first; 200 at the most',
    access: 'risk.read',
    query: z.object({ days: z.coerce.number().int().min(1).max(31).default(7).meta({ description: 'Until now' }) }),
    response: z.object({ items: z.array(newCountry) }),
  }),
} satisfies Record<string, Endpoint>

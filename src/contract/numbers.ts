import { z } from 'zod'
import { NUMBER_KINDS } from '#domain/numbers/describe-number.ts'
import { NUMBER_STATUSES } from '#domain/numbers/number-status.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, flag, id, instant, pageWithTotal, paging, phoneNumber, prose, words } from './wire.ts'

export const australianState = z
  .enum(['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA'])
  .meta({ id: 'AustralianState' })

export const numberKind = z.enum(NUMBER_KINDS).meta({ id: 'NumberKind' })

/** A number as people write it. */
export const writtenNumber = words(32).meta({ examples: ['0370101234', '61370101234', '1300 975 701'] })

export const numberPattern = words(40).meta({
  description:
    'Digits of the number as dialled or as E.164; * stands for any digits, ? for one, letters are those of the keys. ' +
    'Without * the digits may stand anywhere.',
  examples: ['0370*', '*1234', '1300 FLOWER'],
})

const numberParam = z.object({ number: phoneNumber })

const inventoryNumber = z
  .object({
    number: phoneNumber,
    dialled: z.string().meta({ description: 'As it is dialled in Australia', examples: ['0370101234'] }),
    kind: z.enum([...NUMBER_KINDS, 'other']),
    state: australianState.nullable(),
    region: z.string(),
    status: z.enum(NUMBER_STATUSES),
    accountId: id
      .nullable()
      .meta({ description: 'Who holds it, whom it is reserved for, or to whom it is coming by a port' }),
    accountNumber: z.string().nullable(),
    accountName: z.string().nullable(),
    reservedUntil: instant.nullable().meta({ description: 'null of a reserved number: until its order is done' }),
    orderId: id.nullable(),
    quarantinedUntil: instant.nullable(),
    note: z.string(),
    addedAt: instant,
    changedAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'InventoryNumber' })

const filter = {
  kind: numberKind.optional(),
  state: australianState.optional(),
  region: words(80).optional(),
  status: z.enum(NUMBER_STATUSES).optional(),
  accountId: id.optional(),
  pattern: numberPattern.optional(),
}

const some = z.array(phoneNumber).min(1).max(100)
const moved = z.object({ items: z.array(inventoryNumber) })
const reason = words(200)

const beginning = z.enum(['available', 'porting'])

const settings = z
  .object({
    quarantineMonths: z.int().min(0).max(24).meta({
      description: 'How many months a released number rests before another account may have it; 6 from the start',
    }),
  })
  .meta({ id: 'NumberSettings' })

const faulty = z.object({ line: z.number().int(), field: z.string().nullable(), message: z.string() })

export const numbersEndpoints = {
  listNumbers: endpoint({
    id: 'numbers.list',
    method: 'GET',
    path: '/numbers',
    summary: 'Search the number inventory',
    access: 'inventory.read',
    query: z.object({ ...paging, ...counting, ...filter }),
    response: pageWithTotal(inventoryNumber),
  }),
  exportNumbers: endpoint({
    id: 'numbers.export',
    method: 'GET',
    path: '/numbers/export',
    summary: 'What a search finds, all of it, as CSV',
    access: 'inventory.read',
    query: z.object(filter),
    media: { response: 'text/csv' },
  }),
  listRegions: endpoint({
    id: 'numbers.regions',
    method: 'GET',
    path: '/numbers/regions',
    summary: 'States and regions, with how many numbers are free in each',
    access: 'inventory.read',
    response: z.object({
      items: z.array(
        z.object({
          kind: z.enum([...NUMBER_KINDS, 'other']),
          state: australianState.nullable(),
          region: z.string(),
          free: z.number().int(),
          total: z.number().int().meta({ description: 'Without retired ones' }),
        }),
      ),
    }),
  }),
  suggestNumbers: endpoint({
    id: 'numbers.suggestions',
    method: 'GET',
    path: '/numbers/suggestions',
    summary: 'Five free numbers to choose from',
    access: 'inventory.read',
    query: z.object({
      kind: numberKind.default('geographic'),
      state: australianState.optional(),
      region: words(80).optional(),
      pattern: numberPattern.optional(),
    }),
    response: z.object({ items: z.array(inventoryNumber) }),
  }),
  readNumberSettings: endpoint({
    id: 'numbers.read-settings',
    method: 'GET',
    path: '/numbers/settings',
    summary: 'How long released numbers rest',
    access: 'inventory.read',
    response: settings,
  }),
  changeNumberSettings: endpoint({
    id: 'numbers.change-settings',
    method: 'PUT',
    path: '/numbers/settings',
    summary: 'Change how long released numbers rest, from now on',
    access: 'numbers.correct',
    body: settings.strict(),
    response: settings,
  }),
  readNumber: endpoint({
    id: 'numbers.read',
    method: 'GET',
    path: '/numbers/{number}',
    summary: 'One number of the inventory, and who held it when',
    access: 'inventory.read',
    params: numberParam,
    response: inventoryNumber.extend({
      holders: z.array(
        z.object({
          accountId: id,
          accountNumber: z.string(),
          accountName: z.string(),
          from: instant,
          to: instant.nullable(),
        }),
      ),
    }),
    etag: true,
  }),
  addNumbers: endpoint({
    id: 'numbers.add',
    method: 'POST',
    path: '/numbers',
    summary: 'Add a number, or a range of up to 1000, to the inventory',
    description: 'State and region come from the digits where they are left out. All are added, or none.',
    access: 'inventory.write',
    body: z
      .object({
        number: writtenNumber.optional(),
        from: writtenNumber.optional(),
        to: writtenNumber.optional(),
        status: beginning.default('available'),
        state: australianState.optional(),
        region: words(80).optional(),
        note: prose(500).default(''),
      })
      .strict(),
    response: z.object({ added: z.array(phoneNumber) }),
    status: 201,
  }),
  importNumbers: endpoint({
    id: 'numbers.import',
    method: 'POST',
    path: '/numbers/import',
    summary: 'Add the numbers of a CSV file: number[,status,state,region]',
    description:
      'Every faulty row is named with its line. All rows are taken or none, unless faultyRows is skip. With dryRun ' +
      'nothing is kept.',
    access: 'inventory.write',
    query: z.object({
      dryRun: flag.default(false),
      faultyRows: z.enum(['refuse', 'skip']).default('refuse'),
    }),
    media: { request: 'text/csv' },
    response: z.object({
      dryRun: z.boolean(),
      added: z.number().int(),
      faulty: z.array(faulty),
    }),
  }),
  changeNumber: endpoint({
    id: 'numbers.change',
    method: 'PATCH',
    path: '/numbers/{number}',
    summary: 'Change state, region or note of a number',
    access: 'inventory.write',
    params: numberParam,
    body: z
      .object({ state: australianState.nullable(), region: prose(80), note: prose(500) })
      .partial()
      .strict(),
    response: inventoryNumber,
    etag: true,
  }),
  reserveNumbers: endpoint({
    id: 'numbers.reserve',
    method: 'POST',
    path: '/numbers/reserve',
    summary: 'Keep free numbers for an account, or for whoever comes, until an instant',
    access: 'inventory.write',
    body: z
      .object({
        numbers: some,
        accountId: id.optional(),
        until: instant.optional().meta({ description: 'Three days from now; 90 days at the most' }),
      })
      .strict(),
    response: moved,
  }),
  releaseReservations: endpoint({
    id: 'numbers.release-reservation',
    method: 'POST',
    path: '/numbers/release-reservation',
    summary: 'Give reserved numbers back',
    access: 'inventory.write',
    body: z.object({ numbers: some }).strict(),
    response: moved,
  }),
  putInService: endpoint({
    id: 'numbers.put-in-service',
    method: 'POST',
    path: '/numbers/put-in-service',
    summary: 'Make numbers available whose port to us is complete',
    access: 'inventory.write',
    body: z.object({ numbers: some }).strict(),
    response: moved,
  }),
  endQuarantine: endpoint({
    id: 'numbers.end-quarantine',
    method: 'POST',
    path: '/numbers/end-quarantine',
    summary: 'Let numbers be used again before their quarantine is over',
    access: 'numbers.correct',
    body: z.object({ numbers: some, reason }).strict(),
    response: moved,
  }),
  retireNumbers: endpoint({
    id: 'numbers.retire',
    method: 'POST',
    path: '/numbers/retire',
    summary: 'Take numbers out of service for good: given back to the carrier, ported away',
    access: 'inventory.write',
    body: z.object({ numbers: some, reason }).strict(),
    response: moved,
  }),
} satisfies Record<string, Endpoint>

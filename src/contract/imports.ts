import { z } from 'zod'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, currency, id, instant, money, pageWithTotal, paging, timeZone, words } from './wire.ts'

const PROFILE_NAMES = BUILT_IN_CDR_PROFILES.map(({ name }) => name)

const profile = z.record(z.string().max(60), z.unknown()).meta({
  description: 'How the records of a source are read: columns, times, numbers, directions',
})

const callSource = z
  .object({
    id,
    name: z.string(),
    profile,
    shared: z.boolean().meta({ description: 'The installation’s own, for all its resellers' }),
  })
  .meta({ id: 'CallSource' })

const count = z.number().int()

const callImport = z
  .object({
    id,
    kind: z.enum(['file', 'events']).meta({ description: 'events: calls told one by one, a day of them' }),
    source: z.string(),
    fileName: z.string(),
    status: z
      .enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
      .meta({ description: 'cancelled: stopped by somebody; the calls read up to then are in' }),
    failure: z.string().nullable().meta({ description: 'Why the file cannot be read' }),
    bytes: count,
    bytesDone: count.meta({ description: 'Read and in the database' }),
    calls: count.meta({ description: 'Rated and free' }),
    rated: count,
    free: count,
    duplicates: count.meta({ description: 'In already' }),
    suspended: count.meta({ description: 'Not priced or not attributed' }),
    rejected: count.meta({ description: 'Rows that cannot be read' }),
    waiting: count.meta({ description: 'Of those, in suspense still' }),
    charge: money.meta({ description: 'Ex GST' }),
    currency,
    startedAt: instant.meta({ description: 'When it was sent' }),
    readingSince: instant.nullable().meta({ description: 'null: it waits for its turn' }),
    bytesPerSecond: count.nullable().meta({ description: 'While it is read: on average so far' }),
    secondsLeft: count.nullable().meta({ description: 'While it is read; null: not known yet' }),
    finishedAt: instant.nullable(),
    canCancel: z.boolean(),
    uploadedBy: z.string(),
  })
  .meta({ id: 'CallImport' })

const importId = z.object({ importId: id })

export const importsEndpoints = {
  listCallSources: endpoint({
    id: 'call-sources.list',
    method: 'GET',
    path: '/call-sources',
    summary: 'The switches and carriers calls come from',
    access: 'suspense.read',
    response: z.object({ items: z.array(callSource) }),
  }),
  createCallSource: endpoint({
    id: 'call-sources.create',
    method: 'POST',
    path: '/call-sources',
    summary: 'Register a switch or carrier calls come from',
    description:
      'It keeps its profile for good: the ids of its calls depend on it. A reseller’s source reads calls for its own accounts only.',
    access: 'calls.import',
    body: z
      .object({
        name: words(60),
        profile: z.union([z.string().max(60), profile]).meta({
          description: `A built-in profile (${PROFILE_NAMES.join(', ')}), or one of your own`,
        }),
        timeZone: timeZone.optional().meta({ description: 'Stands in for the profile’s zone' }),
        shared: z.boolean().default(false).meta({ description: 'For all resellers; the operator’s to make' }),
      })
      .strict(),
    response: callSource,
    status: 201,
  }),
  listImports: endpoint({
    id: 'imports.list',
    method: 'GET',
    path: '/imports',
    summary: 'Imports of calls, newest first',
    access: 'suspense.read',
    query: z.object({ ...paging, ...counting, source: words(60).optional() }),
    response: pageWithTotal(callImport),
  }),
  uploadCalls: endpoint({
    id: 'imports.upload',
    method: 'POST',
    path: '/imports',
    summary: 'Send a file of calls, to be read in the background',
    description:
      'The file itself is the body. The same file again is the same import and changes nothing; so do calls that are in already.',
    access: 'calls.import',
    query: z.object({ source: words(60), fileName: words(120).default('calls.csv') }),
    response: callImport,
    status: 202,
    media: { request: 'text/csv' },
  }),
  readImport: endpoint({
    id: 'imports.read',
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'An import and how far it is',
    access: 'suspense.read',
    params: importId,
    response: callImport,
  }),
  cancelImport: endpoint({
    id: 'imports.cancel',
    method: 'POST',
    path: '/imports/{importId}/cancel',
    summary: 'Stop an import that waits or is being read',
    description:
      'What was read up to then stays in. It stops within seconds. Sending the file again goes on where it was stopped.',
    access: 'calls.import',
    params: importId,
    response: callImport,
  }),
  rejectedRows: endpoint({
    id: 'imports.rejected',
    method: 'GET',
    path: '/imports/{importId}/rejected',
    summary: 'The rows of an import that wait in suspense, as CSV',
    access: 'suspense.read',
    params: importId,
    query: z.object({
      rows: z
        .enum(['rejected', 'all'])
        .default('rejected')
        .meta({ description: 'Those that cannot be read; or all that are suspended' }),
    }),
    media: { response: 'text/csv' },
  }),
} satisfies Record<string, Endpoint>

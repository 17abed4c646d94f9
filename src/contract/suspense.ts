import { z } from 'zod'
import type { CdrField } from '#domain/usage/cdr-profile.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES, type SuspenseCause } from '#domain/usage/suspense-cause.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, currency, id, instant, money, page, pageWithTotal, paging, words } from './wire.ts'

const [firstCause = 'unreadable_row', ...otherCauses] = Object.keys(SUSPENSE_CAUSE_CODES) as SuspenseCause[]
export const SUSPENSE_CAUSES: readonly [SuspenseCause, ...SuspenseCause[]] = [firstCause, ...otherCauses]

/** Of a suspended row: its source and key. */
export const suspenseId = z
  .codec(
    z
      .string()
      .regex(
        /^([1-9]\d{0,3}|[12]\d{4}|3[01]\d{3}|32[0-6]\d\d)-[0-9a-f]{16}$/,
        'Take the id from the list of suspended rows.',
      ),
    z.custom<{ readonly sourceId: number; readonly callKey: bigint }>((value) => typeof value === 'object'),
    {
      decode: (text) => {
        const [source = '', key = ''] = text.split('-')
        return { sourceId: Number(source), callKey: BigInt.asIntN(64, BigInt(`0x${key}`)) }
      },
      encode: ({ sourceId, callKey }) => `${sourceId}-${BigInt.asUintN(64, callKey).toString(16).padStart(16, '0')}`,
    },
  )
  .meta({ id: 'SuspenseId' })

/** Of calls that one thing would put right: from the list of groups. */
export const suspenseGroup = z
  .string()
  .regex(/^[a-z_]{1,30}:[0-9A-Za-z:._-]{0,60}$/, 'Take the group from the list of groups.')
  .meta({ id: 'SuspenseGroupKey', examples: ['no_owner:61370101234'] })

const filters = {
  group: suspenseGroup.optional(),
  cause: oneOrMore(SUSPENSE_CAUSES).optional(),
  source: words(60).optional(),
  importId: id.optional(),
  accountId: id.optional(),
}

const suspendedFields = {
  id: suspenseId,
  cause: z.enum(SUSPENSE_CAUSES),
  meaning: z.string(),
  fix: z.string().meta({ description: 'What puts it right' }),
  source: z.string(),
  importId: id,
  fileName: z.string().nullable(),
  line: z.number().int(),
  row: z.string().meta({ description: 'As the source wrote it' }),
  accountId: id.nullable().meta({ description: 'null: whose call it is, is not known' }),
  origin: z.string(),
  destination: z.string(),
  serviceType: z.enum(CALL_SERVICE_TYPES).nullable(),
  startedAt: instant.nullable(),
  durationSeconds: z.number().int().nullable(),
  tries: z.number().int(),
  suspendedAt: instant,
}

const retried = z
  .object({
    tried: z.number().int(),
    rated: z.number().int(),
    free: z.number().int(),
    duplicates: z.number().int(),
    stillSuspended: z.number().int(),
    charge: money.meta({ description: 'Ex GST' }),
    currency,
  })
  .meta({ id: 'SuspenseRetried' })

const CORRECTED_FIELDS = [
  'aNumber',
  'bNumber',
  'startedAt',
  'durationSeconds',
  'direction',
  'disposition',
  'forwardedBy',
  'forwardedTo',
  'cost',
] as const satisfies readonly CdrField[]

const field = z
  .string()
  .max(60)
  .refine((text) => !/\p{Cc}/u.test(text), 'Control characters are not allowed here.')

export const suspenseEndpoints = {
  listSuspense: endpoint({
    id: 'suspense.list',
    method: 'GET',
    path: '/suspense',
    summary: 'Calls that could not be priced or attributed, those that have waited longest first',
    access: 'suspense.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithTotal(z.object(suspendedFields).meta({ id: 'SuspendedCall' })),
  }),
  readSuspense: endpoint({
    id: 'suspense.read',
    method: 'GET',
    path: '/suspense/{suspenseId}',
    summary: 'A suspended row with its fields, as its source wrote them',
    access: 'suspense.read',
    params: z.object({ suspenseId }),
    response: z
      .object({
        ...suspendedFields,
        fields: z
          .array(z.object({ field: z.enum(CORRECTED_FIELDS), value: z.string() }))
          .meta({ description: 'Those files of the source have; empty where the row cannot be taken apart' }),
      })
      .meta({ id: 'SuspendedRow' }),
  }),
  countSuspense: endpoint({
    id: 'suspense.causes',
    method: 'GET',
    path: '/suspense/causes',
    summary: 'How many calls wait for which cause, and what puts it right',
    access: 'suspense.read',
    response: z.object({
      items: z.array(
        z
          .object({
            cause: z.enum(SUSPENSE_CAUSES),
            meaning: z.string(),
            fix: z.string(),
            rows: z.number().int(),
            answeredSeconds: z.number().int(),
            oldestAt: instant,
          })
          .meta({ id: 'SuspenseCause' }),
      ),
    }),
  }),
  exportSuspense: endpoint({
    id: 'suspense.export',
    method: 'GET',
    path: '/suspense/export',
    summary: 'Suspended calls as CSV',
    access: 'suspense.read',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  retrySuspense: endpoint({
    id: 'suspense.retry',
    method: 'POST',
    path: '/suspense/retry',
    summary: 'Try suspended calls again with the numbers, plans and rates of now',
    access: 'suspense.write',
    body: z
      .object({
        cause: z.array(z.enum(SUSPENSE_CAUSES)).min(1).max(SUSPENSE_CAUSES.length).optional(),
        source: words(60).optional(),
        importId: id.optional(),
        group: suspenseGroup.optional(),
      })
      .strict(),
    response: retried,
  }),
  correctSuspense: endpoint({
    id: 'suspense.correct',
    method: 'POST',
    path: '/suspense/{suspenseId}/correct',
    summary: 'Correct a suspended row and try it again',
    description: 'Single fields, as the source would write them; or the whole row. What the source wrote is kept.',
    access: 'suspense.write',
    params: z.object({ suspenseId }),
    body: z
      .object({
        fields: z
          .object({
            aNumber: field.optional(),
            bNumber: field.optional(),
            startedAt: field.optional(),
            durationSeconds: field.optional(),
            direction: field.optional(),
            disposition: field.optional(),
            forwardedBy: field.optional(),
            forwardedTo: field.optional(),
            cost: field.optional(),
          })
          .strict()
          .optional(),
        row: words(4_000).optional(),
        reason: words(300),
      })
      .strict()
      .refine(
        ({ fields, row }) => (row === undefined) !== (fields === undefined || Object.keys(fields).length === 0),
        'Give either fields or the whole row.',
      ),
    response: retried,
  }),
  dismissSuspense: endpoint({
    id: 'suspense.dismiss',
    method: 'POST',
    path: '/suspense/dismiss',
    summary: 'Give suspended calls up for good, with the reason: some, or a whole group',
    access: 'suspense.dismiss',
    body: z
      .object({
        ids: z.array(suspenseId).min(1).max(200).optional(),
        group: suspenseGroup.optional(),
        reason: words(300),
      })
      .strict()
      .refine(({ ids, group }) => (ids === undefined) !== (group === undefined), {
        path: ['ids'],
        message: 'Give either ids or a group.',
      }),
    response: z.object({ dismissed: z.number().int() }),
  }),
  listDismissed: endpoint({
    id: 'suspense.dismissed',
    method: 'GET',
    path: '/suspense/dismissed',
    summary: 'Calls that were given up for good, the last first',
    access: 'suspense.read',
    query: z.object(paging),
    response: page(
      z
        .object({ ...suspendedFields, dismissedAt: instant, dismissedBy: z.string(), reason: z.string() })
        .meta({ id: 'DismissedCall' }),
    ),
  }),
} satisfies Record<string, Endpoint>

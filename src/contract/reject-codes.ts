import { z } from 'zod'
import { REJECT_PROCESSES } from '#domain/porting/reject-codes.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, flag, id, pageWithTotal, paging, words } from './wire.ts'

const reason = z
  .enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]])
  .meta({ description: 'Our word for it, which opens what is to mend' })

const place = {
  process: z.enum(REJECT_PROCESSES).meta({
    description: 'In answer to what: a simple, complex, special or mobile port, or the validation before a complex',
  }),
  code: words(20).meta({ description: 'As carriers write it', examples: ['005'] }),
}

const terms = {
  reason,
  label: words(80).meta({ description: 'As the office reads it in a list' }),
  customerText: words(400).nullable().meta({ description: 'What the customer is told; null: the words of the reason' }),
  fix: words(400).nullable().meta({ description: 'What puts it right; null: the words of the reason' }),
  isRetryable: z.boolean().meta({ description: 'Whether submitting again, once it is mended, can go through' }),
  isWholeOrder: z.boolean().meta({ description: 'Whether it hits the whole order; else some of its numbers' }),
  isRetired: z.boolean().meta({ description: 'Not given any more; what was rejected with it keeps its words' }),
}

const rejectCode = z
  .object({
    id,
    ...place,
    carrier: z
      .object({ id, name: z.string() })
      .nullable()
      .meta({ description: 'The upstream carrier that gives it; null: any' }),
    ...terms,
    uses: z.int().meta({ description: 'How many attempts were rejected with it' }),
    version: z.int(),
  })
  .meta({ id: 'PortRejectCode' })

const oneCode = z.object({ rejectCodeId: id })

export const rejectCodesEndpoints = {
  listRejectCodes: endpoint({
    id: 'reject-codes.list',
    method: 'GET',
    path: '/port-reject-codes',
    summary: 'The codes carriers reject ports with, and what each means',
    access: 'ports.work',
    query: z.object({
      ...paging,
      ...counting,
      process: oneOrMore(REJECT_PROCESSES).optional(),
      reason: oneOrMore(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]).optional(),
      carrierId: id.optional().meta({ description: 'Those of this upstream carrier, with those of any' }),
      retired: flag.optional(),
      search: words(80).optional().meta({ description: 'Part of the code or of its words' }),
    }),
    response: pageWithTotal(rejectCode),
  }),
  addRejectCode: endpoint({
    id: 'reject-codes.add',
    method: 'POST',
    path: '/port-reject-codes',
    summary: 'Add a code carriers reject with',
    access: 'ports.settings',
    body: z
      .object({
        ...place,
        carrierId: id.nullable().meta({ description: 'The upstream carrier that gives it; null: any' }),
        ...terms,
        isRetired: terms.isRetired.default(false),
      })
      .strict(),
    response: rejectCode,
    status: 201,
    etag: true,
  }),
  changeRejectCode: endpoint({
    id: 'reject-codes.change',
    method: 'PUT',
    path: '/port-reject-codes/{rejectCodeId}',
    summary: 'Change what a code means from now on, retire it, or bring it back',
    description: 'What was rejected with it before keeps the words it was rejected with.',
    access: 'ports.settings',
    params: oneCode,
    body: z.object(terms).strict(),
    response: rejectCode,
    etag: true,
  }),
  removeRejectCode: endpoint({
    id: 'reject-codes.remove',
    method: 'DELETE',
    path: '/port-reject-codes/{rejectCodeId}',
    summary: 'Take a code away that nothing was rejected with; one that was used is retired',
    access: 'ports.settings',
    params: oneCode,
  }),
} satisfies Record<string, Endpoint>

import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, id, instant, longId, pageWithTotal, paging, words } from './wire.ts'

const auditLine = z
  .object({
    no: longId,
    at: instant,
    actor: z.string(),
    actorName: z.string(),
    operation: z.string(),
    subject: z.string(),
    accountId: id.nullable(),
    before: z.unknown(),
    after: z.unknown(),
    origin: z.string(),
  })
  .meta({ id: 'AuditLine' })

const filter = {
  accountId: id.optional(),
  subject: words(100).optional().meta({ description: '`account 17`' }),
  actor: words(40).optional().meta({ description: '`user 12`, `key 3`, `system`' }),
  operation: words(80).optional().meta({ description: '`account.activate`' }),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'Exclusive' }),
}

const seal = z.string().regex(/^[0-9a-f]{64}$/, 'A seal has 64 hexadecimal digits.')
const lineNo = z
  .string()
  .regex(/^\d{1,18}$/, 'The number of a line is digits.')
  .meta({ description: '0: the chain has no line yet' })

const verification = z
  .object({
    ok: z.boolean(),
    lines: z.number().int(),
    lastNo: lineNo,
    seal: seal.nullable().meta({
      description:
        'Of the last line. Note it down elsewhere: asked again with it, this shows that nothing up to there was touched.',
    }),
    noted: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the seal that was asked about is still that of its line' }),
    faults: z.array(z.object({ no: lineNo, kind: z.enum(['changed', 'missing', 'end']) })),
    faultCount: z.number().int(),
  })
  .meta({ id: 'AuditVerification' })

export const auditEndpoints = {
  listAudit: endpoint({
    id: 'audit.list',
    method: 'GET',
    path: '/audit',
    summary: 'The audit chain: who did what, before and after, newest first',
    access: 'audit.read',
    query: z.object({ ...paging, ...counting, ...filter }),
    response: pageWithTotal(auditLine),
  }),
  exportAudit: endpoint({
    id: 'audit.export',
    method: 'GET',
    path: '/audit/export',
    summary: 'The audit chain as CSV, newest first',
    access: 'audit.read',
    query: z.object(filter),
    media: { response: 'text/csv' },
  }),
  verifyAudit: endpoint({
    id: 'audit.verify',
    method: 'GET',
    path: '/audit/verification',
    summary: 'Reckon the audit chain again: whether a line was changed, left out or cut off',
    access: 'audit.read',
    query: z.object({
      notedNo: longId.optional().meta({ description: 'A line whose seal was noted down before' }),
      notedSeal: seal.optional(),
    }),
    response: verification,
  }),
} satisfies Record<string, Endpoint>

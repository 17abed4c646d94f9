import { z } from 'zod'
import { REFUSAL_CAUSES } from '#domain/live-calls/refusal.ts'
import { LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, instant, longId, money, words } from './wire.ts'

const seconds = (description: string) => z.number().int().min(1).max(LIVE_LIMITS.mostSeconds).meta({ description })

const asked = z
  .object({
    source: words(60).meta({ description: 'The source the switch’s records come in by' }),
    callId: words(120).meta({ description: 'The switch’s own id of the call, as its record will have it' }),
    from: z.string().max(60).meta({ description: 'As the source writes numbers; a SIP address does too' }),
    to: z.string().max(60),
    direction: z
      .enum(['out', 'in'])
      .meta({ description: 'in: the holder of `to` pays, where the call costs it anything' }),
    accountNumber: words(20)
      .optional()
      .meta({ description: 'Whose line it is, where the switch knows: `from` must be one of its numbers' }),
    forwardedBy: z.string().max(60).optional().meta({ description: 'Whose line forwards the call: it pays' }),
    seconds: seconds(
      `To pay for ahead; ${LIVE_LIMITS.sliceSeconds} if left out. More is asked for by extend`,
    ).optional(),
  })
  .strict()
  .meta({ id: 'CallAsked' })

const decision = z
  .discriminatedUnion('allow', [
    z.object({
      allow: z.literal(true),
      id: longId,
      maxSeconds: z.number().int().meta({ description: 'Since the answer; the switch ends the call then' }),
      mayExtend: z.boolean().meta({ description: 'Asked before the end, there may be more' }),
      emergency: z.boolean(),
      offline: z
        .literal(true)
        .optional()
        .meta({ description: 'The database is away: nothing is held for the call, and it cannot be extended' }),
      accountNumber: z.string().nullable(),
      serviceType: z.string(),
      reserved: money.meta({ description: 'Held for it, inc. GST' }),
      currency,
    }),
    z.object({
      allow: z.literal(false),
      id: longId,
      cause: z.enum(REFUSAL_CAUSES),
      sipCode: z.union([z.literal(403), z.literal(486), z.literal(603)]),
      reason: z.string().meta({ description: 'For the caller’s phone' }),
      words: z.string().meta({ description: 'For the office' }),
    }),
  ])
  .meta({ id: 'CallDecision' })

const authorizationId = z.object({ authorizationId: longId })

const ended = z
  .object({
    source: words(60),
    callId: words(120),
    from: z.string().max(60),
    to: z.string().max(60),
    direction: z.enum(['out', 'in']),
    forwardedBy: z.string().max(60).optional(),
    startedAt: z.iso.datetime({ offset: true }),
    durationSeconds: z
      .number()
      .int()
      .min(0)
      .max(2_000_000_000)
      .meta({ description: 'Answered seconds; 0: not answered' }),
    cost: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,6})?$/, 'Write dollars with at most 6 decimal places, like "0.042".')
      .optional()
      .meta({ description: 'What the carrier charges, ex GST' }),
  })
  .strict()
  .meta({ id: 'CallEnded' })

export const callAuthorizationsEndpoints = {
  authorizeCall: endpoint({
    id: 'call-authorizations.authorize',
    method: 'POST',
    path: '/call-authorizations',
    summary: 'Whether a call may be made now, and for how long',
    description:
      'Asked before each call. An answer that lets a call through holds the money for its seconds: the same dollar never lets two calls through. ' +
      'Asked again with the same source and callId, the answer is the same. 000, 112 and 106 are let through before anything is looked at.',
    access: 'calls.authorize',
    body: asked,
    response: decision,
  }),
  extendCall: endpoint({
    id: 'call-authorizations.extend',
    method: 'POST',
    path: '/call-authorizations/{authorizationId}/extend',
    summary: 'More seconds for a call that goes on',
    access: 'calls.authorize',
    params: authorizationId,
    body: z.object({ seconds: seconds('More than it has') }).strict(),
    response: z
      .object({
        maxSeconds: z
          .number()
          .int()
          .meta({ description: 'In all, since the answer; as before where there is no more' }),
        mayExtend: z.boolean(),
      })
      .meta({ id: 'CallExtension' }),
  }),
  answerCall: endpoint({
    id: 'call-authorizations.answer',
    method: 'POST',
    path: '/call-authorizations/{authorizationId}/answer',
    summary: 'The call was answered: for those who watch, and so that what is held is free soon after its end',
    access: 'calls.authorize',
    params: authorizationId,
    body: z.object({ at: instant.optional() }).strict(),
  }),
  endCall: endpoint({
    id: 'call-authorizations.end',
    method: 'POST',
    path: '/call-authorizations/{authorizationId}/end',
    summary: 'The call is over: its final record, priced and posted as one of a file',
    description:
      'Frees what was held in the transaction that posts the call. Sent again, or come in a file too, the call is in once.',
    access: 'calls.authorize',
    params: authorizationId,
    body: ended,
    response: z
      .object({
        recorded: z
          .boolean()
          .meta({ description: 'false: kept beside the database, which is away, and posted when it is back' }),
      })
      .meta({ id: 'CallRecorded' }),
  }),
} satisfies Record<string, Endpoint>

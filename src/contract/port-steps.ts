import { z } from 'zod'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { port, validationCode } from './port-shapes.ts'
import { id, instant, phoneNumber, positiveMoney, prose, words } from './wire.ts'

const portParam = z.object({ portId: id })

const customerWords = prose(1000)
  .default('')
  .meta({ description: 'Said to the customer: on the timeline and in the mail of the step' })
const staffWords = prose(2000).default('').meta({ description: 'For staff only; the customer never sees it' })
const said = { customerWords, staffWords }
const carrierReference = words(80).meta({ description: 'The upstream carrier’s number for the order; staff only' })

const cutOver = {
  cutOverAt: instant.meta({ description: 'When the cut-over begins' }),
  outOfHours: z
    .boolean()
    .default(false)
    .meta({ description: 'Staff only: outside the porting desk’s hours or days, for a fee' }),
}

const chargeFee = z
  .boolean()
  .default(true)
  .meta({ description: 'Whether the account pays the fee of it; only staff may say no' })

const step = { method: 'POST', access: 'ports.work', params: portParam, response: port } as const
const customerStep = { ...step, access: 'ports.request' } as const

/** What is done with a port, step by step. */
export const portStepsEndpoints = {
  submitPort: endpoint({
    id: 'ports.submit',
    path: '/ports/{portId}/submit',
    summary: 'Submit it, or submit it again when it is mended; a simple or special port is charged now',
    body: z
      .object({
        acceptFee: positiveMoney.optional().meta({
          description: 'The fee ex GST that was shown and accepted; refused where it is another by now',
        }),
        confirmed: z.array(words(60)).max(60).default([]).meta({
          description: 'Codes of findings of the check (GET …/preflight) that are to be confirmed, and are',
        }),
        overrideReason: prose(1000).default('').meta({ description: 'Why staff submit it in spite of these' }),
      })
      .strict(),
    ...customerStep,
  }),
  lodgePort: endpoint({
    id: 'ports.lodge',
    path: '/ports/{portId}/lodge',
    summary: 'Lodge it with the upstream carrier; a carrier that takes them by e-mail is sent the request form',
    body: z
      .object({
        ...said,
        upstreamId: id.optional().meta({ description: 'The upstream carrier; left out: the default one' }),
        carrierReference: carrierReference.optional(),
      })
      .strict(),
    ...step,
  }),
  askPortValidation: endpoint({
    id: 'ports.ask-validation',
    path: '/ports/{portId}/ask-validation',
    summary: 'Note that the losing carrier was asked to validate the numbers of a complex port; this is charged',
    body: z.object({ ...said, carrierReference: carrierReference.optional() }).strict(),
    ...step,
  }),
  confirmPortValidation: endpoint({
    id: 'ports.confirm-validation',
    path: '/ports/{portId}/confirm-validation',
    summary: 'Note that the losing carrier validated the numbers, and what it said of each',
    body: z
      .object({
        numbers: z
          .array(z.object({ number: phoneNumber, code: validationCode, words: words(200).default('') }).strict())
          .max(100)
          .default([]),
        ...said,
      })
      .strict(),
    ...step,
  }),
  splitPort: endpoint({
    id: 'ports.split',
    path: '/ports/{portId}/split',
    summary: 'Let some numbers of a complex port go on as a port of their own, which is answered',
    description: 'It stands where this one does, in the same attempt, which is not charged again.',
    body: z
      .object({
        numbers: z.array(phoneNumber).min(1, 'Say which numbers go on by themselves.').max(99),
        reason: prose(1000).default('').meta({ description: 'Why; the customer reads it' }),
      })
      .strict(),
    ...step,
  }),
  passOnPort: endpoint({
    id: 'ports.pass-on',
    path: '/ports/{portId}/pass-on',
    summary: 'Note that the losing carrier has it',
    body: z.object({ ...said, carrierReference: carrierReference.optional() }).strict(),
    ...step,
  }),
  acceptPort: endpoint({
    id: 'ports.accept',
    path: '/ports/{portId}/accept',
    summary: 'Note that the losing carrier accepts; a complex port is charged now',
    description: 'Where the carrier gave the cut-over date with it, say it here and the date is set as well.',
    body: z.object({ ...said, cutOverAt: cutOver.cutOverAt.optional(), outOfHours: cutOver.outOfHours }).strict(),
    ...step,
  }),
  rejectPort: endpoint({
    id: 'ports.reject',
    path: '/ports/{portId}/reject',
    summary: 'Note that it was rejected, and why; the customer is told how to mend it',
    description: 'The code alone will do: GET port-reject-codes lists what is known of them.',
    body: z
      .object({
        reason: z
          .enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]])
          .optional()
          .meta({ description: 'Left out: what the code means' }),
        code: words(20).optional().meta({ description: 'As the carrier gave it' }),
        ...said,
      })
      .strict(),
    ...step,
  }),
  setPortDate: endpoint({
    id: 'ports.set-date',
    path: '/ports/{portId}/set-date',
    summary: 'Set the cut-over, or move it; the customer picks that of a complex port',
    description:
      'A complex port is cut over 10 business days from today at the earliest, in the porting desk’s hours: GET allowed-dates lists the days. Moving a date that is set costs a fee.',
    body: z.object({ ...cutOver, chargeFee, ...said }).strict(),
    ...customerStep,
  }),
  preProvisionPort: endpoint({
    id: 'ports.pre-provision',
    path: '/ports/{portId}/pre-provision',
    summary: 'Put the numbers on the account, not yet reachable; done by itself on the morning of the cut-over',
    body: z.object(said).strict(),
    ...step,
  }),
  startCutOver: endpoint({
    id: 'ports.start-cut-over',
    path: '/ports/{portId}/start-cut-over',
    summary: 'Note that the cut-over has begun; it cannot be withdrawn any more',
    body: z.object(said).strict(),
    ...step,
  }),
  completePort: endpoint({
    id: 'ports.complete',
    path: '/ports/{portId}/complete',
    summary: 'The numbers are in service on the account, and the rest of their first month is charged',
    body: z
      .object({
        withoutTest: z
          .boolean()
          .default(false)
          .meta({ description: 'To complete it although no call is known to have come in; else that is asked for' }),
        ...said,
      })
      .strict(),
    ...step,
  }),
  reversePort: endpoint({
    id: 'ports.reverse',
    path: '/ports/{portId}/reverse',
    summary: 'Emergency return: the numbers go back to the losing carrier',
    body: z.object({ ...said, reason: words(300), chargeFee }).strict(),
    ...step,
  }),
  closePort: endpoint({
    id: 'ports.close',
    path: '/ports/{portId}/close',
    summary: 'Close it when the emergency-return window is over; done by itself then',
    body: z.object(said).strict(),
    ...step,
  }),
  withdrawPort: endpoint({
    id: 'ports.withdraw',
    path: '/ports/{portId}/withdraw',
    summary: 'Take it back, until the cut-over begins; fees are kept, and once the date is set there is one more',
    body: z.object({ reason: words(300), chargeFee, staffWords }).strict(),
    ...customerStep,
  }),
  noteOnPort: endpoint({
    id: 'ports.note',
    path: '/ports/{portId}/notes',
    summary: 'Add a note to the timeline; a customer’s is read by staff',
    body: z
      .object({
        note: prose(2000).min(1, 'This cannot be empty.'),
        forCustomer: z
          .boolean()
          .default(false)
          .meta({ description: 'Whether the customer sees it; one by a customer always' }),
      })
      .strict(),
    ...customerStep,
  }),
} satisfies Record<string, Endpoint>

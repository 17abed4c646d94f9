import { z } from 'zod'
import { SEVERITIES } from '#domain/porting/pre-flight/finding.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { VERIFICATION_METHODS } from '#domain/porting/verification.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { portKind, requestField } from './port-shapes.ts'
import { currency, date, id, instant, money, phoneNumber, words } from './wire.ts'

const portParam = z.object({ portId: id })

const finding = z
  .object({
    code: z.string().meta({ description: 'What it is, in one word; what is to be confirmed is confirmed by it' }),
    severity: z.enum(SEVERITIES).meta({
      description:
        'blocks: it cannot be submitted so; would-be-rejected: a carrier rejects it, and the attempt is charged all the same; warning: it may be, or somebody may come to harm; note: good to know',
    }),
    reason: z
      .enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]])
      .nullable()
      .meta({ description: 'Why it would be rejected; null: no carrier would' }),
    carrierCode: z.string().nullable().meta({ description: 'The reason as carriers number it, where that is known' }),
    numbers: z.array(phoneNumber).meta({ description: 'Those it concerns; none: all' }),
    message: z.string(),
    fix: z.string().meta({ description: 'What to do about it; empty where the message says so' }),
    field: z
      .union([requestField, z.enum(['papers', 'verification'])])
      .nullable()
      .meta({ description: 'Where it is mended' }),
    becomes: portKind.nullable().meta({ description: 'The kind of port that would put it right' }),
    mustConfirm: z.boolean().meta({ description: 'Submitting it all the same takes its code in `confirmed`' }),
  })
  .meta({ id: 'PortFinding' })

const verificationMethod = z.enum(VERIFICATION_METHODS).meta({
  id: 'PortVerificationMethod',
  description: 'sms-code and call: a code told to the number was given back; documents: papers prove it',
})

const verification = z
  .object({
    attempt: z.int(),
    number: phoneNumber,
    method: verificationMethod,
    reference: z.string().nullable().meta({ description: 'What shows it; null for customers' }),
    verifiedAt: instant,
    verifiedBy: z.string().meta({ description: 'For customers, staff are the brand' }),
    byCustomer: z.boolean(),
  })
  .meta({ id: 'PortVerification' })

const verifications = z
  .object({
    isNeeded: z.boolean().meta({ description: 'Whether the port is submitted only once its user was verified' }),
    isVerified: z.boolean().meta({ description: 'For the attempt to come, and its number' }),
    number: phoneNumber.nullable(),
    openCode: z
      .object({ method: verificationMethod, expiresAt: instant })
      .nullable()
      .meta({ description: 'A code that was told to the number and can be given back' }),
    items: z.array(verification),
  })
  .meta({ id: 'PortVerifications' })

const codeMethod = z.enum(['sms-code', 'call'])

export const portPreflightEndpoints = {
  readPortPreflight: endpoint({
    id: 'ports.preflight',
    method: 'GET',
    path: '/ports/{portId}/preflight',
    summary: 'What is to be seen to before a port is submitted, the worst first; it changes nothing',
    access: 'ports.read',
    params: portParam,
    response: z.object({
      findings: z.array(finding),
      canSubmit: z.boolean().meta({ description: 'Whether nothing blocks it' }),
      fittingKind: portKind.meta({ description: 'The kind of port that moves such numbers' }),
      currency,
      fee: z.object({ amount: money, gst: money, total: money, chargedOn: z.enum(['submission', 'acceptance']) }),
      rejectionCosts: money.meta({
        description:
          'What a rejection costs, ex GST: the fee of the attempt, which stays charged, or of a complex port that of the rejection',
      }),
    }),
  }),
  readPortVerifications: endpoint({
    id: 'ports.verifications',
    method: 'GET',
    path: '/ports/{portId}/verifications',
    summary: 'How the user of a mobile number was verified, the last first',
    access: 'ports.read',
    params: portParam,
    response: verifications,
  }),
  recordPortVerification: endpoint({
    id: 'ports.verify',
    method: 'POST',
    path: '/ports/{portId}/verifications',
    summary: 'Record that the user of a mobile number was verified, for the attempt to come',
    access: 'ports.work',
    params: portParam,
    body: z
      .object({
        method: verificationMethod,
        reference: words(200).optional().meta({ description: 'What shows it; needed of documents' }),
        verifiedAt: instant.optional().meta({ description: 'Left out: now' }),
      })
      .strict(),
    response: verifications,
  }),
  makePortVerificationCode: endpoint({
    id: 'ports.make-verification-code',
    method: 'POST',
    path: '/ports/{portId}/verification-code',
    summary: 'Make a code to tell to a mobile number by SMS or in a call; shown once',
    access: 'ports.work',
    params: portParam,
    body: z.object({ method: codeMethod }).strict(),
    response: z.object({
      number: phoneNumber,
      code: z.string().nullable().meta({ description: 'null: it was shown before; make another' }),
      expiresAt: instant,
    }),
  }),
  answerPortVerificationCode: endpoint({
    id: 'ports.answer-verification-code',
    method: 'POST',
    path: '/ports/{portId}/verification-code/answer',
    summary: 'Give a code back that was told to a mobile number; where it is right, its user is verified',
    access: 'ports.request',
    params: portParam,
    body: z
      .object({
        code: z
          .string()
          .max(20)
          .overwrite((text) => text.replaceAll(/\s/g, ''))
          .regex(/^\d{6}$/, 'The code has six digits.'),
      })
      .strict(),
    response: z.object({ isRight: z.boolean(), triesLeft: z.int() }),
  }),
  readPortBirthDate: endpoint({
    id: 'ports.birth-date',
    method: 'GET',
    path: '/ports/{portId}/birth-date',
    summary: 'The date of birth of the user of a prepaid mobile, for those who work the port',
    access: 'ports.work',
    params: portParam,
    response: z.object({ birthDate: date.nullable() }),
  }),
} satisfies Record<string, Endpoint>

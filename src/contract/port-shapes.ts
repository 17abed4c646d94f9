import { z } from 'zod'
import { businessNumberFault } from '#domain/accounts/business-number.ts'
import { CONSENT_NAMES, consentWords } from '#domain/porting/consent-texts.ts'
import { LINE_SERVICE_NAMES, SERVICE_TYPES_NOW } from '#domain/porting/line-services.ts'
import { MILESTONES } from '#domain/porting/milestones.ts'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { MOBILE_PAYMENTS, REQUEST_FIELDS } from '#domain/porting/port-request.ts'
import { ASKED_STEP_NAMES, PORT_STATES, PORT_STEP_NAMES } from '#domain/porting/port-state.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { VALIDATION_CODES } from '#domain/porting/validation.ts'
import { lineType } from './account-numbers.ts'
import { postalAddress } from './customer.ts'
import { australianState, numberKind, writtenNumber } from './numbers.ts'
import { currency, date, email, id, instant, longId, money, phoneNumber, prose, words } from './wire.ts'

/** What travels of a port, whichever endpoint sends it. */

export const portKind = z.enum(PORT_KINDS).meta({
  id: 'PortKind',
  description:
    'simple: one number; complex: blocks, hunts and numbers of one service; special: 13, 1300, 1800; mobile: one mobile number',
})
export const portState = z.enum(PORT_STATES).meta({ id: 'PortState' })
const portStep = z.enum(ASKED_STEP_NAMES as [(typeof ASKED_STEP_NAMES)[number]]).meta({ id: 'PortStep' })

export const validationCode = z
  .enum(VALIDATION_CODES as [(typeof VALIDATION_CODES)[number]])
  .meta({ id: 'PortValidationCode', description: 'What the losing carrier says of a number before a complex port' })

export const requestField = z.enum(REQUEST_FIELDS).meta({ id: 'PortRequestField' })

const authorisedPerson = z
  .object({
    name: words(100),
    position: words(100).nullable().default(null),
    phone: phoneNumber.nullable().default(null),
    email: email.nullable().default(null),
  })
  .strict()
  .meta({ id: 'AuthorisedPerson' })

const dayContact = z
  .object({ name: words(100), phone: phoneNumber })
  .strict()
  .meta({ id: 'DayContact', description: 'Whom to reach on the day of the cut-over' })

/** An ABN of 11 digits or an ACN of 9; spaces may stand between them. */
const holderNumber = z
  .string()
  .max(30)
  .overwrite((text) => text.replaceAll(/\s/g, ''))
  .superRefine((digits, context) => {
    const message = businessNumberFault(digits.length <= 9 ? 'ACN' : 'ABN', digits)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

const serviceOnLine = z
  .object({
    service: z.enum(LINE_SERVICE_NAMES as [(typeof LINE_SERVICE_NAMES)[number]]),
    numbers: z.array(writtenNumber).max(100).default([]).meta({ description: 'On which of the numbers; none: on all' }),
  })
  .strict()
  .meta({ id: 'PortLineService' })

const consent = z
  .object({ text: z.enum(CONSENT_NAMES as [(typeof CONSENT_NAMES)[number]]), version: z.int().min(1).max(1000) })
  .strict()
  .refine((given) => consentWords(given) !== undefined, 'There is no such version of this text.')
  .meta({ id: 'PortConsent', description: 'A text that was shown and agreed to' })

const fields = {
  networkCarrier: words(80)
    .nullable()
    .meta({ description: 'Whose network it is, where the losing carrier resells it' }),
  mobilePayment: z.enum(MOBILE_PAYMENTS).nullable().meta({ description: 'Of a mobile' }),
  receivesSms: z.boolean().meta({ description: 'Of a mobile: its SIM takes SMS today' }),
  businessNumber: holderNumber.nullable().meta({ description: 'ABN or ACN of the holder', examples: ['51824753556'] }),
  rightsOfUseHolder: words(120)
    .nullable()
    .meta({ description: 'Of 13, 1300, 1800: who holds the enhanced rights of use' }),
  serviceTypeNow: z.enum(SERVICE_TYPES_NOW).nullable().meta({ description: 'How the numbers reach their user today' }),
  lineServices: z.array(serviceOnLine).max(20).meta({ description: 'What else is on the lines' }),
  associatedNumbers: z
    .array(writtenNumber)
    .max(100)
    .meta({ description: 'Numbers of the same service that stay with the losing carrier' }),
  consents: z.array(consent).max(20),
  losingCarrier: words(80)
    .nullable()
    .meta({ description: 'The provider the numbers are with, by the name on the bill' }),
  losingAccountNumber: words(60).nullable().meta({ description: 'At the losing carrier, exactly as billed' }),
  holderName: words(120).nullable().meta({ description: 'The account holder there, exactly as billed' }),
  serviceAddress: postalAddress.nullable().meta({ description: 'Where the service is connected: a street' }),
  authorisedPerson: authorisedPerson.nullable(),
  authorisedOn: date.nullable().meta({ description: 'When the authority was given; it counts for 90 days' }),
  isActive: z.boolean().meta({ description: 'Declared: the service works today' }),
  hasComplexServices: z.boolean().meta({ description: 'Line hunt, ISDN, fax duet and the like on the numbers' }),
  hasRedirection: z.boolean().meta({ description: 'The numbers are diverted at the losing carrier' }),
  wantedOn: date.nullable().meta({ description: 'Of a complex port: the day asked for' }),
  numberPlanId: id.nullable().meta({ description: 'The number plan the numbers come on; staff only' }),
  lineType: lineType.nullable(),
  destination: words(120)
    .nullable()
    .meta({ description: 'Where calls go afterwards: a line or trunk; of 13, 1300, 1800 the answer point' }),
  dayContact: dayContact.nullable(),
  remarks: prose(2000),
}

const numbersAsked = z
  .array(writtenNumber)
  .max(100)
  .meta({ description: 'Numbers as people write them, or ranges: `0370101200-0370101299`', examples: [['0370101234']] })

const birthDate = date.nullable().meta({
  description: 'Of the user of a prepaid mobile. Never sent back; the porting desk reads it by an endpoint of its own',
})

export const portChange = z
  .object({ kind: portKind, numbers: numbersAsked, birthDate, ...fields })
  .partial()
  .strict()

export const portRequest = z
  .object({ kind: portKind.default('simple'), numbers: numbersAsked.default([]) })
  .extend(z.object({ birthDate, ...fields }).partial().shape)
  .strict()

/** A port in a list. */
export const portLine = z
  .object({
    id,
    kind: portKind,
    state: portState,
    attempt: z.int().meta({ description: '0: never submitted' }),
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    numbers: z.array(phoneNumber).meta({ description: 'The first three' }),
    numberCount: z.int(),
    losingCarrier: z.string().nullable(),
    stateSince: instant,
    dueOn: date.nullable().meta({ description: 'By when the next step is due; null: nobody waits for us' }),
    dueAt: instant.nullable(),
    isOverdue: z.boolean(),
    cutOverAt: instant.nullable(),
    rejectReason: z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]).nullable(),
    submittedAt: instant.nullable(),
    completedAt: instant.nullable(),
    createdAt: instant,
    changedAt: instant,
  })
  .meta({ id: 'PortLine' })

const rejection = z
  .object({
    reason: z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]),
    code: z.string().nullable().meta({ description: 'As the carrier gave it; null: it gave none' }),
    label: z.string(),
    customerText: z.string(),
    fix: z.string(),
    isRetryable: z.boolean().nullable().meta({
      description: 'Whether submitting again, once it is mended, can go through; null: the code says nothing',
    }),
    isWholeOrder: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether it hits the whole order; else some of its numbers' }),
    words: z.string().meta({ description: 'What the office said to the customer with it' }),
  })
  .meta({ id: 'PortRejection' })

const fee = z
  .object({
    chargeId: longId,
    attempt: z.int(),
    description: z.string(),
    chargedAt: instant,
    amount: money.meta({ description: 'Ex GST' }),
    gst: money,
  })
  .meta({ id: 'PortFeeCharged' })

const attempt = z
  .object({
    no: z.int(),
    kind: portKind,
    numbers: z.array(phoneNumber),
    losingCarrier: z.string(),
    submittedAt: instant,
    submittedBy: z.string(),
    lodgedAt: instant.nullable(),
    validationAskedAt: instant.nullable(),
    validatedAt: instant.nullable().meta({ description: 'Of a complex port' }),
    passedOnAt: instant.nullable(),
    decidedAt: instant.nullable().meta({ description: 'Accepted or rejected' }),
    outcome: z.enum(['open', 'accepted', 'rejected', 'withdrawn', 'completed', 'reversed']),
    rejection: rejection.nullable(),
    carrierReference: z.string().nullable().meta({ description: 'null for customers' }),
  })
  .meta({ id: 'PortAttempt' })

const milestone = z
  .object({
    milestone: z.enum(MILESTONES),
    status: z.enum(['done', 'next', 'to-come', 'failed', 'dropped']),
    doneAt: instant.nullable(),
    dueOn: date.nullable().meta({ description: 'By when it is due, or will be if all goes as usual' }),
    isOverdue: z.boolean(),
  })
  .meta({ id: 'PortMilestone' })

const event = z
  .object({
    at: instant,
    by: z.string().meta({ description: 'For customers, staff are the brand' }),
    isCustomer: z.boolean().meta({ description: 'Whether the customer did it' }),
    what: z.enum([
      'created',
      'changed',
      'note',
      'split',
      'file',
      'authority',
      'verified',
      ...(PORT_STEP_NAMES as [(typeof PORT_STEP_NAMES)[number]]),
    ]),
    state: portState.nullable().meta({ description: 'Where it led; null: it moved nothing' }),
    attempt: z.int(),
    words: z.string().meta({ description: 'What the customer may read' }),
    staffWords: z.string().nullable().meta({ description: 'null for customers' }),
  })
  .meta({ id: 'PortEvent' })

/** One port with everything. */
export const port = portLine
  .extend({
    numbers: z.array(phoneNumber),
    numberDetails: z.array(
      z.object({
        number: phoneNumber,
        dialled: z.string(),
        kind: numberKind,
        state: australianState.nullable(),
        region: z.string(),
        validation: validationCode.nullable().meta({ description: 'What the losing carrier said of it' }),
        validationWords: z.string(),
      }),
    ),
    request: z.object({
      ...fields,
      hasBirthDate: z.boolean(),
      numberPlan: z.object({ id, name: z.string() }).nullable(),
    }),
    attempts: z.array(attempt),
    milestones: z.array(milestone),
    events: z.array(event),
    fees: z.array(fee),
    feesTotal: money.meta({ description: 'Charged so far, ex GST' }),
    currency,
    nextFee: z
      .object({ amount: money, gst: money, total: money, chargedOn: z.enum(['submission', 'acceptance']) })
      .nullable()
      .meta({ description: 'What the next attempt costs; null: it is not to be submitted' }),
    withdrawalFee: money.meta({ description: 'What withdrawing it now costs, ex GST' }),
    allowedSteps: z.array(portStep).meta({ description: 'Of the one who asks' }),
    changeable: z.array(requestField).meta({ description: 'What the one who asks may change now' }),
    missing: z
      .array(z.object({ field: requestField.nullable(), message: z.string() }))
      .meta({ description: 'Why it could not be submitted as it is; only of a draft or a rejected one' }),
    toMend: rejection
      .extend({ fields: z.array(requestField) })
      .nullable()
      .meta({ description: 'What the rejection asks to mend; null: it is not rejected' }),
    upstreamId: id.nullable().meta({ description: 'The upstream carrier it is lodged with; null for customers' }),
    splitFrom: id.nullable().meta({ description: 'The port whose numbers met another fate than these' }),
    outOfHours: z.boolean(),
    returnUntil: instant.nullable().meta({ description: 'Until when the numbers may go back in an emergency' }),
    version: z.int(),
  })
  .meta({ id: 'Port' })

import { z } from 'zod'
import { NUMBER_KINDS } from '#domain/numbers/describe-number.ts'
import { LINE_TYPES } from '#domain/numbers/line-type.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { suspenseGroup } from './suspense.ts'
import { australianState, numberKind, numberPattern, writtenNumber } from './numbers.ts'
import { currency, date, flag, id, instant, money, page, paging, phoneNumber, words } from './wire.ts'

export const lineType = z.enum(LINE_TYPES).meta({ id: 'LineType' })
const callLimit = z.int().min(1).max(10_000)

const accountParam = z.object({ accountId: id })
const lineParam = z.object({ accountId: id, number: phoneNumber })
const lineFilter = { pattern: numberPattern.optional(), lineType: lineType.optional() }

const registration = z
  .object({
    server: z.string(),
    status: z.enum(['registered', 'not-registered', 'peered']),
    contactAddress: z.string().optional(),
    userAgent: z.string().optional(),
    expiresAt: instant.optional(),
  })
  .meta({ id: 'Registration' })

const accountNumber = z
  .object({
    number: phoneNumber,
    dialled: z.string().meta({ description: 'As it is dialled in Australia', examples: ['0370101234'] }),
    kind: z.enum([...NUMBER_KINDS, 'other']),
    state: australianState.nullable(),
    region: z.string(),
    status: z.enum(['assigned', 'porting']).meta({ description: 'porting: coming in, and not reachable yet' }),
    port: z
      .object({ id, cutOverAt: instant })
      .nullable()
      .meta({ description: 'The port a number is coming in by; null: it is here' }),
    lineType,
    registration: registration.nullable().meta({ description: 'null: the switch does not know the number' }),
    callLimit: callLimit.nullable().meta({ description: 'null: the account’s channels only' }),
    numberPlan: z.object({ id, name: z.string(), isBundled: z.boolean() }),
    monthlyCharge: money.meta({ description: 'Ex GST; of the whole block where it came in one' }),
    currency,
    block: z.object({ firstNumber: phoneNumber }).nullable(),
    since: instant,
    cancelOn: date.nullable().meta({ description: 'The day it ends, in the account’s zone' }),
    version: z.int(),
  })
  .meta({ id: 'AccountNumber' })

const newLine = z
  .object({
    number: writtenNumber.optional().meta({ description: 'A certain number; left out: any free one of the place' }),
    kind: numberKind.default('geographic'),
    state: australianState.optional(),
    region: words(80).optional(),
    lineType: lineType.optional(),
    callLimit: callLimit.nullable().optional(),
    numberPlanId: id,
  })
  .strict()

const wholeBlock = z
  .boolean()
  .default(false)
  .meta({ description: 'A number of a 100-number block ends with all of them: say so' })
const ending = z.object({ wholeBlock }).strict()

const channels = z
  .object({
    included: z.int().meta({ description: 'By the calling plan' }),
    extra: z.int(),
    limit: z.int().meta({ description: 'Calls at once: included and extra' }),
    pending: z.object({ extra: z.int(), from: instant }).nullable(),
    unitCharge: money.meta({ description: 'Of one extra channel a month, ex GST' }),
    monthlyCharge: money.meta({ description: 'Of all extra channels, ex GST' }),
    currency,
  })
  .meta({ id: 'Channels' })

const firstCharge = z
  .object({
    description: z.string().meta({ description: 'As the line on the bill begins' }),
    quantity: z.int(),
    monthlyCharge: money.meta({ description: 'Of all of them a month, ex GST' }),
    charge: money.meta({ description: 'For the rest of the cycle, today included: charged now, ex GST' }),
    gst: money,
    from: date,
    to: date.meta({ description: 'The last day of the cycle' }),
    balance: money.meta({ description: 'Of the account now' }),
    missing: money.meta({ description: 'What a prepaid account has too little, inc. GST; zero: nothing' }),
    bundled: z
      .object({ included: z.int(), used: z.int() })
      .nullable()
      .meta({ description: 'Numbers the calling plan includes; null: what is asked for counts towards none' }),
    currency,
  })
  .meta({ id: 'FirstCharge' })

export const accountNumbersEndpoints = {
  listAccountNumbers: endpoint({
    id: 'account-numbers.list',
    method: 'GET',
    path: '/accounts/{accountId}/numbers',
    summary: 'Numbers on this account, and those a port is bringing in; a customer user sees its own',
    access: 'numbers.read',
    params: accountParam,
    query: z.object({ ...paging, ...lineFilter }),
    response: page(accountNumber),
  }),
  exportAccountNumbers: endpoint({
    id: 'account-numbers.export',
    method: 'GET',
    path: '/accounts/{accountId}/numbers/export',
    summary: 'Numbers on this account as CSV, all that a search finds',
    access: 'numbers.read',
    params: accountParam,
    query: z.object(lineFilter),
    media: { response: 'text/csv' },
  }),
  quoteNumbers: endpoint({
    id: 'account-numbers.quote',
    method: 'GET',
    path: '/accounts/{accountId}/numbers/quote',
    summary: 'What numbers would cost an account: today, and a month',
    access: 'numbers.write',
    params: accountParam,
    query: z.object({
      numberPlanId: id,
      quantity: z.coerce.number().int().min(1).max(1000).default(1).meta({ description: 'Numbers, or blocks' }),
    }),
    response: firstCharge,
  }),
  readAccountNumber: endpoint({
    id: 'account-numbers.read',
    method: 'GET',
    path: '/accounts/{accountId}/numbers/{number}',
    summary: 'One number on this account',
    access: 'numbers.read',
    params: lineParam,
    response: accountNumber,
    etag: true,
  }),
  addAccountNumbers: endpoint({
    id: 'account-numbers.add',
    method: 'POST',
    path: '/accounts/{accountId}/numbers',
    summary: 'Add up to 100 numbers, all or none; the rest of their first month is charged',
    access: 'numbers.write',
    params: accountParam,
    body: z.object({ numbers: z.array(newLine).min(1).max(100) }).strict(),
    response: z.object({ items: z.array(accountNumber) }),
    status: 201,
  }),
  addBackdatedNumber: endpoint({
    id: 'account-numbers.add-backdated',
    method: 'POST',
    path: '/accounts/{accountId}/numbers/backdated',
    summary: 'Give an account a number from a day in the past; what it costs from then on is one charge',
    description:
      'What puts calls right that nobody held the number for: retry them after it. From the beginning of that day in the ' +
      'account’s zone, or from when another account gave the number up on it; not before the account was activated.',
    access: 'numbers.correct',
    params: accountParam,
    body: z
      .object({
        number: writtenNumber,
        numberPlanId: id,
        lineType: lineType.optional(),
        callLimit: callLimit.nullable().optional(),
        from: date.meta({ description: 'A day before today' }),
      })
      .strict(),
    response: z.object({
      number: accountNumber.nullable().meta({ description: 'null: another account has it by now' }),
      from: instant,
      to: instant.nullable().meta({ description: 'null: until further notice; else the next holder’s time begins' }),
      charge: z
        .object({ description: z.string(), amount: money, gst: money, from: date, to: date, currency })
        .nullable()
        .meta({ description: 'ex GST; null: it costs nothing' }),
      suspended: z.number().int().meta({ description: 'Calls of the number in suspense, from that day on' }),
      group: suspenseGroup.meta({ description: 'Of these calls, to retry' }),
    }),
    status: 201,
  }),
  changeAccountNumber: endpoint({
    id: 'account-numbers.change',
    method: 'PATCH',
    path: '/accounts/{accountId}/numbers/{number}',
    summary: 'Change line type, call limit or number plan, which is charged from the next bill anniversary',
    access: 'numbers.write',
    params: lineParam,
    body: z.object({ lineType, callLimit: callLimit.nullable(), numberPlanId: id }).partial().strict(),
    response: accountNumber,
    etag: true,
  }),
  removeAccountNumber: endpoint({
    id: 'account-numbers.remove',
    method: 'DELETE',
    path: '/accounts/{accountId}/numbers/{number}',
    summary: 'Take a number away at once: on the day it was added, or later by an administrator',
    access: 'numbers.write',
    params: lineParam,
    query: z.object({ wholeBlock: flag.default(false) }),
    response: z.object({ removed: z.array(phoneNumber) }),
  }),
  cancelAccountNumber: endpoint({
    id: 'account-numbers.cancel',
    method: 'POST',
    path: '/accounts/{accountId}/numbers/{number}/cancel',
    summary: 'End a number at the next bill anniversary; nothing is given back',
    access: 'numbers.cancel',
    params: lineParam,
    body: ending,
    response: accountNumber,
  }),
  withdrawNumberCancellation: endpoint({
    id: 'account-numbers.withdraw-cancellation',
    method: 'POST',
    path: '/accounts/{accountId}/numbers/{number}/withdraw-cancellation',
    summary: 'Let a cancelled number go on',
    access: 'numbers.cancel',
    params: lineParam,
    body: ending,
    response: accountNumber,
  }),
  readChannels: endpoint({
    id: 'channels.read',
    method: 'GET',
    path: '/accounts/{accountId}/channels',
    summary: 'How many calls the account may have at once',
    access: 'channels.read',
    params: accountParam,
    response: channels,
  }),
  quoteChannels: endpoint({
    id: 'channels.quote',
    method: 'GET',
    path: '/accounts/{accountId}/channels/quote',
    summary: 'What further channels would cost an account: today, and a month',
    access: 'channels.write',
    params: accountParam,
    query: z.object({ quantity: z.coerce.number().int().min(1).max(10_000) }),
    response: firstCharge,
  }),
  changeChannels: endpoint({
    id: 'channels.change',
    method: 'PUT',
    path: '/accounts/{accountId}/channels',
    summary: 'Set the channels beyond the plan’s: more begin now, fewer at the next bill anniversary',
    access: 'channels.write',
    params: accountParam,
    body: z.object({ extra: z.int().min(0).max(10_000) }).strict(),
    response: channels,
  }),
} satisfies Record<string, Endpoint>

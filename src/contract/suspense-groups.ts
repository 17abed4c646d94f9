import { z } from 'zod'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { id, instant, page, paging, phoneNumber, words } from './wire.ts'
import { SUSPENSE_CAUSES, suspenseGroup, suspenseId } from './suspense.ts'

const account = z.object({ accountId: id, accountNumber: z.string(), accountName: z.string() })
const label = z.string().meta({ description: 'What a button says' })

/** What puts a group of suspended calls right, as something to do. */
const suspenseFix = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('give-number').meta({ description: 'POST /accounts/{accountId}/numbers/backdated, then retry' }),
      label,
      number: phoneNumber,
      from: instant.meta({ description: 'The first of the calls' }),
      holders: z
        .array(account.extend({ from: instant, to: instant.nullable() }))
        .meta({ description: 'Accounts that had it before or have it since, the nearest in time first' }),
    }),
    z.object({
      kind: z.literal('give-plan').meta({ description: 'The account needs a calling plan from that day' }),
      label,
      account,
      from: instant,
    }),
    z.object({
      kind: z.literal('add-rate').meta({ description: 'POST /rate-decks/{deckId}/rates, then retry' }),
      label,
      deckId: id,
      deckName: z.string(),
      prefix: z.string(),
      destination: z.string().meta({ description: 'As the deck names it, or its next shorter prefix; may be empty' }),
      from: instant,
    }),
    z.object({
      kind: z
        .literal('add-plan-rate')
        .meta({ description: 'The plan itself prices this service type and has no rate for it' }),
      label,
      planId: id,
      planName: z.string(),
      serviceType: z.enum(CALL_SERVICE_TYPES).nullable(),
      from: instant,
    }),
    z.object({
      kind: z.literal('correct-row').meta({ description: 'POST /suspense/{suspenseId}/correct' }),
      label,
      suspenseId,
    }),
    z.object({
      kind: z.literal('retry').meta({ description: 'POST /suspense/retry with the group' }),
      label,
    }),
    z.object({
      kind: z.literal('dismiss').meta({ description: 'POST /suspense/dismiss with the group and a reason' }),
      label,
    }),
  ])
  .meta({ id: 'SuspenseFix' })

const group = z
  .object({
    group: suspenseGroup,
    cause: z.enum(SUSPENSE_CAUSES),
    title: z.string().meta({ examples: ['Calls of 03 7010 1234, which nobody held'] }),
    meaning: z.string(),
    fix: z.string(),
    calls: z.number().int(),
    answeredSeconds: z.number().int(),
    firstCallAt: instant.nullable(),
    lastCallAt: instant.nullable(),
    oldestAt: instant.meta({ description: 'Since when the first of them waits' }),
    number: phoneNumber.nullable(),
    account: account.nullable(),
    prefix: z.string().nullable(),
    serviceType: z.enum(CALL_SERVICE_TYPES).nullable(),
    source: z.string().nullable(),
    example: z.object({
      id: suspenseId,
      row: z.string(),
      origin: z.string(),
      destination: z.string(),
      startedAt: instant.nullable(),
      durationSeconds: z.number().int().nullable(),
    }),
    fixes: z.array(suspenseFix).meta({ description: 'The best first' }),
  })
  .meta({ id: 'SuspenseGroup' })

export const suspenseGroupsEndpoints = {
  listSuspenseGroups: endpoint({
    id: 'suspense.groups',
    method: 'GET',
    path: '/suspense/groups',
    summary: 'Suspended calls by what would put them right together, the largest group first, each with its fixes',
    access: 'suspense.read',
    query: z.object({ ...paging, cause: oneOrMore(SUSPENSE_CAUSES).optional(), source: words(60).optional() }),
    response: page(group),
  }),
} satisfies Record<string, Endpoint>

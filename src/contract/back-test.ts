import { z } from 'zod'
import { BACK_TEST_LIMITS } from '#domain/credit-control/back-test.ts'
import { CALL_RULES } from '#domain/credit-control/call-rule-names.ts'
import { FRAUD_CONTROLS } from '#domain/credit-control/fraud-answer.ts'
import { callRuleChanges, defaultLimits } from './call-rules.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, money } from './wire.ts'

const sum = z.object({ calls: z.int(), charged: money.meta({ description: 'What they were charged, ex GST' }) })
const named = { accountNumber: z.string(), accountName: z.string() }

const head = {
  id,
  accountId: id.nullable().meta({ description: 'null: all accounts' }),
  accountNumber: z.string().nullable(),
  accountName: z.string().nullable(),
  from: instant,
  to: instant,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  progress: z.number().meta({ description: '0 to 1' }),
  calls: z.int().nullable().meta({ description: 'To look at; null: not counted yet' }),
  failure: z.string().nullable(),
  askedBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
}

const result = z
  .object({
    accounts: z.int().meta({ description: 'With calls in that time' }),
    calls: sum.meta({ description: 'Calls out that were looked at' }),
    refused: sum.meta({ description: 'By the rules that are tried' }),
    refusedNow: sum.meta({ description: 'By the rules in force' }),
    newlyRefused: sum.meta({ description: 'By those that are tried and not by those in force' }),
    letThrough: sum.meta({ description: 'By those that are tried, where those in force refuse' }),
    byRule: z.array(z.object({ rule: z.enum(CALL_RULES), name: z.string(), refused: sum, refusedNow: sum })),
    trips: z.int().meta({ description: 'How often a control that counts calls would have tripped' }),
    tripsNow: z.int(),
    firstTrip: z
      .object({ accountId: id, ...named, control: z.enum(FRAUD_CONTROLS), name: z.string(), at: instant })
      .nullable(),
    topAccounts: z.array(z.object({ accountId: id, ...named, ...sum.shape })),
    topDestinations: z.array(
      z.object({ destination: z.string().meta({ description: 'A country, or a service type' }), ...sum.shape }),
    ),
    examples: z
      .array(
        z.object({
          callId: z.string().meta({ description: 'GET /api/v1/calls/{callId} explains its price' }),
          accountId: id,
          ...named,
          startedAt: instant,
          from: z.string(),
          to: z.string(),
          charged: money,
          rule: z.enum(CALL_RULES),
          words: z.string(),
          isNew: z.boolean().meta({ description: 'Not refused by the rules in force' }),
        }),
      )
      .meta({ description: 'The first ten that are refused' }),
    currency,
  })
  .meta({ id: 'BackTestResult' })

const backTest = z
  .object({ ...head, result: result.nullable().meta({ description: 'Once it is done' }) })
  .meta({ id: 'BackTest' })

const oneTest = z.object({ backTestId: id })

export const backTestEndpoints = {
  createBackTest: endpoint({
    id: 'back-tests.create',
    method: 'POST',
    path: '/back-tests',
    summary: 'Try rules and limits on past calls before they are switched on',
    description:
      'What is given is tried beside what is in force now: on one account as its own, on all as the reseller’s, so that what ' +
      'an account says for itself stays. Calls are taken in the order they began and overlap as they did; a control that ' +
      'trips stays so until the end of the account’s day. Worked out in the background: read it until it is done.',
    access: 'credit-control.write',
    status: 201,
    body: z
      .object({
        accountId: id.optional().meta({ description: 'Left out: all accounts' }),
        days: z.int().min(1).max(BACK_TEST_LIMITS.days).default(30).meta({ description: 'Until now' }),
        rules: callRuleChanges.default({}),
        limits: z.object(defaultLimits).partial().strict().default({}),
      })
      .strict(),
    response: backTest,
  }),
  listBackTests: endpoint({
    id: 'back-tests.list',
    method: 'GET',
    path: '/back-tests',
    summary: 'The last 20 tests of rules on past calls',
    access: 'risk.read',
    response: z.object({ items: z.array(z.object(head).meta({ id: 'BackTestHead' })) }),
  }),
  readBackTest: endpoint({
    id: 'back-tests.read',
    method: 'GET',
    path: '/back-tests/{backTestId}',
    summary: 'A test of rules on past calls: how far it is, and what came of it',
    access: 'risk.read',
    params: oneTest,
    response: backTest,
  }),
} satisfies Record<string, Endpoint>

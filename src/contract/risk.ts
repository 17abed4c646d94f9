import { z } from 'zod'
import { CALL_RULES, OWN_CALL_RULES } from '#domain/credit-control/call-rule-names.ts'
import { CONTROLS } from '#domain/credit-control/controls.ts'
import { FRAUD_CONTROLS } from '#domain/credit-control/fraud-answer.ts'
import { IOU_ENDS } from '#domain/credit-control/iou.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, longId, money, page, paging, prose, words } from './wire.ts'

const account = z.object({ accountId: id })
const ofAccount = { accountId: id, accountNumber: z.string(), accountName: z.string() }

// ------------------------------------------------------------------------------------------------ whose calls they were

const answer = z
  .object({
    id,
    control: z.enum(FRAUD_CONTROLS),
    wasMe: z.boolean(),
    answeredAt: instant,
    by: z.string(),
    byCustomer: z.boolean(),
    releasedUntil: instant.nullable(),
    words: z.string(),
    settledAt: instant.nullable().meta({ description: 'When the office was done with calls that were not theirs' }),
    settledBy: z.string().nullable().meta({ description: 'Staff only' }),
    settledWords: z.string().nullable().meta({ description: 'Staff only' }),
  })
  .meta({ id: 'FraudAnswer' })

const answers = z
  .object({
    accountId: id,
    tripped: z.array(z.enum(FRAUD_CONTROLS)).meta({ description: 'The limits an answer is asked for now' }),
    canConfirm: z.boolean().meta({ description: 'Whether who asks may say that the calls were theirs' }),
    whyNot: z.string().nullable().meta({ description: 'Why not, in a sentence' }),
    releaseUntil: instant.nullable().meta({ description: 'Until when "it was me" would lift them' }),
    isDenied: z.boolean().meta({ description: 'Calls that were not theirs are with the office' }),
    advice: z.array(z.string()).meta({ description: 'What to do where they were not' }),
    items: z.array(answer).meta({ description: 'What was said, the last first; 50 at the most' }),
  })
  .meta({ id: 'FraudAnswers' })

// ----------------------------------------------------------------------------------------------------------------- IOU

const iou = z
  .object({
    id,
    startedAt: instant,
    expiresAt: instant,
    value: money.meta({ description: 'Ex GST' }),
    balanceAtStart: money.meta({ description: 'With GST, like the floor' }),
    floor: money.meta({ description: 'How far the balance may come down' }),
    endedAt: instant.nullable(),
    endedBecause: z.enum(IOU_ENDS).nullable(),
    repaidAt: instant.nullable(),
  })
  .meta({ id: 'Iou' })

const accountIou = z
  .object({
    accountId: id,
    isOn: z.boolean().meta({ description: 'Whether one begins by itself when the credit runs out' }),
    byPlan: z.boolean().meta({ description: 'Whether its plan gives one' }),
    value: money.meta({ description: 'Of the next, ex GST' }),
    open: iou.nullable(),
    owed: z.boolean().meta({ description: 'One is not repaid yet, so that no other begins' }),
    used: money.meta({ description: 'Of the one that is open, ex GST' }),
    items: z.array(iou).meta({ description: 'The last 20, the last first' }),
    currency,
  })
  .meta({ id: 'AccountIou' })

const planIou = z.object({ planId: id, isAllowed: z.boolean() }).meta({ id: 'PlanIou' })
const plan = z.object({ planId: id })

// -------------------------------------------------------------------------------------------------------- all accounts

const spender = z
  .object({
    ...ofAccount,
    spentDay: money.meta({ description: 'Calls out of 24 hours and what those in progress hold, ex GST' }),
    spentHour: money.meta({ description: 'Of the last hour, likewise' }),
    calls: z.int(),
    overseasCalls: z.int(),
    dayLimit: money.nullable().meta({ description: 'null: nothing watches it' }),
  })
  .meta({ id: 'TopSpender' })

const overview = z
  .object({
    tripped: z.int().meta({ description: 'Accounts with a control tripped' }),
    released: z.int().meta({ description: 'Controls and rules that are lifted now' }),
    denied: z.int().meta({ description: 'Accounts with calls that were not theirs, not settled' }),
    openIous: z.int(),
    refused: z.int().meta({ description: 'Calls refused by a rule within 24 hours' }),
    refusedByRule: z.array(z.object({ rule: z.enum(CALL_RULES), name: z.string(), calls: z.int() })),
    topSpenders: z.array(spender).meta({ description: 'The ten that spent most within 24 hours' }),
    currency,
  })
  .meta({ id: 'RiskOverview' })

const released = z
  .object({
    ...ofAccount,
    control: z.enum([...CONTROLS, ...OWN_CALL_RULES]),
    name: z.string(),
    releasedAt: instant,
    until: instant,
    by: z.string(),
    words: z.string(),
  })
  .meta({ id: 'ReleasedControl' })

const denied = z
  .object({
    ...ofAccount,
    controls: z.array(z.string()),
    answeredAt: instant,
    by: z.string(),
    byCustomer: z.boolean(),
    words: z.string(),
  })
  .meta({ id: 'DeniedCalls' })

const refusal = z
  .object({
    id: longId,
    accountId: id.nullable(),
    accountNumber: z.string().nullable(),
    accountName: z.string().nullable(),
    refusedAt: instant,
    direction: z.enum(['out', 'in']),
    from: z.string(),
    to: z.string(),
    serviceType: z.string(),
    cause: z.string(),
    rule: z.string().meta({ description: 'Of credit control; empty: none' }),
    words: z.string(),
  })
  .meta({ id: 'CallRefusal' })

export const riskEndpoints = {
  readRisk: endpoint({
    id: 'risk.read',
    method: 'GET',
    path: '/risk',
    summary: 'What goes on at all accounts: tripped, lifted, refused, and who spends most',
    description: 'The controls that are tripped are listed by GET /api/v1/tripped-controls.',
    access: 'risk.read',
    response: overview,
  }),
  listReleased: endpoint({
    id: 'risk.list-released',
    method: 'GET',
    path: '/released-controls',
    summary: 'Controls and rules that are lifted now, the last first; 200 at the most',
    access: 'risk.read',
    response: z.object({ items: z.array(released) }),
  }),
  listDenied: endpoint({
    id: 'risk.list-denied',
    method: 'GET',
    path: '/denied-calls',
    summary: 'Accounts with calls that were not theirs and are not settled, the first first; 200 at the most',
    access: 'risk.read',
    response: z.object({ items: z.array(denied) }),
  }),
  listCallRefusals: endpoint({
    id: 'risk.list-refusals',
    method: 'GET',
    path: '/call-refusals',
    summary: 'Calls that were not let through, the last first',
    access: 'risk.read',
    query: z.object({
      ...paging,
      accountId: id.optional(),
      rule: z.enum(CALL_RULES).optional(),
      onlyRules: z.enum(['true']).optional().meta({ description: 'Only those a rule of credit control refused' }),
    }),
    response: page(refusal),
  }),
  readFraudAnswers: endpoint({
    id: 'fraud-answers.read',
    method: 'GET',
    path: '/accounts/{accountId}/fraud-answers',
    summary: 'Whether somebody is asked whose calls they were, and what was said before',
    access: 'credit-control.read',
    params: account,
    response: answers,
  }),
  answerFraud: endpoint({
    id: 'fraud-answers.answer',
    method: 'POST',
    path: '/accounts/{accountId}/fraud-answers',
    summary: 'Say whose the calls were that tripped the fraud limits',
    description:
      'Theirs: what is tripped is lifted until the end of the account’s day; a customer may say so once in 24 hours. Not theirs: ' +
      'it stays tripped, and the account goes to the office.',
    access: 'fraud-answers.write',
    params: account,
    body: z.object({ wasMe: z.boolean(), words: prose(300).optional() }).strict(),
    response: answers,
  }),
  settleDenied: endpoint({
    id: 'fraud-answers.settle',
    method: 'POST',
    path: '/accounts/{accountId}/fraud-answers/settle',
    summary: 'The office is done with calls that were not theirs',
    access: 'credit-control.write',
    params: account,
    body: z.object({ words: words(300).meta({ description: 'What was done' }) }).strict(),
    response: answers,
  }),
  readIou: endpoint({
    id: 'ious.read',
    method: 'GET',
    path: '/accounts/{accountId}/iou',
    summary: 'The IOU of an account, and those before',
    access: 'credit-control.read',
    params: account,
    response: accountIou,
  }),
  stopIou: endpoint({
    id: 'ious.stop',
    method: 'DELETE',
    path: '/accounts/{accountId}/iou',
    summary: 'Take back the IOU that is open',
    description: 'Whether one begins again is the setting `iou` of the account’s credit control.',
    access: 'credit-control.write',
    params: account,
  }),
  readPlanIou: endpoint({
    id: 'ious.read-plan',
    method: 'GET',
    path: '/calling-plans/{planId}/iou',
    summary: 'Whether accounts on a plan get an IOU by themselves',
    access: 'plans.read',
    params: plan,
    response: planIou,
  }),
  writePlanIou: endpoint({
    id: 'ious.write-plan',
    method: 'PUT',
    path: '/calling-plans/{planId}/iou',
    summary: 'Whether accounts on a plan get an IOU by themselves',
    access: 'plans.write',
    params: plan,
    body: z.object({ isAllowed: z.boolean() }).strict(),
    response: planIou,
  }),
} satisfies Record<string, Endpoint>

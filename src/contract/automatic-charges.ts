import { z } from 'zod'
import { AUTOMATIC_CHARGE_STATES } from '#domain/payments/automatic-charge.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, currency, id, instant, longId, money, pageWithTotal, paging } from './wire.ts'

const purpose = z.enum(['auto-top-up', 'top-up-to-level', 'auto-debit', 'invoice']).meta({
  description: 'auto-debit: the month ahead of a prepaid account; invoice: what a postpaid one owes, on its due day',
})

const nextStep = z
  .object({
    id: longId,
    purpose,
    amount: money.meta({ description: 'With GST; reckoned anew when it is sent' }),
    state: z.enum(['planned', 'sent']).meta({ description: 'sent: with the bank' }),
    at: instant.nullable().meta({ description: 'When it is tried; null: it is under way, or waits for somebody' }),
    tries: z.number().int().meta({ description: 'So far' }),
    words: z.string().meta({
      description: 'For people',
      examples: ['$50.00 for the auto top-up will be tried again Thu 26 Nov.'],
    }),
  })
  .meta({ id: 'NextAutomaticCharge' })

/** How the charges of an account that make themselves stand. */
export const chargingStanding = z
  .object({
    state: z.enum(['ready', 'without-method', 'on-hold', 'stopped']).meta({
      description: 'on-hold: refused lately, tried again at `until`; stopped: switched off after refusals',
    }),
    until: instant.nullable().meta({ description: 'Of on-hold' }),
    since: instant.nullable().meta({ description: 'Of stopped' }),
    refusals: z.number().int().meta({ description: 'In a row' }),
    lastRefusal: z
      .object({ at: instant, words: z.string().meta({ description: 'What is wrong and what to do, for people' }) })
      .nullable(),
    toppedUpInWeek: money.meta({ description: 'By top-ups in the last seven days; what the weekly maximum counts' }),
    currency,
    next: z.array(nextStep).meta({ description: 'Planned or under way, in the order they are tried' }),
  })
  .meta({ id: 'AutomaticChargesStanding' })

const tried = z.object({
  no: z.number().int(),
  amount: money,
  at: instant,
  outcome: z.enum(['paid', 'refused', 'not-sent']).nullable().meta({
    description: 'null: nobody answered yet; not-sent: the payment provider was at fault, or nothing could be charged',
  }),
  answeredAt: instant.nullable(),
  words: z.string().nullable().meta({ description: 'Of a refusal: what was wrong, for people' }),
})

const automaticCharge = z
  .object({
    id: longId,
    purpose,
    statementId: longId.nullable().meta({ description: 'The bill it is for' }),
    amount: money.meta({ description: 'With GST, as it was last reckoned' }),
    currency,
    state: z.enum(AUTOMATIC_CHARGE_STATES),
    plannedAt: instant,
    dueAt: instant,
    endedAt: instant.nullable(),
    endedWhy: z.string().nullable().meta({ description: 'Why it was given up or withdrawn, for people' }),
    tries: z.array(tried),
  })
  .meta({ id: 'AutomaticCharge' })

const account = z.object({ accountId: id })

export const automaticChargesEndpoints = {
  readAutomaticCharging: endpoint({
    id: 'automatic-charges.standing',
    method: 'GET',
    path: '/accounts/{accountId}/automatic-charges/standing',
    summary: 'How automatic charges of an account stand, and what comes next',
    access: 'automatic-charges.read',
    params: account,
    response: chargingStanding,
  }),
  listAutomaticCharges: endpoint({
    id: 'automatic-charges.list',
    method: 'GET',
    path: '/accounts/{accountId}/automatic-charges',
    summary: 'What an account was charged by itself, each try, the last first',
    access: 'automatic-charges.read',
    params: account,
    query: z.object({ ...paging, ...counting }),
    response: pageWithTotal(automaticCharge),
  }),
  tryAutomaticCharge: endpoint({
    id: 'automatic-charges.try-now',
    method: 'POST',
    path: '/accounts/{accountId}/automatic-charges/try-now',
    summary: 'Try what was refused, or is planned, now instead of at its time',
    description: 'Answers once the bank has. Tops up too, where the balance is below its threshold.',
    access: 'automatic-charges.write',
    params: account,
    response: chargingStanding,
    status: 200,
  }),
  switchOnAutomaticCharges: endpoint({
    id: 'automatic-charges.switch-on',
    method: 'POST',
    path: '/accounts/{accountId}/automatic-charges/switch-on',
    summary: 'Switch automatic charges on again that refusals have switched off',
    access: 'automatic-charges.write',
    params: account,
    response: chargingStanding,
    status: 200,
  }),
} satisfies Record<string, Endpoint>

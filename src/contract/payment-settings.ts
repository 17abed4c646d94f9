import { z } from 'zod'
import { TOP_UP_LIMITS, TOP_UP_MODES } from '#domain/credit-control/top-up.ts'
import { chargingStanding } from './automatic-charges.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, email, id, instant, money } from './wire.ts'

/** Whether anything can be charged by itself, and why not. */
const charging = {
  canCharge: z.boolean().meta({ description: 'Whether a card or direct debit of this account can be charged' }),
  cannotChargeReason: z.string().nullable().meta({ description: 'Why not, for people; null where it can' }),
}

/** An automatic charge as the account status shows it. */
export const automaticPayment = z
  .object({
    state: z.enum(['off', 'armed', 'tripped']).meta({ description: 'tripped: switched off after failed charges' }),
    value: money.nullable().meta({ description: 'Of a top-up: what is charged, or the balance it restores' }),
    used: money.nullable().meta({ description: 'Of a top-up: charged in the last seven days' }),
    ...charging,
    nextAt: instant.nullable().meta({ description: 'When it is charged next; null: nothing is planned, or it waits' }),
    nextWords: z
      .string()
      .nullable()
      .meta({
        description: 'What is planned or under way, for people',
        examples: ['$50.00 for the auto top-up will be tried again Thu 26 Nov.'],
      }),
    explanation: z.string().meta({ description: 'What it does, in sentences for people' }),
  })
  .meta({ id: 'AutomaticPayment' })

const amount = money
  .refine(
    (value) => value > 0n && value <= TOP_UP_LIMITS.amountMicros,
    'Write an amount above 0.00 and up to 100000.00.',
  )
  .refine((value) => value % 10_000n === 0n, 'Write whole cents.')

const settings = {
  autoTopUp: z
    .object({
      isOn: z.boolean(),
      mode: z.enum(TOP_UP_MODES).meta({
        description:
          'fixed: charge `amount` when the balance falls below `threshold`; restore: charge what brings it back to `amount`, ' +
          'and again at the end of the billing month',
      }),
      threshold: amount.refine(
        (value) => value >= TOP_UP_LIMITS.thresholdMicros,
        'The balance threshold cannot be under $2.00.',
      ),
      amount,
      weeklyMaximum: amount.meta({ description: 'Charged by top-ups within seven days at the most' }),
    })
    .strict()
    .meta({ description: 'Amounts with GST' }),
  autoDebit: z
    .object({ isOn: z.boolean() })
    .strict()
    .meta({ description: 'Charge the monthly charges when they fall due' }),
  lowBalanceWarning: z
    .object({
      isOn: z.boolean(),
      amount: money
        .refine(
          (value) => value >= 0n && value <= TOP_UP_LIMITS.amountMicros,
          'Write an amount from 0.00 to 100000.00.',
        )
        .refine((value) => value % 10_000n === 0n, 'Write whole cents.'),
    })
    .strict()
    .meta({
      description: 'One mail when the balance falls below the amount; on at 10.00 from the start for prepaid accounts',
    }),
  allowanceWarnings: z
    .object({ isOn: z.boolean() })
    .strict()
    .meta({
      description:
        'A mail each when 50, 85 and 100 % of an allowance are used, or 50 and 85 % of the credit limit of a postpaid account; on ' +
        'from the start',
    }),
  spendAlert: z.object({ isOn: z.boolean(), amount }).strict().meta({
    description:
      'A mail each when calls of a billing month come to 50, 85 and 100 % of the amount, with GST; off from the start',
  }),
  notices: z
    .object({
      contact: z.enum(['billing', 'main', 'technical']),
      alsoTo: z.array(email).max(5, 'At most five more people.'),
    })
    .strict()
    .meta({ description: 'Who gets warnings: a contact of the account, where there is none the next one; and others' }),
}

const paymentSettings = z
  .object({
    accountId: id,
    paymentMode: z.enum(['prepaid', 'postpaid']),
    balance: money.meta({ description: 'Above zero: credit; below zero: owed' }),
    currency,
    ...settings,
    noticesGoTo: z.array(z.string()).meta({ description: 'The addresses that comes to now' }),
    ...charging,
    automaticCharges: chargingStanding,
    howToPay: z.object({
      bank: z
        .object({ bankName: z.string(), accountName: z.string(), bsb: z.string(), accountNumber: z.string() })
        .nullable()
        .meta({ description: 'null: the provider has not said; ask its support' }),
      reference: z.string().meta({ description: 'The account number: by it a transfer is known' }),
      supportEmail: z.string(),
      supportPhone: z.string().nullable(),
    }),
    version: z.number().int(),
  })
  .meta({ id: 'PaymentSettings' })

const account = z.object({ accountId: id })

export const paymentSettingsEndpoints = {
  readPaymentSettings: endpoint({
    id: 'payment-settings.read',
    method: 'GET',
    path: '/accounts/{accountId}/payment-settings',
    summary: 'How an account pays, and of what it is warned',
    access: 'payment-settings.read',
    params: account,
    response: paymentSettings,
    etag: true,
  }),
  writePaymentSettings: endpoint({
    id: 'payment-settings.write',
    method: 'PUT',
    path: '/accounts/{accountId}/payment-settings',
    summary: 'Set how an account pays, and of what it is warned',
    description:
      'A section that is left out stays as it is; one that is given is replaced as a whole. An automatic charge is switched ' +
      'on only where `canCharge` is true; its values may be prepared before.',
    access: 'payment-settings.write',
    params: account,
    body: z
      .object(settings)
      .partial()
      .strict()
      .refine((body) => Object.values(body).some((value) => value !== undefined), 'Say what changes.'),
    response: paymentSettings,
    etag: true,
  }),
} satisfies Record<string, Endpoint>
